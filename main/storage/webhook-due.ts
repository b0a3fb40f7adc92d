import { type Kysely, sql } from 'kysely';
import type { WebhookId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { DueDelivery, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

interface Row extends Pick<DueDelivery, 'id' | 'concurrency'> {
  webhook_id: WebhookId;
  is_batch_new: number;
}

interface Look {
  at: Millis;
  underWay: string;
  full: string;
  limit: number;
}

/** No batch is larger: see WebhookBatch in the contract. */
const MOST_IN_BATCH = 100;

/**
 * For each endpoint the first ones that are due: however much waits behind them is not looked at. Where a whole batch
 * waits, its first row need not wait for more. To one that catches up nothing is delivered from behind the place that it
 * has come to: what it has missed goes first.
 */
const dueNow = (blank: Blank<Look>) => sql<Row>`
  SELECT q.id, q.webhook_id, w.concurrency, w.batch_events IS NOT NULL AND q.batch_id IS NULL AS is_batch_new
  FROM webhooks w CROSS JOIN webhook_queue q ON q.id IN (
    SELECT first.id FROM webhook_queue first
    WHERE first.webhook_id = w.id AND first.status = 'pending' AND first.is_next = 1
      AND first.next_attempt <= ${blank('at')} + CASE
        WHEN w.batch_events IS NOT NULL AND w.batch_events <= (
          SELECT count(*) FROM (
            SELECT 1 FROM webhook_queue one INDEXED BY webhook_queue_order
            WHERE one.webhook_id = w.id AND one.status = 'pending' AND one.attempts = 0
              AND one.batch_of IS NULL AND one.batch_id IS NULL
            LIMIT ${sql.lit(MOST_IN_BATCH)}
          )
        ) THEN w.batch_wait ELSE 0 END
      AND first.cursor <= coalesce(w.feed_cursor, first.cursor)
      AND (first.attempts = 0 OR first.next_attempt <= ${blank('at')})
      AND first.id NOT IN (SELECT value FROM json_each(${blank('underWay')}))
    ORDER BY first.next_attempt, first.id LIMIT ${blank('limit')}
  )
  WHERE w.state IN ('active', 'catching_up') AND w.id NOT IN (SELECT value FROM json_each(${blank('full')}))
  ORDER BY q.next_attempt, q.id LIMIT ${blank('limit')}`;

/** What is to be delivered now, and when to look again. */
export function createDueDeliveries(
  db: Kysely<Schema>,
): Pick<WebhookQueueStore, 'due' | 'nextDue' | 'waiting' | 'waitingOf' | 'failing'> {
  const due = prepare(db, (blank: Blank<Look>) => ({ compile: () => dueNow(blank).compile(db) }));

  return {
    async due(at, exclude, limit) {
      const underWay = JSON.stringify([...exclude.deliveries]);
      const { rows } = await due({ at, underWay, full: JSON.stringify([...exclude.webhooks]), limit });
      return rows.map(({ id, webhook_id, concurrency, is_batch_new }) => ({
        ...{ id, webhookId: webhook_id, concurrency, isNewBatch: is_batch_new === 1 },
      }));
    },
    async nextDue(after, exclude = new Set()) {
      const { rows } = await sql<{ at: number | null }>`
        SELECT min((
          SELECT min(q.next_attempt) FROM webhook_queue q
          WHERE q.webhook_id = w.id AND q.status = 'pending' AND q.is_next = 1 AND q.next_attempt > ${after}
        )) AS at
        FROM webhooks w
        WHERE w.state IN ('active', 'catching_up') AND w.id NOT IN (${listOf([...exclude])})`.execute(db);
      return rows[0]?.at ?? null;
    },
    async waiting() {
      const { n } = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('q.status', '=', sql.lit('pending'))
        .where('w.state', 'in', ['active', 'catching_up'])
        .executeTakeFirstOrThrow();
      return n;
    },
    async waitingOf(lawyerId) {
      const { n } = await db
        .selectFrom('webhooks as w')
        .innerJoin('webhook_queue as q', 'q.webhook_id', 'w.id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('w.lawyer_id', '=', lawyerId)
        .where('w.state', 'in', ['active', 'catching_up'])
        .where('q.status', '=', sql.lit('pending'))
        .executeTakeFirstOrThrow();
      return n;
    },
    async failing(lawyerId) {
      // What was tried is in front of its conversation: what waits behind is not looked at.
      const rows = await db
        .selectFrom('webhooks as w')
        .innerJoin('webhook_queue as q', 'q.webhook_id', 'w.id')
        .select(({ fn }) => ['w.id', fn.min('q.created').as('since')] as const)
        .where('w.lawyer_id', '=', lawyerId)
        .where('w.state', 'in', ['active', 'catching_up'])
        .where('q.status', '=', sql.lit('pending'))
        .where('q.is_next', '=', sql.lit(1))
        .where('q.attempts', '>', 0)
        .groupBy('w.id')
        .execute();
      return rows.map(({ id, since }) => ({ webhookId: id, since }));
    },
  };
}
