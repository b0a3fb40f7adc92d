import { type Insertable, type Kysely, type Selectable, sql } from 'kysely';
import { EventDetails } from '../contract/event-log.ts';
import type { StoredEvent } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { EventStore, LoggedEvent } from '../domain/stores/event-store.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type NewEvent = Required<Omit<Insertable<Schema['events']>, 'cursor'>>;

function toLogged({ created, more, ...event }: Selectable<Schema['events']>): LoggedEvent {
  const details = more === null ? null : EventDetails.parse(JSON.parse(more));
  return { ...event, created_at: new Date(created).toISOString(), more: details };
}

export function createEventStore(db: Kysely<Schema>, appended: (event: StoredEvent) => void): EventStore {
  const insert = prepare(db, (blank: Blank<NewEvent>) =>
    db.insertInto('events').values({
      id: blank('id'),
      lawyer_id: blank('lawyer_id'),
      type: blank('type'),
      conversation_id: blank('conversation_id'),
      message_id: blank('message_id'),
      client_id: blank('client_id'),
      created: blank('created'),
      more: blank('more'),
    }),
  );
  const listAfter = prepare(db, (blank: Blank<{ lawyerId: LawyerId; cursor: number; limit: number }>) =>
    db
      .selectFrom('events')
      .selectAll()
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('cursor', '>', blank('cursor'))
      .orderBy('cursor')
      .limit(blank('limit')),
  );

  return {
    async append({ at, more = null, ...event }) {
      const { insertId } = await insert({ ...event, created: at, more: more && JSON.stringify(more) });
      const stored: StoredEvent = { ...event, cursor: Number(insertId), created_at: new Date(at).toISOString() };
      appended(stored);
      return stored;
    },
    async after(lawyerId, cursor, limit) {
      return (await listAfter({ lawyerId, cursor, limit })).rows.map(toLogged);
    },
    async find(lawyerId, id) {
      const row = await db
        .selectFrom('events')
        .selectAll()
        .where('id', '=', id)
        .where('lawyer_id', '=', lawyerId)
        .executeTakeFirst();
      return row ? toLogged(row) : null;
    },
    async newestBefore(lawyerId, cursor, limit) {
      const rows = await db
        .selectFrom('events')
        .select(['cursor', 'id', 'lawyer_id', 'type', 'conversation_id', 'message_id', 'client_id', 'created'])
        .where('lawyer_id', '=', lawyerId)
        .where('cursor', '<', cursor)
        .orderBy('cursor', 'desc')
        .limit(limit)
        .execute();
      return rows.map(({ created, ...event }) => ({ ...event, created_at: new Date(created).toISOString() }));
    },
    before: (lawyerId, cursor, limit) =>
      db
        .selectFrom('events')
        .select(['cursor', 'created'])
        .where('lawyer_id', '=', lawyerId)
        .where('cursor', '<', cursor)
        .orderBy('cursor', 'desc')
        .limit(limit)
        .execute(),
    async newest(lawyerId) {
      const row = await db
        .selectFrom('events')
        .select('cursor')
        .where('lawyer_id', '=', lawyerId)
        .orderBy('cursor', 'desc')
        .limit(1)
        .executeTakeFirst();
      return row?.cursor ?? 0;
    },
    async removedUpTo(lawyerId) {
      const row = await db
        .selectFrom('event_log_starts')
        .select('removed_up_to')
        .where('lawyer_id', '=', lawyerId)
        .executeTakeFirst();
      return row?.removed_up_to ?? 0;
    },
    async removeOldest(lawyerId, before, limit) {
      const oldest = await db
        .selectFrom('events as e')
        .select(['e.cursor', 'e.created'])
        .select(sql<number>`EXISTS (SELECT 1 FROM webhook_queue q WHERE q.event_id = e.id)`.as('kept'))
        .where('e.lawyer_id', '=', lawyerId)
        .orderBy('e.cursor')
        .limit(limit)
        .execute();
      // From the front only: what is left is the log from one place on, without a hole.
      const first = oldest.findIndex(({ created, kept }) => created >= before || kept === 1);
      const gone = (first === -1 ? oldest : oldest.slice(0, first)).map(({ cursor }) => cursor);
      const last = gone.at(-1);
      if (last === undefined) return 0;
      await db
        .insertInto('event_log_starts')
        .values({ lawyer_id: lawyerId, removed_up_to: last })
        .onConflict((conflict) => conflict.column('lawyer_id').doUpdateSet({ removed_up_to: last }))
        .execute();
      await sql`DELETE FROM events WHERE cursor IN (${listOf(gone)})`.execute(db);
      return gone.length;
    },
  };
}
