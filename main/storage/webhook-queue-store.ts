import { type Insertable, type Kysely, sql } from 'kysely';
import type { ConversationId, WebhookId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { AttemptResult, Delivery, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type NewRow = Required<Pick<Insertable<Schema['webhook_queue']>, 'conversation_id'>> &
  Pick<Insertable<Schema['webhook_queue']>, 'webhook_id' | 'lawyer_id' | 'event_id' | 'payload' | 'created'>;

export function createWebhookQueueStore(db: Kysely<Schema>): WebhookQueueStore {
  const insert = prepare(db, (blank: Blank<NewRow>) =>
    db.insertInto('webhook_queue').values({
      webhook_id: blank('webhook_id'),
      lawyer_id: blank('lawyer_id'),
      event_id: blank('event_id'),
      conversation_id: blank('conversation_id'),
      payload: blank('payload'),
      attempts: 0,
      status: 'pending',
      created: blank('created'),
      last_attempt: null,
      next_attempt: blank('created'),
      is_next: sql<number>`NOT EXISTS (
        SELECT 1 FROM webhook_queue
        WHERE webhook_id = ${blank('webhook_id')} AND conversation_id = ${blank('conversation_id')}
          AND status = 'pending'
      )`,
    }),
  );

  const settle = prepare(
    db,
    (
      blank: Blank<{ id: number; status: 'pending' | 'delivered' | 'failed'; at: Millis; nextAttempt: Millis | null }>,
    ) =>
      db
        .updateTable('webhook_queue')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          status: blank('status'),
          last_attempt: blank('at'),
          next_attempt: eb.fn.coalesce(blank('nextAttempt'), 'next_attempt'),
        }))
        .where('id', '=', blank('id'))
        .returning(['webhook_id', 'conversation_id']),
  );
  const insertAttempt = prepare(db, (blank: Blank<AttemptResult & { id: number }>) =>
    db.insertInto('webhook_attempts').values({
      queue_id: blank('id'),
      attempted: blank('at'),
      latency: blank('latency'),
      status_code: blank('statusCode'),
      error: blank('error'),
      response_start: blank('responseStart'),
    }),
  );

  return {
    async enqueue({ webhookId, lawyerId, eventId, conversationId, payload, at }) {
      await insert({
        webhook_id: webhookId,
        lawyer_id: lawyerId,
        event_id: eventId,
        conversation_id: conversationId,
        payload,
        created: at,
      });
    },
    async due(at, exclude, limit) {
      // For each endpoint the first ones that are due: however much waits behind them is not looked at.
      const underWay = JSON.stringify([...exclude.deliveries]);
      const { rows } = await sql<{
        id: number;
        webhook_id: WebhookId;
        event_id: Delivery['eventId'];
        url: string;
        secret: string;
        payload: string;
        attempts: number;
        traceparent: string | null;
      }>`
        SELECT q.id, q.webhook_id, q.event_id, w.url, w.secret, q.payload, q.attempts, m.traceparent
        FROM webhooks w CROSS JOIN webhook_queue q ON q.id IN (
          SELECT first.id FROM webhook_queue first
          WHERE first.webhook_id = w.id AND first.status = 'pending' AND first.is_next = 1
            AND first.next_attempt <= ${at} AND first.id NOT IN (SELECT value FROM json_each(${underWay}))
          ORDER BY first.next_attempt, first.id LIMIT ${limit}
        )
        LEFT JOIN events e ON e.id = q.event_id LEFT JOIN messages m ON m.id = e.message_id
        WHERE w.is_active = 1 AND w.id NOT IN (${listOf([...exclude.webhooks])})
        ORDER BY q.next_attempt, q.id LIMIT ${limit}`.execute(db);
      return rows.map((row) => ({
        id: row.id,
        webhookId: row.webhook_id,
        eventId: row.event_id,
        url: row.url,
        secret: row.secret,
        payload: row.payload,
        attempts: row.attempts,
        traceparent: row.traceparent,
      }));
    },
    async nextDue(after) {
      const { rows } = await sql<{ at: number | null }>`
        SELECT min((
          SELECT min(q.next_attempt) FROM webhook_queue q
          WHERE q.webhook_id = w.id AND q.status = 'pending' AND q.is_next = 1 AND q.next_attempt > ${after}
        )) AS at
        FROM webhooks w WHERE w.is_active = 1`.execute(db);
      return rows[0]?.at ?? null;
    },
    async waiting() {
      const { n } = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(({ fn }) => fn.countAll<number>().as('n'))
        .where('q.status', '=', sql.lit('pending'))
        .where('w.is_active', '=', 1)
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
        .where('w.is_active', '=', 1)
        .where('q.status', '=', sql.lit('pending'))
        .where('q.is_next', '=', sql.lit(1))
        .where('q.attempts', '>', 0)
        .groupBy('w.id')
        .execute();
      return rows.map(({ id, since }) => ({ webhookId: id, since }));
    },
    async removeEnded(before, after, limit) {
      // By their numbers, in which they were made: what was made later than `before` is never read.
      const rows = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(['q.id', 'q.status', 'q.created', 'w.is_active'])
        .where('q.id', '>', after)
        .orderBy('q.id')
        .limit(limit)
        .execute();
      const old = rows.filter(({ created }) => created < before);
      const ended = old.filter(({ status, is_active }) => status !== 'pending' || is_active === 0).map(({ id }) => id);
      await sql`DELETE FROM webhook_queue WHERE id IN (${listOf(ended)})`.execute(db);
      return old.length < limit ? null : (old.at(-1)?.id ?? null);
    },
    async removeOf(webhookId, limit) {
      const some = db.selectFrom('webhook_queue').select('id').where('webhook_id', '=', webhookId).limit(limit);
      return Number((await db.deleteFrom('webhook_queue').where('id', 'in', some).executeTakeFirst()).numDeletedRows);
    },
    async recordAttempt(id, attempt, outcome) {
      const [updated] = (
        await settle({
          id,
          status: outcome.status,
          at: attempt.at,
          nextAttempt: outcome.status === 'pending' ? outcome.nextAttempt : null,
        })
      ).rows;
      // The webhook, and its queue with it, may have been removed while the request was on its way.
      if (!updated) return;
      await insertAttempt({ ...attempt, id });
      const { webhook_id, conversation_id } = updated;
      if (outcome.status !== 'pending' && conversation_id) await letPass(db, webhook_id, conversation_id);
    },
  };
}

/** What is first now of that conversation and endpoint can be delivered. */
async function letPass(db: Kysely<Schema>, webhookId: WebhookId, conversationId: ConversationId): Promise<void> {
  await sql`
    UPDATE webhook_queue SET is_next = 1 WHERE id = (
      SELECT id FROM webhook_queue
      WHERE webhook_id = ${webhookId} AND conversation_id = ${conversationId} AND status = 'pending'
      ORDER BY id LIMIT 1
    )`.execute(db);
}
