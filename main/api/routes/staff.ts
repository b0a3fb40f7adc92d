import { type Caller, isStaff, type StaffCaller } from '../../domain/caller.ts';
import {
  assertMayHandOut,
  changeStaff,
  createStaff,
  endSession,
  resetPassword,
  staffOf,
} from '../../domain/manage-staff.ts';
import { changeOwnPassword, type SignInDependencies, signIn, unlockSession } from '../../domain/sign-in.ts';
import { toOwnSession, toStaff, toStaffSession } from '../../domain/staff.ts';
import type { BodyChecks, Handlers } from '../handler.ts';

type Names =
  | 'signIn'
  | 'listSessions'
  | 'getOwnSession'
  | 'signOut'
  | 'lockSession'
  | 'unlockSession'
  | 'changeOwnPassword'
  | 'endSession'
  | 'createStaff'
  | 'listStaff'
  | 'getStaff'
  | 'changeStaff'
  | 'deactivateStaff'
  | 'resetPassword';

/** `checks` hash the passwords of what is then written: a hash takes longer than any transaction may. */
export function staffRoutes(dependencies: SignInDependencies): {
  handlers: Pick<Handlers, Names>;
  checks: Pick<BodyChecks, 'createStaff' | 'resetPassword'>;
} {
  /** By the body that it came in. */
  const hashes = new WeakMap<{ password: string }, string>();
  const hashPassword = async (body: { password: string }): Promise<void> => {
    hashes.set(body, await dependencies.passwords.hash(body.password));
  };
  const hashOf = (body: { password: string }): string => {
    const hash = hashes.get(body);
    if (hash === undefined) throw new Error('a password was not hashed');
    return hash;
  };

  return {
    checks: { createStaff: hashPassword, resetPassword: hashPassword },
    handlers: {
      async signIn({ body, address }) {
        const { token, ...own } = await signIn(dependencies, { ...body, address });
        return { ...toOwnSession(own), token };
      },
      async listSessions({ query: { staff_id: staffId, ...page }, stores }) {
        const { rows, nextCursor } = await stores.staffSessions.list(staffId ?? null, page);
        return { data: rows.map(toStaffSession), next_cursor: nextCursor };
      },
      getOwnSession: async ({ caller }) => toOwnSession(signedIn(caller)),
      async signOut({ caller, stores, at }) {
        await stores.staffSessions.update(signedIn(caller).session.id, { ended: at });
      },
      async lockSession({ caller, stores, at }) {
        const { session } = signedIn(caller);
        if (session.locked === null) await stores.staffSessions.update(session.id, { locked: at });
      },
      unlockSession: ({ caller, body: { password } }) =>
        unlockSession(dependencies, signedIn(caller), password).then(() => undefined),
      changeOwnPassword: ({ caller, body }) =>
        changeOwnPassword(dependencies, signedIn(caller), {
          current: body.current_password,
          next: body.password,
        }).then(() => undefined),
      async endSession({ params, stores, at }) {
        await endSession(stores, params.id, at);
      },
      async createStaff({ caller, body, stores, at }) {
        const { name, email, role } = body;
        assertMayHandOut(caller, role);
        return toStaff(await createStaff(stores, { name, email, role, passwordHash: hashOf(body) }, at));
      },
      async listStaff({ query, stores }) {
        const { rows, nextCursor } = await stores.staff.list(query);
        return { data: rows.map(toStaff), next_cursor: nextCursor };
      },
      getStaff: async ({ params, stores }) => toStaff(await staffOf(stores, params.id)),
      async changeStaff({ caller, params, body: { is_active: isActive, ...change }, stores, at }) {
        const changed = await changeStaff(stores, params.id, { ...change, isActive }, at);
        assertMayHandOut(caller, changed.role);
        return toStaff(changed);
      },
      async deactivateStaff({ params, stores, at }) {
        await changeStaff(stores, params.id, { isActive: false }, at);
      },
      async resetPassword({ caller, params, body, stores, at }) {
        assertMayHandOut(caller, (await staffOf(stores, params.id)).role);
        await resetPassword(stores, params.id, hashOf(body), at);
      },
    },
  };
}

function signedIn(caller: Caller | null): StaffCaller {
  if (!caller || !isStaff(caller)) throw new Error('these routes are for a session');
  return caller;
}
