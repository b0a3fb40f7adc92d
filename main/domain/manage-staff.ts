import type { StaffId, StaffSessionId } from '../contract/ids.ts';
import type { StaffRole } from '../contract/staff.ts';
import { AppError } from './app-error.ts';
import { type Caller, isStaff } from './caller.ts';
import type { Millis } from './clock.ts';
import { newId } from './new-id.ts';
import type { StaffMember } from './staff.ts';
import type { Stores } from './stores.ts';

interface NewStaff {
  name: string;
  email: string;
  role: StaffRole;
  passwordHash: string;
}

/** Adds a person who can sign in, in the caller's transaction. Rejects with AppError `staff_email_taken`. */
export async function createStaff(stores: Stores, details: NewStaff, at: Millis): Promise<StaffMember> {
  await assertEmailFree(stores, details.email, null);
  const times = { created: at, updated: at, lastSignIn: null };
  const staff: StaffMember = { id: newId('stf', at), ...details, isActive: true, ...times };
  await stores.staff.insert(staff);
  return staff;
}

/**
 * What is left out stays as it is. Whoever gets another role, or may not sign in any more, is signed out, and loses what lawyers
 * have granted. Rejects with AppError `staff_not_found`, `staff_email_taken`, `last_owner`.
 */
export async function changeStaff(
  stores: Stores,
  id: StaffId,
  change: {
    name?: string | undefined;
    email?: string | undefined;
    role?: StaffRole | undefined;
    isActive?: boolean | undefined;
  },
  at: Millis,
): Promise<StaffMember> {
  const before = await staffOf(stores, id);
  if (change.email !== undefined) await assertEmailFree(stores, change.email, id);
  await stores.staff.update(id, { ...change, updated: at });
  const after = await staffOf(stores, id);
  if (before.role === 'owner') await assertOwnerLeft(stores);
  if (after.role !== before.role || !after.isActive) await endAccess(stores, id, at);
  return after;
}

/**
 * Another password, set by somebody else: who sets it could sign in as that person, and what lawyers have granted them is
 * not for others. Rejects with AppError `staff_not_found`.
 */
export async function resetPassword(stores: Stores, id: StaffId, passwordHash: string, at: Millis): Promise<void> {
  await staffOf(stores, id);
  await stores.staff.update(id, { passwordHash, updated: at });
  await endAccess(stores, id, at);
}

/**
 * An owner's session is limited by no scope: a key that is limited leads to none, neither by a role nor by a password.
 * Throws AppError `scope_not_given`.
 */
export function assertMayHandOut(caller: Caller | null, role: StaffRole): void {
  if (role !== 'owner' || !caller || isStaff(caller) || caller.key.scopes === null) return;
  const message = 'owner is for keys that are not limited to scopes';
  throw new AppError('scope_not_given', [{ field: 'role', message }]);
}

/** Rejects with AppError `staff_not_found`. */
export async function staffOf(stores: Stores, id: StaffId): Promise<StaffMember> {
  const staff = await stores.staff.find(id);
  if (!staff) throw new AppError('staff_not_found');
  return staff;
}

/** Ends a session at once; one that is over stays as it is. Rejects with AppError `session_not_found`. */
export async function endSession(stores: Stores, id: StaffSessionId, at: Millis): Promise<void> {
  const session = await stores.staffSessions.find(id);
  if (!session) throw new AppError('session_not_found');
  if (session.ended === null) await stores.staffSessions.update(id, { ended: at });
}

/**
 * Somebody must be left who can sign in and see to the others: without any owner the window is open to whoever sits there.
 * Whoever asks for the change, it is undone with the transaction. Rejects with AppError `last_owner`.
 */
async function assertOwnerLeft(stores: Stores): Promise<void> {
  if ((await stores.staff.owners()).some(({ isActive }) => isActive)) return;
  throw new AppError('last_owner');
}

async function endAccess(stores: Stores, id: StaffId, at: Millis): Promise<void> {
  await stores.staffSessions.endAll(id, at);
  await stores.grants.revokeAll(id, at);
}

async function assertEmailFree(stores: Stores, email: string, id: StaffId | null): Promise<void> {
  const found = await stores.staff.findByEmail(email);
  if (found && found.id !== id) {
    throw new AppError('staff_email_taken', [{ field: 'email', message: 'belongs to another member of staff' }]);
  }
}
