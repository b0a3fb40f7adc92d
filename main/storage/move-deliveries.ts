import { type Kysely, sql } from 'kysely';
import type { ConversationId, MessageId } from '../contract/ids.ts';
import { listOf } from './list-of.ts';
import type { Schema } from './schema.ts';

/** What is still to be told of these messages is told in order with what is told of the target. */
export async function moveDeliveries(
  db: Kysely<Schema>,
  target: ConversationId,
  moved: readonly MessageId[],
): Promise<void> {
  const { rows } = await sql<{ id: number; conversation_id: ConversationId }>`
    SELECT id, conversation_id FROM webhook_queue
    WHERE status = 'pending' AND event_id IN (SELECT id FROM events WHERE message_id IN (${listOf(moved)}))
  `.execute(db);
  const touched = listOf([target, ...new Set(rows.map((row) => row.conversation_id))]);
  const isTouched = sql`status = 'pending' AND conversation_id IN (${touched})`;
  await sql`UPDATE webhook_queue SET is_next = 0 WHERE ${isTouched}`.execute(db);
  await sql`
    UPDATE webhook_queue SET conversation_id = ${target} WHERE id IN (${listOf(rows.map((row) => row.id))})
  `.execute(db);
  await sql`
    UPDATE webhook_queue SET is_next = 1 WHERE id IN (
      SELECT id FROM (
        SELECT id, batch_of, row_number() OVER (PARTITION BY webhook_id, conversation_id ORDER BY cursor) AS place
        FROM webhook_queue WHERE ${isTouched}
      ) WHERE place = 1 AND batch_of IS NULL
    )`.execute(db);
}
