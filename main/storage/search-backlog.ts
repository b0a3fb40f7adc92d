import { type Kysely, sql } from 'kysely';
import type { MessageId } from '../contract/ids.ts';
import type { MessageSearchStore } from '../domain/stores/message-search-store.ts';
import { nextPlace } from './message-place.ts';
import type { Schema } from './schema.ts';

/** What was stored before there was an index is taken into it, going down by id: nearly the newest first. */
export function createSearchBacklog(db: Kysely<Schema>): Pick<MessageSearchStore, 'backlog' | 'indexSome'> {
  return {
    async backlog() {
      const row = await db.selectFrom('search_backlog').select(['indexed', 'total']).executeTakeFirst();
      return row ?? null;
    },
    async indexSome(count) {
      const backlog = await db.selectFrom('search_backlog').select('before').executeTakeFirst();
      if (!backlog) return false;
      const rows = await db
        .selectFrom('messages')
        .leftJoin('message_order', 'message_order.message_id', 'messages.id')
        .select(['messages.id', 'messages.lawyer_id', 'messages.sending_date', 'message_order.place'])
        .where('messages.id', '<', backlog.before as MessageId)
        .orderBy('messages.id', 'desc')
        .limit(count)
        .execute();
      const last = rows.at(-1);
      if (!last) {
        await db.deleteFrom('search_backlog').execute();
        return false;
      }
      // Upwards: FTS5 writes out what it has gathered whenever a number is less than the one before.
      for (const { id, lawyer_id, sending_date, place } of rows.toSorted((a, b) => a.sending_date - b.sending_date)) {
        if (place !== null) continue;
        await sql`
          INSERT INTO message_order (place, message_id, lawyer_id)
          VALUES (${nextPlace(sending_date)}, ${id}, ${lawyer_id})`.execute(db);
      }
      await sql`UPDATE search_backlog SET before = ${last.id}, indexed = indexed + ${rows.length}`.execute(db);
      return true;
    },
  };
}
