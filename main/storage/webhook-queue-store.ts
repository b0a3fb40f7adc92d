import { type Insertable, type Kysely, sql } from 'kysely';
import type { ConversationId, WebhookId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { NewDelivery, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';
import { createWebhookAttempts } from './webhook-attempts.ts';
import { createWebhookBatches } from './webhook-batches.ts';
import { createDueDeliveries } from './webhook-due.ts';
import { createWebhookOrder } from './webhook-order.ts';

type NewRow = Required<Pick<Insertable<Schema['webhook_queue']>, 'conversation_id'>> &
  Pick<
    Insertable<Schema['webhook_queue']>,
    'webhook_id' | 'lawyer_id' | 'event_id' | 'cursor' | 'created' | 'next_attempt'
  >;

function toRow({ webhookId, lawyerId, eventId, cursor, conversationId, at, mayWait = 0 }: NewDelivery): NewRow {
  return {
    webhook_id: webhookId,
    lawyer_id: lawyerId,
    event_id: eventId,
    cursor,
    conversation_id: conversationId,
    created: at,
    next_attempt: at + mayWait,
  };
}

export function createWebhookQueueStore(db: Kysely<Schema>): WebhookQueueStore {
  const insert = prepare(db, (blank: Blank<NewRow>) =>
    db.insertInto('webhook_queue').values({
      webhook_id: blank('webhook_id'),
      lawyer_id: blank('lawyer_id'),
      event_id: blank('event_id'),
      cursor: blank('cursor'),
      conversation_id: blank('conversation_id'),
      attempts: 0,
      status: 'pending',
      created: blank('created'),
      last_attempt: null,
      next_attempt: blank('next_attempt'),
      is_next: sql<number>`NOT EXISTS (
        SELECT 1 FROM webhook_queue
        WHERE webhook_id = ${blank('webhook_id')} AND conversation_id = ${blank('conversation_id')}
          AND status = 'pending' AND cursor < ${blank('cursor')}
      )`,
    }),
  );
  const insertPayload = prepare(db, (blank: Blank<{ row: number; payload: string }>) =>
    db.insertInto('webhook_payloads').values({ queue_id: blank('row'), payload: blank('payload') }),
  );
  const find = prepare(db, (blank: Blank<Pick<NewDelivery, 'webhookId' | 'eventId'>>) =>
    db
      .selectFrom('webhook_queue')
      .select('status')
      .where('webhook_id', '=', blank('webhookId'))
      .where('event_id', '=', blank('eventId')),
  );
  const holdWhatComesBehind = prepare(
    db,
    (blank: Blank<{ webhookId: WebhookId; conversationId: ConversationId; cursor: number }>) =>
      db
        .updateTable('webhook_queue')
        .set({ is_next: sql.lit(0) })
        .where('webhook_id', '=', blank('webhookId'))
        .where('conversation_id', '=', blank('conversationId'))
        .where('status', '=', sql.lit('pending'))
        .where('is_next', '=', sql.lit(1))
        .where('cursor', '>', blank('cursor')),
  );

  const settle = prepare(
    db,
    (
      blank: Blank<{
        id: number;
        status: 'pending' | 'delivered' | 'failed';
        at: Millis;
        nextAttempt: Millis | null;
        tried: number;
      }>,
    ) =>
      db
        .updateTable('webhook_queue')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          tries: eb('tries', '+', blank('tried')),
          scheduled: null,
          status: blank('status'),
          last_attempt: blank('at'),
          next_attempt: eb.fn.coalesce(blank('nextAttempt'), 'next_attempt'),
        }))
        .where('id', '=', blank('id'))
        .returning(['webhook_id', 'conversation_id', 'batch_id']),
  );
  // Of a webhook that works already nothing is written.
  const noteWorking = prepare(db, (blank: Blank<{ id: WebhookId; url: string; at: Millis }>) =>
    db
      .updateTable('webhooks')
      .set({
        failing_since: null,
        answered: sql`coalesce(answered, CASE WHEN url = ${blank('url')} THEN ${blank('at')} END)`,
      })
      .where('id', '=', blank('id'))
      .where(sql<boolean>`(failing_since IS NOT NULL OR (answered IS NULL AND url = ${blank('url')}))`),
  );
  const noteFailing = prepare(db, (blank: Blank<{ id: WebhookId; at: Millis }>) =>
    db
      .updateTable('webhooks')
      .set({ failing_since: blank('at') })
      .where('id', '=', blank('id'))
      .where('failing_since', 'is', null),
  );
  const batches = createWebhookBatches(db);
  const { letPass, requeue } = createWebhookOrder(db);
  const { beginAttempts, cutOff, end } = createWebhookAttempts(db);

  async function add(row: NewDelivery): Promise<void> {
    const { insertId } = await insert(toRow(row));
    await insertPayload({ row: Number(insertId), payload: row.payload });
  }

  return {
    ...createDueDeliveries(db),
    gather: batches.gather,
    members: batches.members,
    beginAttempts,
    cutOff,
    enqueue: add,
    async enqueueMissed(row) {
      const { webhookId, eventId, conversationId, cursor, at } = row;
      const [known] = (await find({ webhookId, eventId })).rows;
      if (known?.status === 'failed') await requeue(webhookId, eventId, at, ['failed']);
      if (known) return;
      if (conversationId !== null) await holdWhatComesBehind({ webhookId, conversationId, cursor });
      await add(row);
    },
    async release(webhookId, at) {
      await db
        .updateTable('webhook_queue')
        .set((eb) => ({ next_attempt: at, scheduled: eb.fn.coalesce('scheduled', 'next_attempt') }))
        .where('webhook_id', '=', webhookId)
        .where('status', '=', sql.lit('pending'))
        .where('is_next', '=', sql.lit(1))
        .where('next_attempt', '>', at)
        .where('attempts', '>', 0)
        .execute();
    },
    async removeEnded(before, after, limit) {
      // By their numbers, in which they were made: what was made later than `before` is never read.
      const rows = await db
        .selectFrom('webhook_queue as q')
        .innerJoin('webhooks as w', 'w.id', 'q.webhook_id')
        .select(['q.id', 'q.status', 'q.created', 'w.state'])
        .where('q.id', '>', after)
        .orderBy('q.id')
        .limit(limit)
        .execute();
      const old = rows.filter(({ created }) => created < before);
      const isStopped = ({ state }: (typeof old)[number]): boolean => state === 'paused' || state === 'disabled';
      const ended = old.filter((row) => row.status !== 'pending' || isStopped(row)).map(({ id }) => id);
      await sql`DELETE FROM webhook_queue WHERE id IN (${listOf(ended)})`.execute(db);
      return old.length < limit ? null : (old.at(-1)?.id ?? null);
    },
    async removeOf(webhookId, limit) {
      const some = db.selectFrom('webhook_queue').select('id').where('webhook_id', '=', webhookId).limit(limit);
      return Number((await db.deleteFrom('webhook_queue').where('id', 'in', some).executeTakeFirst()).numDeletedRows);
    },
    async recordAttempt(id, attempt, outcome) {
      const isPending = outcome.status === 'pending';
      const next = { nextAttempt: isPending ? outcome.nextAttempt : null, tried: isPending && outcome.isEarly ? 0 : 1 };
      const [updated] = (await settle({ id, status: outcome.status, at: attempt.at, ...next })).rows;
      // The webhook, and its queue with it, may have been removed while the request was on its way.
      if (!updated) return;
      await end(id, attempt);
      const { webhook_id, conversation_id, batch_id } = updated;
      if (outcome.status === 'delivered') await noteWorking({ id: webhook_id, url: attempt.url, at: attempt.at });
      else await noteFailing({ id: webhook_id, at: attempt.at });
      if (batch_id !== null) await batches.settleMembers(id, outcome, attempt.at);
      else if (outcome.status !== 'pending' && conversation_id) await letPass(webhook_id, conversation_id);
    },
  };
}
