import type { WindowIdentity } from '../ipc/access.ts';

/** Who sits at the window. Nobody signs in there yet: whoever has opened the machine's account has opened the window. */
export function createWindowIdentity(): WindowIdentity {
  return { user: () => 'lawyer-without-sign-in' };
}
