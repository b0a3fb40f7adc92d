import type { IpcAccess } from '../contract/ipc/entry.ts';
import type { ProblemCode } from '../contract/problems.ts';
import { AppError } from '../domain/app-error.ts';
import type { WindowIdentity, WindowUser } from '../domain/window-identity.ts';

/** Which calls each may make. */
const MAY_CALL: Record<WindowUser, readonly IpcAccess[]> = {
  nobody: ['anyone'],
  locked: ['anyone'],
  support: ['anyone', 'support'],
  owner: ['anyone', 'support', 'lawyer', 'owner'],
  'lawyer-without-sign-in': ['anyone', 'support', 'lawyer', 'owner'],
};

/** What each is told of what they may not do. */
const REFUSED: Record<WindowUser, ProblemCode> = {
  nobody: 'unauthorized',
  locked: 'session_locked',
  support: 'insufficient_role',
  owner: 'insufficient_role',
  'lawyer-without-sign-in': 'insufficient_role',
};

/** Throws AppError `unauthorized`, `session_locked`, `insufficient_role`. The one place that decides it. */
export function assertMayCall(access: IpcAccess, identity: WindowIdentity): void {
  const { user } = identity.now();
  if (!MAY_CALL[user].includes(access)) throw new AppError(REFUSED[user]);
}
