import type { IDENTITY_CALLS, Identity } from '../../contract/ipc/identity.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { WindowSignIn, WindowUser } from '../../domain/window-identity.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface IdentityDependencies {
  identity: WindowSignIn;
  sessions: Pick<Sessions, 'get'>;
  lockMinutes: { get(): number; set(minutes: number): void };
}

const STATES: Record<WindowUser, Identity['state']> = {
  nobody: 'signed_out',
  locked: 'locked',
  support: 'signed_in',
  owner: 'signed_in',
  'lawyer-without-sign-in': 'open',
};

export function identityCalls(deps: IdentityDependencies): HandlersOf<typeof IDENTITY_CALLS> {
  const { identity, sessions, lockMinutes } = deps;
  function current(): Identity {
    const { user, staff } = identity.now();
    const person = staff && { id: staff.id, name: staff.name, role: staff.role };
    return { state: STATES[user], person, lock_minutes: lockMinutes.get() };
  }

  return {
    'identity.current': async () => current(),
    async 'identity.signIn'({ email, password }) {
      await identity.signIn(email, password);
      return current();
    },
    async 'identity.lock'() {
      await identity.lock();
      return current();
    },
    async 'identity.unlock'({ password }) {
      await identity.unlock(password);
      return current();
    },
    async 'identity.signOut'() {
      await identity.signOut();
      return current();
    },
    async 'identity.changePassword'({ current_password, password }) {
      await identity.changePassword(current_password, password);
      return undefined;
    },
    async 'identity.recover'({ recovery_key, ...owner }) {
      await identity.recover(recovery_key, owner);
      return current();
    },
    async 'identity.setLock'({ minutes }) {
      lockMinutes.set(minutes);
      return current();
    },
    async 'identity.grants'() {
      const grants = await identity.grants();
      return grants.map((grant) => {
        const { state, ready_until } = sessions.get(grant.lawyer_id);
        return { ...grant, session: { state, ready_until } };
      });
    },
  };
}
