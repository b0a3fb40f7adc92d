import { changeStaff, createStaff, endSession, resetPassword } from '../../domain/manage-staff.ts';
import { toStaff, toStaffSession } from '../../domain/staff.ts';
import { type CallDependencies, type CallHandlers, PAGE_SIZE } from '../call-dependencies.ts';

type Calls =
  | 'staff.list'
  | 'staff.create'
  | 'staff.change'
  | 'staff.resetPassword'
  | 'staffSessions.list'
  | 'staffSessions.end';

/** Passwords are hashed before a transaction begins: it takes longer than one may. */
export function staffCalls({ database, clock, passwords }: CallDependencies): Pick<CallHandlers, Calls> {
  return {
    async 'staff.list'({ cursor }) {
      const page = await database.read((stores) => stores.staff.list({ limit: PAGE_SIZE, cursor }));
      return { data: page.rows.map(toStaff), next_cursor: page.nextCursor };
    },
    async 'staff.create'({ password, ...details }) {
      const passwordHash = await passwords.hash(password);
      const made = await database.write((stores) => createStaff(stores, { ...details, passwordHash }, clock.now()));
      return toStaff(made);
    },
    async 'staff.change'({ id, is_active: isActive, ...change }) {
      const changed = await database.write((stores) => changeStaff(stores, id, { ...change, isActive }, clock.now()));
      return toStaff(changed);
    },
    async 'staff.resetPassword'({ id, password }) {
      const passwordHash = await passwords.hash(password);
      await database.write((stores) => resetPassword(stores, id, passwordHash, clock.now()));
    },
    async 'staffSessions.list'({ cursor }) {
      const page = await database.read((stores) => stores.staffSessions.list(null, { limit: PAGE_SIZE, cursor }));
      return { data: page.rows.map(toStaffSession), next_cursor: page.nextCursor };
    },
    async 'staffSessions.end'({ id }) {
      await database.write((stores) => endSession(stores, id, clock.now()));
    },
  };
}
