import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { QueuedAction } from '../contract/entities.ts';
import type { OutboxStore, WaitReason } from '../domain/stores/outbox-store.ts';
import { decodeCursor, toPage } from './cursor.ts';
import type { Schema } from './schema.ts';

/** In a cursor: tells it from one of another list of numbers. */
const OUTBOX = 'outbox';

/** What the lawyer's own settings hold back: to wait for it is no trouble. */
const HELD: readonly WaitReason[] = ['pace', 'quiet_hours', 'daily_cap'];

/** What ends by the clock; the other reasons end by an event. */
const ENDS_BY_CLOCK: ReadonlySet<WaitReason> = new Set<WaitReason>([...HELD, 'retry']);

function toQueuedAction(row: Selectable<Schema['outbox']>): QueuedAction {
  const isTimed = row.waits_for !== null && ENDS_BY_CLOCK.has(row.waits_for);
  return {
    id: row.id,
    action: row.type,
    message_id: row.message_id,
    conversation_id: row.conversation_id,
    state: row.state,
    waits_for: row.waits_for,
    due_at: isTimed ? new Date(row.next_attempt).toISOString() : null,
    attempts: row.attempts,
    error: row.error,
    accepted_at: new Date(row.created).toISOString(),
  };
}

/** What waits and why, for those who look at it. */
export function createOutboxLists(
  db: Kysely<Schema>,
): Pick<OutboxStore, 'find' | 'list' | 'count' | 'countByState' | 'oldest'> {
  return {
    async find(lawyerId, id) {
      const row = await db
        .selectFrom('outbox')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .executeTakeFirst();
      return row ? toQueuedAction(row) : null;
    },
    async list(lawyerId, { limit, cursor }) {
      let query = db
        .selectFrom('outbox')
        .selectAll()
        .where('lawyer_id', '=', lawyerId)
        .orderBy('id')
        .limit(limit + 1);
      if (cursor) query = query.where('id', '>', decodeCursor(cursor, z.literal(OUTBOX))[0]);
      const page = toPage(await query.execute(), limit, (row) => [row.id, OUTBOX]);
      return { rows: page.rows.map(toQueuedAction), nextCursor: page.nextCursor };
    },
    async count(lawyerId) {
      const { n } = await db
        .selectFrom('outbox')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('lawyer_id', '=', lawyerId)
        .where('state', '<>', sql.lit('failed'))
        .executeTakeFirstOrThrow();
      return n;
    },
    async countByState(lawyerId) {
      const counts = { queued: 0, sending: 0, failed: 0 };
      const rows = await db
        .selectFrom('outbox')
        .select(({ fn }) => ['state', fn.countAll<number>().as('n')] as const)
        .where('lawyer_id', '=', lawyerId)
        .groupBy('state')
        .execute();
      for (const { state, n } of rows) counts[state] = n;
      return counts;
    },
    async oldest(lawyerId) {
      const row = await db
        .selectFrom('outbox')
        .select('created')
        .where('lawyer_id', '=', lawyerId)
        .where('state', '<>', sql.lit('failed'))
        .where('waits_for', 'not in', HELD)
        .orderBy('id')
        .limit(1)
        .executeTakeFirst();
      return row?.created ?? null;
    },
  };
}
