import { type Kysely, type Selectable, sql } from 'kysely';
import { z } from 'zod';
import type { EventId, WebhookId } from '../contract/ids.ts';
import type { Delivery, DeliveryAttempt, DeliveryStatus } from '../contract/webhook.ts';
import type { DeliveryStore } from '../domain/stores/webhook-stores.ts';
import { decodeCursor, encodeCursor } from './cursor.ts';
import { inWindows } from './in-windows.ts';
import type { Schema } from './schema.ts';
import { createWebhookOrder } from './webhook-order.ts';

/** So many of an endpoint's rows are looked at in one go. */
const WINDOW = 2_000;

/** Marks the cursors of this list. */
const LIST = 'deliveries';

const Headers = z.record(z.string(), z.string());

function toAttempt(row: Selectable<Schema['webhook_attempts']>): DeliveryAttempt {
  return {
    at: new Date(row.attempted).toISOString(),
    latency_ms: row.latency,
    status_code: row.status_code,
    error: row.error,
    request_headers: Headers.parse(JSON.parse(row.request_headers)),
    response_headers: row.response_headers === null ? null : Headers.parse(JSON.parse(row.response_headers)),
    response_start: row.response_start,
  };
}

/** What was and is to be delivered, for those who look into it. */
export function createDeliveryStore(db: Kysely<Schema>): DeliveryStore {
  const { requeue } = createWebhookOrder(db);

  function deliveries(webhookId: WebhookId) {
    return db
      .selectFrom('webhook_queue as q')
      .innerJoin('events as e', 'e.id', 'q.event_id')
      .leftJoin('webhook_queue as first', 'first.id', 'q.batch_of')
      .where('q.webhook_id', '=', webhookId)
      .select(['q.cursor', 'q.event_id', 'e.type', 'q.conversation_id', 'q.status', 'q.attempts', 'q.created'])
      .select(['q.last_attempt'])
      .select(({ fn }) => [
        fn.coalesce('q.batch_id', 'first.batch_id').as('batch_id'),
        fn.coalesce('first.next_attempt', 'q.next_attempt').as('next_attempt'),
      ]);
  }

  type Row = Awaited<ReturnType<ReturnType<typeof deliveries>['executeTakeFirstOrThrow']>>;

  function toDelivery(row: Row): Delivery {
    const isPending = row.status === 'pending';
    return {
      event_id: row.event_id,
      type: row.type,
      conversation_id: row.conversation_id,
      status: row.status,
      attempts: row.attempts,
      batch_id: row.batch_id,
      next_attempt_at: isPending ? new Date(row.next_attempt).toISOString() : null,
      last_attempt_at: row.last_attempt === null ? null : new Date(row.last_attempt).toISOString(),
      created_at: new Date(row.created).toISOString(),
    };
  }

  async function endOf(webhookId: WebhookId, from: number | null): Promise<number | null> {
    let query = db.selectFrom('webhook_queue').select('cursor').where('webhook_id', '=', webhookId);
    if (from !== null) query = query.where('cursor', '<', from);
    const last = await query.orderBy('cursor', 'desc').offset(WINDOW).limit(1).executeTakeFirst();
    return last?.cursor ?? null;
  }

  return {
    async list(webhookId, { limit, cursor }, status?: DeliveryStatus) {
      const { rows, next } = await inWindows<Row, number>({
        from: cursor ? decodeCursor(cursor, z.literal(LIST))[0] : null,
        limit,
        endOf: (from) => endOf(webhookId, from),
        async rowsIn(from, end, count) {
          let query = deliveries(webhookId).orderBy('q.cursor', 'desc').limit(count);
          if (from !== null) query = query.where('q.cursor', '<', from);
          if (end !== null) query = query.where('q.cursor', '>=', end);
          if (status) query = query.where(sql<boolean>`+q.status = ${status}`);
          return query.execute();
        },
        positionOf: ({ cursor: place }) => place,
      });
      return { rows: rows.map(toDelivery), nextCursor: next === null ? null : encodeCursor(next, LIST) };
    },
    async find(webhookId, eventId: EventId) {
      const row = await deliveries(webhookId)
        .innerJoin('webhook_payloads as p', 'p.queue_id', 'q.id')
        .select('p.payload')
        .where('q.event_id', '=', eventId)
        .executeTakeFirst();
      if (!row) return null;
      // Those of a batch were made with its first row.
      const attempts = await db
        .selectFrom('webhook_attempts as a')
        .innerJoin('webhook_queue as q', 'q.id', 'a.queue_id')
        .selectAll('a')
        .where(
          sql<boolean>`a.queue_id IN (
            SELECT id FROM webhook_queue WHERE webhook_id = ${webhookId} AND event_id = ${eventId}
            UNION ALL SELECT batch_of FROM webhook_queue WHERE webhook_id = ${webhookId} AND event_id = ${eventId}
          )`,
        )
        .orderBy('a.id')
        .execute();
      return { ...toDelivery(row), payload: row.payload, attempts_made: attempts.map(toAttempt) };
    },
    async waiting(webhookId) {
      const { count } = await db
        .selectFrom('webhook_queue')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .where('webhook_id', '=', webhookId)
        .where('status', '=', sql.lit('pending'))
        .executeTakeFirstOrThrow();
      return count;
    },
    ofEvent: (lawyerId, eventId) =>
      db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(['q.webhook_id', 'w.url', 'q.status'])
        .where('q.event_id', '=', eventId)
        .where('w.lawyer_id', '=', lawyerId)
        .orderBy('w.id')
        .execute(),
    redeliver: (webhookId, eventId, at) => requeue(webhookId, eventId, at, ['pending', 'delivered', 'failed']),
  };
}
