import { type Kysely, sql } from 'kysely';
import type { MessageId } from '../contract/ids.ts';
import type { MessageSearchStore } from '../domain/stores/message-search-store.ts';
import { nextPlace } from './message-place.ts';
import type { Schema } from './schema.ts';

/** `place` is null: it is not indexed yet. */
type Indexable = Pick<Schema['messages'], 'id' | 'lawyer_id' | 'sending_date'> & { place: number | null };

/**
 * What is taken into the index beside the storing: what waits in `search_queue`, and what was stored before there was an
 * index, going down by id, which is nearly the newest first.
 */
export function createSearchBacklog(
  db: Kysely<Schema>,
): Pick<MessageSearchStore, 'backlog' | 'hasNew' | 'indexNew' | 'indexSome'> {
  /** Upwards: FTS5 writes out what it has gathered whenever a number is less than the one before. */
  async function takeIn(rows: readonly Indexable[]): Promise<void> {
    for (const { id, lawyer_id, sending_date, place } of rows.toSorted((a, b) => a.sending_date - b.sending_date)) {
      if (place !== null) continue;
      await sql`
        INSERT INTO message_order (place, message_id, lawyer_id)
        VALUES (${nextPlace(sending_date)}, ${id}, ${lawyer_id})`.execute(db);
    }
  }

  async function namesToIndex(count: number): Promise<number[]> {
    const rows = await db
      .selectFrom('search_names')
      .select('id')
      .where(sql<boolean>`indexed IS NOT name`)
      .limit(count)
      .execute();
    return rows.map(({ id }) => id);
  }

  async function indexNames(count: number): Promise<number> {
    const ids = await namesToIndex(count);
    if (ids.length > 0) await sql`UPDATE search_names SET indexed = name WHERE id IN (${sql.join(ids)})`.execute(db);
    return ids.length;
  }

  /** How many of the queue were looked at: who is removed meanwhile is in it still. */
  async function indexQueued(count: number): Promise<number> {
    const queued = await db.selectFrom('search_queue').selectAll().orderBy('n').limit(count).execute();
    const last = queued.at(-1);
    if (!last) return 0;
    const rows = await db
      .selectFrom('messages')
      .leftJoin('message_order', 'message_order.message_id', 'messages.id')
      .select(['messages.id', 'messages.lawyer_id', 'messages.sending_date', 'message_order.place'])
      .where(
        'messages.id',
        'in',
        queued.map(({ message_id }) => message_id),
      )
      .execute();
    await takeIn(rows);
    await db.deleteFrom('search_queue').where('n', '<=', last.n).execute();
    return queued.length;
  }

  return {
    async backlog() {
      const row = await db.selectFrom('search_backlog').select(['indexed', 'total']).executeTakeFirst();
      return row ?? null;
    },
    async hasNew() {
      const messages = await db.selectFrom('search_queue').select('n').limit(1).execute();
      return messages.length > 0 || (await namesToIndex(1)).length > 0;
    },
    async indexNew(count) {
      const names = await indexNames(count);
      return names + (names < count ? await indexQueued(count - names) : 0);
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
      await takeIn(rows);
      await sql`UPDATE search_backlog SET before = ${last.id}, indexed = indexed + ${rows.length}`.execute(db);
      return true;
    },
  };
}
