import type { Kysely, Selectable } from 'kysely';
import { StaffSessionId } from '../contract/ids.ts';
import type { StaffSessionRow } from '../domain/staff.ts';
import type { StaffSessionStore } from '../domain/stores/staff-session-store.ts';
import { changedColumns } from './changed-columns.ts';
import { decodeCursor, toPage } from './cursor.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

function toSession(row: Selectable<Schema['staff_sessions']>): StaffSessionRow {
  const { id, staff_id: staffId, secret_hash: secretHash, last_seen: lastSeen, created, expires, locked, ended } = row;
  return { id, staffId, secretHash, created, expires, lastSeen, locked, ended };
}

export function createStaffSessionStore(db: Kysely<Schema>): StaffSessionStore {
  const findOne = prepare(db, (blank: Blank<{ id: StaffSessionId }>) =>
    db.selectFrom('staff_sessions').selectAll().where('id', '=', blank('id')),
  );

  return {
    async insert({ staffId, secretHash, lastSeen, ...session }) {
      const row = { ...session, staff_id: staffId, secret_hash: secretHash, last_seen: lastSeen };
      await db.insertInto('staff_sessions').values(row).execute();
    },
    async find(id) {
      const [row] = (await findOne({ id })).rows;
      return row ? toSession(row) : null;
    },
    async list(staffId, { limit, cursor }) {
      let query = db.selectFrom('staff_sessions').selectAll().orderBy('created', 'desc').orderBy('id', 'desc');
      if (staffId !== null) query = query.where('staff_id', '=', staffId);
      if (cursor) {
        const [created, id] = decodeCursor(cursor, StaffSessionId);
        query = query.where(({ eb, refTuple, tuple }) => eb(refTuple('created', 'id'), '<', tuple(created, id)));
      }
      const page = toPage(await query.limit(limit + 1).execute(), limit, (row) => [row.created, row.id]);
      return { rows: page.rows.map(toSession), nextCursor: page.nextCursor };
    },
    async update(id, { lastSeen, locked, ended }) {
      const changed = changedColumns({ last_seen: lastSeen, locked, ended });
      if (changed) await db.updateTable('staff_sessions').set(changed).where('id', '=', id).execute();
    },
    async endAll(staffId, at, kept) {
      const open = db
        .updateTable('staff_sessions')
        .set({ ended: at })
        .where('staff_id', '=', staffId)
        .where('ended', 'is', null);
      await (kept === undefined ? open : open.where('id', '!=', kept)).execute();
    },
    async removeOlderThan(at, limit) {
      const old = db
        .selectFrom('staff_sessions')
        .select('id')
        .where('created', '<', at)
        .orderBy('created')
        .orderBy('id')
        .limit(limit);
      const { numDeletedRows } = await db.deleteFrom('staff_sessions').where('id', 'in', old).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
}
