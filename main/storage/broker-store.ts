import { type Kysely, type Selectable, sql } from 'kysely';
import { BrokerEvents } from '../contract/broker.ts';
import { BrokerId } from '../contract/ids.ts';
import type { BrokerRow, BrokerSettings, BrokerStore } from '../domain/stores/broker-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Schema } from './schema.ts';

type Of = Pick<BrokerRow, 'id' | 'revision'>;

function toRow(row: Selectable<Schema['brokers']>): BrokerRow {
  const { id, kind, url, target, stream, cursor, revision, created, updated } = row;
  return {
    ...{ id, kind, url, target, stream, cursor, revision, created, updated },
    lawyerId: row.lawyer_id,
    events: BrokerEvents.parse(JSON.parse(row.events)),
    maxLength: row.max_length,
    isPaused: row.is_paused === 1,
    failingSince: row.failing_since,
    missedUpTo: row.missed_up_to,
  };
}

function columnsOf({ url, target, events, maxLength, stream }: BrokerSettings) {
  return { url, target, events: JSON.stringify(events), max_length: maxLength, stream };
}

export function createBrokerStore(db: Kysely<Schema>): BrokerStore {
  const ofRevision = ({ id, revision }: Of) =>
    db.updateTable('brokers').where('id', '=', id).where('revision', '=', revision);

  return {
    async insert({ id, lawyerId, kind, isPaused, cursor, created, ...settings }) {
      await db
        .insertInto('brokers')
        .values({
          ...{ id, lawyer_id: lawyerId, kind, is_paused: isPaused ? 1 : 0, cursor, created, updated: created },
          ...columnsOf(settings),
        })
        .execute();
    },
    async find(id) {
      const row = await db.selectFrom('brokers').selectAll().where('id', '=', id).executeTakeFirst();
      return row ? toRow(row) : null;
    },
    async list({ limit, cursor }) {
      let query = db
        .selectFrom('brokers')
        .selectAll()
        .orderBy('id')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '>', decodeCursor(cursor, BrokerId)[1]);
      const page = toPage(await query.execute(), limit, (row) => [row.created, row.id]);
      return { rows: page.rows.map(toRow), nextCursor: page.nextCursor };
    },
    async all() {
      return (await db.selectFrom('brokers').selectAll().orderBy('id').execute()).map(toRow);
    },
    async change(id, { isPaused, cursor, missedUpTo, ...settings }, at) {
      await db
        .updateTable('brokers')
        .set({ ...columnsOf(settings), is_paused: isPaused ? 1 : 0, cursor, missed_up_to: missedUpTo, updated: at })
        .set((brokers) => ({ revision: brokers('revision', '+', 1), failing_since: null }))
        .where('id', '=', id)
        .execute();
    },
    async moveCursor(of, cursor) {
      return (await ofRevision(of).set({ cursor }).executeTakeFirst()).numUpdatedRows === 1n;
    },
    async setFailing(of, since) {
      await ofRevision(of).set({ failing_since: since }).execute();
    },
    async setMissed(of, upTo) {
      await ofRevision(of).set({ missed_up_to: upTo }).execute();
    },
    async failing(lawyerId) {
      const rows = await db
        .selectFrom('brokers')
        .select(['id', 'failing_since'])
        .where('lawyer_id', '=', lawyerId)
        .where('failing_since', 'is not', null)
        .execute();
      return rows.flatMap(({ id, failing_since: since }) => (since === null ? [] : [{ brokerId: id, since }]));
    },
    async behind(lawyerId, cursor, most) {
      const { rows } = await sql<{ count: number }>`SELECT count(*) AS count FROM
        (SELECT 1 FROM events WHERE lawyer_id = ${lawyerId} AND cursor > ${cursor} LIMIT ${most})`.execute(db);
      return rows[0]?.count ?? 0;
    },
    async remove(id) {
      const result = await db.deleteFrom('brokers').where('id', '=', id).executeTakeFirst();
      return result.numDeletedRows === 1n;
    },
  };
}
