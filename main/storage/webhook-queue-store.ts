import type { Kysely } from 'kysely';
import type { WebhookQueueStore } from '../domain/stores.ts';
import type { Schema } from './schema.ts';

export function createWebhookQueueStore(db: Kysely<Schema>): WebhookQueueStore {
  return {
    async enqueue({ webhookId, lawyerId, eventId, conversationId, payload, at }) {
      await db
        .insertInto('webhook_queue')
        .values({
          webhook_id: webhookId,
          lawyer_id: lawyerId,
          event_id: eventId,
          conversation_id: conversationId,
          payload,
          attempts: 0,
          status: 'pending',
          created: at,
          last_attempt: null,
          next_attempt: at,
        })
        .execute();
    },
    async due(at, exclude, limit) {
      let query = db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(['q.id', 'q.webhook_id', 'q.event_id', 'w.url', 'w.secret', 'q.payload', 'q.attempts'])
        .where('q.status', '=', 'pending')
        .where('q.next_attempt', '<=', at)
        .where('w.is_active', '=', 1)
        .where(({ not, exists, selectFrom }) =>
          not(
            exists(
              selectFrom('webhook_queue as earlier')
                .select('earlier.id')
                .whereRef('earlier.webhook_id', '=', 'q.webhook_id')
                .whereRef('earlier.conversation_id', '=', 'q.conversation_id')
                .where('earlier.status', '=', 'pending')
                .whereRef('earlier.id', '<', 'q.id'),
            ),
          ),
        )
        .orderBy('q.next_attempt')
        .orderBy('q.id')
        .limit(limit);
      if (exclude.deliveries.size > 0) query = query.where('q.id', 'not in', [...exclude.deliveries]);
      if (exclude.webhooks.size > 0) query = query.where('q.webhook_id', 'not in', [...exclude.webhooks]);
      return (await query.execute()).map((row) => ({
        id: row.id,
        webhookId: row.webhook_id,
        eventId: row.event_id,
        url: row.url,
        secret: row.secret,
        payload: row.payload,
        attempts: row.attempts,
      }));
    },
    async nextDue(after) {
      const row = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(({ fn }) => fn.min('q.next_attempt').as('at'))
        .where('q.status', '=', 'pending')
        .where('w.is_active', '=', 1)
        .where('q.next_attempt', '>', after)
        .executeTakeFirst();
      return row?.at ?? null;
    },
    async waiting() {
      const { n } = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('q.status', '=', 'pending')
        .where('w.is_active', '=', 1)
        .executeTakeFirstOrThrow();
      return n;
    },
    async recordAttempt(id, attempt, outcome) {
      const updated = await db
        .updateTable('webhook_queue')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          status: outcome.status,
          last_attempt: attempt.at,
          ...(outcome.status === 'pending' ? { next_attempt: outcome.nextAttempt } : {}),
        }))
        .where('id', '=', id)
        .executeTakeFirst();
      // The webhook, and its queue with it, may have been removed while the request was on its way.
      if (updated.numUpdatedRows === 0n) return;
      await db
        .insertInto('webhook_attempts')
        .values({
          queue_id: id,
          attempted: attempt.at,
          latency: attempt.latency,
          status_code: attempt.statusCode,
          error: attempt.error,
          response_start: attempt.responseStart,
        })
        .execute();
    },
  };
}
