import { type Kysely, sql } from 'kysely';
import type { ConversationId } from '../contract/ids.ts';
import type { Millis } from '../domain/clock.ts';
import type { AttemptOutcome, WebhookQueueStore } from '../domain/stores/webhook-stores.ts';
import { listOf } from './list-of.ts';
import type { Schema } from './schema.ts';
import { createWebhookOrder } from './webhook-order.ts';

/** For each member of a batch so many rows are looked at: of some the conversation is held. */
const LOOKED_AT = 4;

/**
 * Several deliveries that go together. The first row alone is scheduled (`batch_id`); the others point at it (`batch_of`)
 * and share its fate. Both hold their conversations as a single delivery does.
 */
export function createWebhookBatches(db: Kysely<Schema>): Pick<WebhookQueueStore, 'gather' | 'members'> & {
  settleMembers(first: number, outcome: AttemptOutcome, at: Millis): Promise<void>;
} {
  const { letPass } = createWebhookOrder(db);
  return {
    async gather(first, batchId, size) {
      const leader = await db
        .selectFrom('webhook_queue')
        .select(['webhook_id', 'conversation_id', 'cursor'])
        .where('id', '=', first)
        .executeTakeFirst();
      if (!leader) return;
      const rows = await db
        .selectFrom('webhook_queue')
        .select(['id', 'conversation_id', 'is_next'])
        .where('webhook_id', '=', leader.webhook_id)
        .where('status', '=', sql.lit('pending'))
        .where('attempts', '=', 0)
        .where('batch_of', 'is', null)
        .where('batch_id', 'is', null)
        // It was due first: what is in front of it in the log has nearly all ended, and is kept for a week.
        .where('cursor', '>', leader.cursor)
        .where(
          sql<boolean>`cursor <= coalesce((SELECT feed_cursor FROM webhooks w WHERE w.id = ${leader.webhook_id}), cursor)`,
        )
        .orderBy('cursor')
        .limit(LOOKED_AT * size)
        .execute();
      const held = new Set<ConversationId>();
      const inBatch = new Set(leader.conversation_id ? [leader.conversation_id] : []);
      const members: number[] = [];
      for (const { id, conversation_id: conversation, is_next } of rows) {
        if (members.length === size - 1) break;
        if (conversation !== null && held.has(conversation)) continue;
        if (conversation !== null && is_next === 0 && !inBatch.has(conversation)) {
          held.add(conversation);
          continue;
        }
        if (conversation !== null) inBatch.add(conversation);
        members.push(id);
      }
      await db.updateTable('webhook_queue').set({ batch_id: batchId }).where('id', '=', first).execute();
      await sql`
        UPDATE webhook_queue SET batch_of = ${first}, is_next = 0 WHERE id IN (${listOf(members)})`.execute(db);
    },
    async members(first) {
      const rows = await db
        .selectFrom('webhook_queue')
        .innerJoin('webhook_payloads', 'queue_id', 'id')
        .select(['event_id', 'payload'])
        .where((eb) => eb.or([eb('id', '=', first), eb('batch_of', '=', first)]))
        // Of a batch that has ended, the first can be made again: what went with it then is no part of that.
        .where('status', '=', sql.lit('pending'))
        .orderBy('cursor')
        .execute();
      return rows.map(({ event_id, payload }) => ({ eventId: event_id, payload }));
    },
    async settleMembers(first, outcome, at) {
      await db
        .updateTable('webhook_queue')
        .set((eb) => ({ attempts: eb('attempts', '+', 1), status: outcome.status, last_attempt: at }))
        .where('batch_of', '=', first)
        .where('status', '=', sql.lit('pending'))
        .execute();
      if (outcome.status === 'pending') return;
      const rows = await db
        .selectFrom('webhook_queue')
        .select(['webhook_id', 'conversation_id'])
        .distinct()
        .where((eb) => eb.or([eb('id', '=', first), eb('batch_of', '=', first)]))
        .execute();
      for (const { webhook_id, conversation_id } of rows) {
        if (conversation_id) await letPass(webhook_id, conversation_id);
      }
    },
  };
}
