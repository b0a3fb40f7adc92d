import type { Kysely, Selectable } from 'kysely';
import { StaffId } from '../contract/ids.ts';
import type { StaffMember } from '../domain/staff.ts';
import type { StaffStore } from '../domain/stores/staff-store.ts';
import { changedColumns } from './changed-columns.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

function toStaffMember(row: Selectable<Schema['staff']>): StaffMember {
  return {
    id: row.id,
    name: row.name,
    email: row.email,
    passwordHash: row.password_hash,
    role: row.role,
    isActive: row.is_active === 1,
    created: row.created,
    updated: row.updated,
    lastSignIn: row.last_sign_in,
  };
}

export function createStaffStore(db: Kysely<Schema>): StaffStore {
  const findOne = prepare(db, (blank: Blank<{ id: StaffId }>) =>
    db.selectFrom('staff').selectAll().where('id', '=', blank('id')),
  );

  return {
    async insert(staff) {
      await db
        .insertInto('staff')
        .values({
          id: staff.id,
          name: staff.name,
          email: staff.email,
          password_hash: staff.passwordHash,
          role: staff.role,
          is_active: Number(staff.isActive),
          created: staff.created,
          updated: staff.updated,
          last_sign_in: staff.lastSignIn,
        })
        .execute();
    },
    async find(id) {
      const [row] = (await findOne({ id })).rows;
      return row ? toStaffMember(row) : null;
    },
    async findByEmail(email) {
      const row = await db.selectFrom('staff').selectAll().where('email', '=', email).executeTakeFirst();
      return row ? toStaffMember(row) : null;
    },
    async owners() {
      const rows = await db.selectFrom('staff').selectAll().where('role', '=', 'owner').execute();
      return rows.map(toStaffMember);
    },
    async list({ limit, cursor }) {
      let query = db.selectFrom('staff').selectAll().orderBy('created', 'desc').orderBy('id', 'desc');
      if (cursor) {
        const [created, id] = decodeCursor(cursor, StaffId);
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created', 'id'), '<', tuple(created, id)));
      }
      const page = toPage(await query.limit(limit + 1).execute(), limit, (row) => [row.created, row.id]);
      return { rows: page.rows.map(toStaffMember), nextCursor: page.nextCursor };
    },
    async update(id, { name, email, role, isActive, passwordHash, updated, lastSignIn }) {
      const changed = changedColumns({
        name,
        email,
        role,
        is_active: isActive === undefined ? undefined : Number(isActive),
        password_hash: passwordHash,
        updated,
        last_sign_in: lastSignIn,
      });
      if (changed) await db.updateTable('staff').set(changed).where('id', '=', id).execute();
    },
  };
}
