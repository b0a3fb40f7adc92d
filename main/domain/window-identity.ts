import type { OwnGrant } from '../contract/ipc/identity.ts';
import { AppError } from './app-error.ts';
import type { AuditEntry } from './audit-chain.ts';
import type { Millis } from './clock.ts';
import { changeStaff, createStaff, resetPassword } from './manage-staff.ts';
import { ownGrants } from './own-grants.ts';
import type { Log } from './ports.ts';
import { recordAudit } from './record-audit.ts';
import { changeOwnPassword, type SignInDependencies, SignInFailedError, signIn, unlockSession } from './sign-in.ts';
import type { StaffMember, StaffSessionRow } from './staff.ts';
import type { Stores } from './stores.ts';

/**
 * Who sits at the window. `lawyer-without-sign-in`: nobody is asked to sign in, because no owner has been made yet: the
 * machine's user is all there is. `nobody`: somebody must sign in first. `locked`: somebody has, and is away.
 */
export type WindowUser = 'nobody' | 'locked' | 'support' | 'owner' | 'lawyer-without-sign-in';

/** One person's time at the window. Another one, or the same after a lock, is another object. */
export interface Sitting {
  readonly user: WindowUser;
  readonly staff: StaffMember | null;
  /** When a password was last given for it; null where nobody sits there who has given one. */
  readonly since: Millis | null;
}

/** Kept in the main process: what the window says of itself is never asked. */
export interface WindowIdentity {
  now(): Sitting;
}

/**
 * For what a person is asked outside of our window, as by a dialog of the system, which stays when the window locks. The
 * answer throws AppError `session_ended` once it is not the same time at the window any more.
 */
export function sameSitting(identity: WindowIdentity): () => void {
  const asked = identity.now();
  return () => {
    if (identity.now() !== asked) throw new AppError('session_ended');
  };
}

interface NewOwner {
  name: string;
  email: string;
  password: string;
}

export interface WindowSignIn extends WindowIdentity {
  /** Rejects as `signIn` does. Whoever sat there before is signed out. */
  signIn(email: string, password: string): Promise<void>;
  /** At once: what cannot be written down of it does not keep it open. Nothing where nobody has signed in. */
  lock(): Promise<void>;
  /** Rejects with AppError `wrong_password`, `too_many_attempts`, `session_ended`. */
  unlock(password: string): Promise<void>;
  signOut(): Promise<void>;
  /**
   * Of whoever has signed in, who stays so here; all of their other sessions end. Rejects with AppError `wrong_password`,
   * `too_many_attempts`, `session_ended`.
   */
  changePassword(current: string, next: string): Promise<void>;
  /** Makes an owner, and signs in. Rejects with AppError `wrong_password` for another recovery key, `too_many_attempts`. */
  recover(recoveryKey: string, owner: NewOwner): Promise<void>;
  /** Something about people has changed: somebody may have been signed out, or the first owner been made. */
  refresh(): Promise<void>;
  grants(): Promise<OwnGrant[]>;
  /** Tells of each change. The answer stops it. */
  onChange(listener: () => void): () => void;
}

export interface WindowIdentityDependencies extends SignInDependencies {
  log: Log;
  isRecoveryKey(text: string): boolean;
}

/** Sign-ins at the window count as from one address of the network. */
const WINDOW = 'window';
/** Wrong recovery keys count as of one account. */
const RECOVERY = 'recovery key';

export const NOBODY: Sitting = { user: 'nobody', staff: null, since: null };
const ANYBODY: Sitting = { user: 'lawyer-without-sign-in', staff: null, since: null };

/** Until it is known whether somebody must sign in, nobody sits there: call `refresh` first. */
export function createWindowIdentity(dependencies: WindowIdentityDependencies): WindowSignIn {
  const { database, clock, passwords, attempts, log } = dependencies;
  const listeners = new Set<() => void>();
  let sitting: Sitting = NOBODY;
  let session: StaffSessionRow | null = null;
  /** Once there was an owner, one can only be missing by a fault, which must open nothing: there is the recovery key. */
  let hadOwner = false;
  let last: Promise<unknown> = Promise.resolve();

  /** One change after the other: none is decided by what another is about to change. */
  function inOrder<Result>(work: () => Promise<Result>): Promise<Result> {
    const mine = last.then(work, work);
    last = mine.catch(() => {});
    return mine;
  }

  function become(next: Sitting): void {
    if (next === sitting) return;
    sitting = next;
    for (const listener of listeners) listener();
  }

  function now(): Sitting {
    if (session && clock.now() >= session.expires) {
      session = null;
      become(NOBODY);
    }
    return sitting;
  }

  function record(stores: Stores, action: string, by: StaffMember | null, outcome: string, subjects: string[] = []) {
    const entry: AuditEntry = {
      at: clock.now(),
      actorRole: by?.role ?? 'nobody',
      actor: by?.id ?? null,
      keyId: null,
      lawyerId: null,
      action: `identity.${action}`,
      subjects,
      requestId: null,
      address: null,
      outcome,
    };
    return recordAudit(stores, entry);
  }

  const lookAgain = async (): Promise<void> => {
    try {
      const own = session;
      const { owners, row, staff } = await database.read(async (stores) => ({
        owners: await stores.staff.owners(),
        row: own && (await stores.staffSessions.find(own.id)),
        staff: own && (await stores.staff.find(own.staffId)),
      }));
      hadOwner ||= owners.length > 0;
      const isOver = !row || row.ended !== null || !staff?.isActive || staff.role !== sitting.staff?.role;
      if (own && !isOver) {
        if (staff.name !== sitting.staff?.name) become({ ...sitting, staff });
        return;
      }
      session = null;
      become(hadOwner ? NOBODY : ANYBODY);
    } catch {
      // What is not known is not allowed.
      session = null;
      become(NOBODY);
      log.error({}, 'it could not be read who may sit at the window');
    }
  };

  const signOut = async (): Promise<void> => {
    const { staff } = now();
    const ended = session;
    session = null;
    if (ended) become(NOBODY);
    if (ended && staff) {
      await database.write(async (stores) => {
        await stores.staffSessions.update(ended.id, { ended: clock.now() });
        await record(stores, 'signOut', staff, 'done', [staff.id, ended.id]);
      });
    }
    await lookAgain();
  };

  const begin = async (email: string, password: string): Promise<void> => {
    if (session) await signOut();
    try {
      const begun = await signIn(dependencies, { email, password, address: WINDOW });
      await database.write((stores) =>
        record(stores, 'signIn', begun.staff, 'done', [begun.staff.id, begun.session.id]),
      );
      session = begun.session;
      become({ user: begun.staff.role, staff: begun.staff, since: clock.now() });
    } catch (error) {
      if (error instanceof SignInFailedError && (error.staffId !== null || !error.isOneOfMany)) {
        const tried = error.staffId === null ? [] : [error.staffId];
        await database.write((stores) => record(stores, 'signIn', null, error.code, tried));
      }
      throw error;
    }
  };

  /** As they are by now: the password may have been changed over the API. */
  const holderOf = async ({ staffId }: StaffSessionRow): Promise<StaffMember> => {
    const staff = await database.read((stores) => stores.staff.find(staffId));
    if (staff?.isActive) return staff;
    await lookAgain();
    throw new AppError('session_ended');
  };

  const changePassword = async (current: string, next: string): Promise<void> => {
    const { user } = now();
    const own = session;
    if (!own || user === 'locked') throw new AppError('session_ended');
    const staff = await holderOf(own);
    const caller = { kind: staff.role, staff, session: own, secret: '' };
    await changeOwnPassword(dependencies, caller, { current, next, kept: own.id });
  };

  const unlock = async (password: string): Promise<void> => {
    const held = now();
    const locked = session;
    if (!locked || held.user !== 'locked') throw new AppError('session_ended');
    const staff = await holderOf(locked);
    try {
      await unlockSession(dependencies, { kind: staff.role, staff, session: locked, secret: '' }, password);
    } catch (error) {
      const code = error instanceof AppError ? error.code : 'internal_error';
      if (code === 'wrong_password')
        await database.write((stores) => record(stores, 'unlock', staff, code, [staff.id]));
      if (code === 'session_ended') await lookAgain();
      throw error;
    }
    await database.write((stores) => record(stores, 'unlock', staff, 'done', [staff.id, locked.id]));
    if (session === locked) become({ user: staff.role, staff, since: clock.now() });
  };

  const recover = async (recoveryKey: string, owner: NewOwner): Promise<void> => {
    if (now().user !== 'nobody' && now().user !== 'locked') throw new AppError('insufficient_role');
    await attempts.count(RECOVERY);
    if (!dependencies.isRecoveryKey(recoveryKey)) {
      await database.write((stores) => record(stores, 'recover', null, 'wrong_password'));
      throw new AppError('wrong_password');
    }
    await attempts.succeeded(RECOVERY);
    const passwordHash = await passwords.hash(owner.password);
    await database.write(async (stores) => {
      const at: Millis = clock.now();
      const known = await stores.staff.findByEmail(owner.email);
      if (known) {
        await changeStaff(stores, known.id, { role: 'owner', isActive: true }, at);
        await resetPassword(stores, known.id, passwordHash, at);
      }
      const { name, email } = owner;
      const id = known?.id ?? (await createStaff(stores, { name, email, role: 'owner', passwordHash }, at)).id;
      await record(stores, 'recover', null, 'done', [id]);
    });
    await attempts.succeeded(owner.email);
    await begin(owner.email, owner.password);
  };

  return {
    now,
    signIn: (email, password) => inOrder(() => begin(email, password)),
    unlock: (password) => inOrder(() => unlock(password)),
    signOut: () => inOrder(signOut),
    changePassword: (current, next) => inOrder(() => changePassword(current, next)),
    recover: (recoveryKey, owner) => inOrder(() => recover(recoveryKey, owner)),
    refresh: () => inOrder(lookAgain),
    async lock() {
      const { user, staff } = now();
      const locked = session;
      if (!locked || !staff || user === 'locked') return;
      become({ user: 'locked', staff, since: null });
      await inOrder(() =>
        database.write(async (stores) => {
          await stores.staffSessions.update(locked.id, { locked: clock.now() });
          await record(stores, 'lock', staff, 'done', [staff.id, locked.id]);
        }),
      ).catch(() => log.error({}, 'that the window was locked could not be written down'));
    },
    async grants() {
      const { user, staff } = now();
      if (user !== 'support' || !staff) return [];
      return database.read((stores) => ownGrants(stores, staff.id, clock.now()));
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
