import type { Mode } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { StaffCaller } from './caller.ts';
import type { Clock } from './clock.ts';
import type { Passwords } from './passwords.ts';
import type { Database, SignInAttempts } from './ports.ts';
import { makeStaffSession, type StaffMember, type StaffSessionRow } from './staff.ts';

/** A password is compared outside of any transaction: it takes long by intent. */
export interface SignInDependencies {
  database: Database;
  clock: Clock;
  mode: Mode;
  passwords: Passwords;
  attempts: SignInAttempts;
}

/**
 * Begins a session; its token is told once. An address that nobody has, one who may not sign in and a wrong password are
 * one and the same, and take as long. Rejects with AppError `sign_in_failed`, `too_many_attempts`.
 */
export async function signIn(
  { database, clock, mode, passwords, attempts }: SignInDependencies,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<{ token: string; session: StaffSessionRow; staff: StaffMember }> {
  await attempts.count(email, address);
  const found = await database.read((stores) => stores.staff.findByEmail(email));
  const known = found?.isActive ? found : null;
  const isRight = await passwords.matches(password, known?.passwordHash ?? null);
  if (!known || !isRight) throw new AppError('sign_in_failed');
  const signedIn = await database.write(async (stores) => {
    const staff = await stores.staff.find(known.id);
    // Meanwhile the password may have been changed, or the person been let go.
    if (!staff?.isActive || staff.passwordHash !== known.passwordHash) throw new AppError('sign_in_failed');
    const at = clock.now();
    const { text: token, session } = makeStaffSession(mode, staff.id, at);
    await stores.staffSessions.insert(session);
    await stores.staff.update(staff.id, { lastSignIn: at });
    return { token, session, staff: { ...staff, lastSignIn: at } };
  });
  await attempts.succeeded(email, address);
  return signedIn;
}

/** Rejects with AppError `wrong_password`, `too_many_attempts`, `session_ended`. */
export async function unlockSession(
  dependencies: SignInDependencies,
  caller: StaffCaller,
  { password, address }: { password: string; address: string },
): Promise<void> {
  await assertPassword(dependencies, caller, password, address);
  await dependencies.database.write(async (stores) => {
    const session = await stores.staffSessions.find(caller.session.id);
    if (!session || session.ended !== null) throw new AppError('session_ended');
    await stores.staffSessions.update(session.id, { locked: null, lastSeen: dependencies.clock.now() });
  });
}

/** Ends every session of the person. Rejects with AppError `wrong_password`, `too_many_attempts`, `session_ended`. */
export async function changeOwnPassword(
  dependencies: SignInDependencies,
  caller: StaffCaller,
  { current, next, address }: { current: string; next: string; address: string },
): Promise<void> {
  const { database, clock, passwords } = dependencies;
  await assertPassword(dependencies, caller, current, address);
  const passwordHash = await passwords.hash(next);
  await database.write(async (stores) => {
    const staff = await stores.staff.find(caller.staff.id);
    // Another has changed it meanwhile: theirs stays.
    if (staff?.passwordHash !== caller.staff.passwordHash) throw new AppError('session_ended');
    const at = clock.now();
    await stores.staff.update(staff.id, { passwordHash, updated: at });
    await stores.staffSessions.endAll(staff.id, at);
  });
}

async function assertPassword(
  { passwords, attempts }: SignInDependencies,
  { staff }: StaffCaller,
  password: string,
  address: string,
): Promise<void> {
  await attempts.count(staff.email, address);
  if (!(await passwords.matches(password, staff.passwordHash))) throw new AppError('wrong_password');
  await attempts.succeeded(staff.email, address);
}
