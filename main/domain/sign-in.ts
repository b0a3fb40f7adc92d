import type { StaffId, StaffSessionId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { StaffCaller } from './caller.ts';
import type { Clock, Millis } from './clock.ts';
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

/** Where many passwords are tried, each takes so long: longer than a hash does. */
const SLOWED: Millis = 3_000;

/** Nobody was signed in. For the audit log: the caller is told the same, whoever was named. */
export class SignInFailedError extends AppError {
  /** Whose password was tried, if it was anybody's. */
  readonly staffId: StaffId | null;
  readonly isOneOfMany: boolean;

  constructor(staffId: StaffId | null, isOneOfMany: boolean) {
    super('sign_in_failed');
    this.staffId = staffId;
    this.isOneOfMany = isOneOfMany;
  }
}

/**
 * Begins a session; its token is told once. An address that nobody has, one who may not sign in and a wrong password are
 * one and the same, and take as long. Rejects with SignInFailedError, and AppError `too_many_attempts`.
 */
export async function signIn(
  { database, clock, mode, passwords, attempts }: SignInDependencies,
  { email, password, address }: { email: string; password: string; address: string },
): Promise<{ token: string; session: StaffSessionRow; staff: StaffMember }> {
  await attempts.count(email);
  const isOneOfMany = await attempts.isOneOfMany(address);
  // Else somebody would be told from nobody by the wait for those before.
  if (isOneOfMany) await passwords.ready();
  const answerable = isOneOfMany ? new Promise<void>((resolve) => clock.after(SLOWED, resolve)) : null;
  const found = await database.read((stores) => stores.staff.findByEmail(email));
  const known = found?.isActive ? found : null;
  // One hash is made at a time: of many for nobody none is made, so that whoever is somebody does not wait behind them.
  const isLookedAt = known !== null || !isOneOfMany;
  const isRight = isLookedAt && (await passwords.matches(password, known?.passwordHash ?? null));
  await answerable;
  const failed = () => new SignInFailedError(found?.id ?? null, isOneOfMany);
  if (!known || !isRight) throw failed();
  const signedIn = await database.write(async (stores) => {
    const staff = await stores.staff.find(known.id);
    // Meanwhile the password may have been changed, or the person been let go.
    if (!staff?.isActive || staff.passwordHash !== known.passwordHash) throw failed();
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
  password: string,
): Promise<void> {
  await assertPassword(dependencies, caller, password);
  await dependencies.database.write(async (stores) => {
    const session = await stores.staffSessions.find(caller.session.id);
    if (!session || session.ended !== null) throw new AppError('session_ended');
    await stores.staffSessions.update(session.id, { locked: null, lastSeen: dependencies.clock.now() });
  });
}

/** Ends every session of the person but the one that is kept, if one is. Rejects with AppError `wrong_password`, `too_many_attempts`, `session_ended`. */
export async function changeOwnPassword(
  dependencies: SignInDependencies,
  caller: StaffCaller,
  { current, next, kept }: { current: string; next: string; kept?: StaffSessionId },
): Promise<void> {
  const { database, clock, passwords } = dependencies;
  await assertPassword(dependencies, caller, current);
  const passwordHash = await passwords.hash(next);
  await database.write(async (stores) => {
    const staff = await stores.staff.find(caller.staff.id);
    // Another has changed it meanwhile: theirs stays.
    if (staff?.passwordHash !== caller.staff.passwordHash) throw new AppError('session_ended');
    const session = await stores.staffSessions.find(caller.session.id);
    if (!session || session.ended !== null) throw new AppError('session_ended');
    const at = clock.now();
    await stores.staff.update(staff.id, { passwordHash, updated: at });
    await stores.staffSessions.endAll(staff.id, at, kept);
  });
}

/** Counted apart from sign-ins: only who holds a session of that person could lock them out of it. */
async function assertPassword(
  { passwords, attempts }: SignInDependencies,
  { staff }: StaffCaller,
  password: string,
): Promise<void> {
  await attempts.count(staff.id);
  if (!(await passwords.matches(password, staff.passwordHash))) throw new AppError('wrong_password');
  await attempts.succeeded(staff.id);
}
