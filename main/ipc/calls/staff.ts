import type { STAFF_CALLS } from '../../contract/ipc/staff.ts';
import type { Clock } from '../../domain/clock.ts';
import { changeStaff, createStaff, endSession, resetPassword } from '../../domain/manage-staff.ts';
import type { Passwords } from '../../domain/passwords.ts';
import type { Database } from '../../domain/ports.ts';
import { toStaff, toStaffSession } from '../../domain/staff.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface StaffDependencies {
  database: Database;
  clock: Clock;
  passwords: Passwords;
}

/** Passwords are hashed before a transaction begins: it takes longer than one may. */
export function staffCalls({ database, clock, passwords }: StaffDependencies): HandlersOf<typeof STAFF_CALLS> {
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
      return toStaff(await database.write((stores) => changeStaff(stores, id, { ...change, isActive }, clock.now())));
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
