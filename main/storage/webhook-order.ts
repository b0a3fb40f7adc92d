import { type Kysely, sql } from 'kysely';
import type { ConversationId, EventId, WebhookId } from '../contract/ids.ts';
import type { DeliveryStatus } from '../contract/webhook.ts';
import type { Millis } from '../domain/clock.ts';
import { listOf } from './list-of.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

export interface WebhookOrder {
  /** What is first now of that conversation and endpoint can be delivered. */
  letPass(webhookId: WebhookId, conversationId: ConversationId): Promise<void>;
  /**
   * A delivery in one of those states begins anew, at once and alone, before what waits behind it in its conversation. What
   * is part of a batch that has not ended is tried with it. False: there is no such delivery.
   */
  requeue(webhookId: WebhookId, eventId: EventId, at: Millis, states: readonly DeliveryStatus[]): Promise<boolean>;
}

/** What may be delivered of a conversation: nothing before what is in front of it in the log. */
export function createWebhookOrder(db: Kysely<Schema>): WebhookOrder {
  const pass = prepare(db, (blank: Blank<{ webhookId: WebhookId; conversationId: ConversationId }>) => {
    const update = sql`
      UPDATE webhook_queue SET is_next = 1 WHERE id = (
        SELECT id FROM webhook_queue
        WHERE webhook_id = ${blank('webhookId')} AND conversation_id = ${blank('conversationId')} AND status = 'pending'
        ORDER BY cursor LIMIT 1
      ) AND batch_of IS NULL`;
    return { compile: () => update.compile(db) };
  });

  async function letPass(webhookId: WebhookId, conversationId: ConversationId): Promise<void> {
    await pass({ webhookId, conversationId });
  }

  return {
    letPass,
    async requeue(webhookId, eventId, at, states) {
      const row = await db
        .selectFrom('webhook_queue')
        .select(['id', 'status', 'conversation_id', 'batch_of'])
        .where('webhook_id', '=', webhookId)
        .where('event_id', '=', eventId)
        .where('status', 'in', sql<DeliveryStatus>`(${listOf(states)})`)
        .executeTakeFirst();
      if (!row) return false;
      if (row.status === 'pending') {
        await db
          .updateTable('webhook_queue')
          .set((eb) => ({ next_attempt: at, scheduled: eb.fn.coalesce('scheduled', 'next_attempt') }))
          .where('id', '=', row.batch_of ?? row.id)
          .execute();
        return true;
      }
      if (row.conversation_id !== null) {
        await sql`
      UPDATE webhook_queue SET is_next = 0
      WHERE webhook_id = ${webhookId} AND conversation_id = ${row.conversation_id} AND status = 'pending'
        AND is_next = 1`.execute(db);
      }
      await db
        .updateTable('webhook_queue')
        .set({
          status: 'pending',
          attempts: 0,
          tries: 0,
          scheduled: null,
          next_attempt: at,
          batch_id: null,
          batch_of: null,
          is_next: 0,
        })
        .where('id', '=', row.id)
        .execute();
      if (row.conversation_id !== null) await letPass(webhookId, row.conversation_id);
      else await db.updateTable('webhook_queue').set({ is_next: 1 }).where('id', '=', row.id).execute();
      return true;
    },
  };
}
