import type { IpcAccess } from '../contract/ipc/entry.ts';
import { AppError } from '../domain/app-error.ts';

/**
 * Who sits at the window. `lawyer-without-sign-in`: nobody is asked to sign in, because no owner has been made yet: the
 * machine's user is all there is. `nobody`: somebody must sign in first.
 */
export type WindowUser = 'nobody' | 'support' | 'owner' | 'lawyer-without-sign-in';

/** Kept in the main process: what the window says of itself is never asked. */
export interface WindowIdentity {
  user(): WindowUser;
}

/** Which calls each may make. */
const MAY_CALL: Record<WindowUser, readonly IpcAccess[]> = {
  nobody: ['anyone'],
  support: ['anyone', 'support'],
  owner: ['anyone', 'support', 'lawyer', 'owner'],
  'lawyer-without-sign-in': ['anyone', 'support', 'lawyer', 'owner'],
};

/** Throws AppError `insufficient_role`. The one place that decides it. */
export function assertMayCall(access: IpcAccess, identity: WindowIdentity): void {
  if (!MAY_CALL[identity.user()].includes(access)) throw new AppError('insufficient_role');
}
