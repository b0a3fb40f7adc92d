import { type Kysely, sql } from 'kysely';
import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { listOf } from './list-of.ts';
import { moveDeliveries } from './move-deliveries.ts';
import type { Schema } from './schema.ts';

/**
 * Two copies of one message of ours change places, with all that waits for them: each stands in the other's conversation
 * from then on, and remembers where it was stored.
 */
export async function changePlaces(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  one: MessageId,
  other: MessageId,
): Promise<void> {
  const rows = await db
    .selectFrom('messages')
    .select(['id', 'conversation_id', 'message_index', 'meta_text'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', 'in', [one, other])
    .execute();
  const [first, second] = rows;
  if (!first || !second) return;
  await sql`
    INSERT INTO moved_messages (message_id, lawyer_id, home_conversation_id)
    SELECT id, lawyer_id, conversation_id FROM messages WHERE id IN (${one}, ${other})
    ON CONFLICT DO NOTHING`.execute(db);
  // No two messages ever stand in one place.
  await sql`
    UPDATE messages SET message_index = -message_index, meta_text = 'away ' || id WHERE id = ${first.id}`.execute(db);
  for (const [{ id }, { conversation_id, message_index, meta_text }] of [
    [second, first],
    [first, second],
  ] as const) {
    await db.updateTable('messages').set({ conversation_id, message_index, meta_text }).where('id', '=', id).execute();
    await db.updateTable('outbox').set({ conversation_id }).where('message_id', '=', id).execute();
    await moveDeliveries(db, conversation_id, [id]);
  }
  await forgetHome(db, [one, other]);
}

/**
 * Copies that have changed places with one of the family's stand in its conversations; before it leaves those outside of it,
 * each changes places back.
 */
export async function putBackCopies(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  family: readonly ConversationId[],
  outside: readonly ConversationId[],
): Promise<void> {
  const { rows } = await sql<{ strange: MessageId; own: MessageId }>`
    SELECT strange.id AS strange, own.id AS own
    FROM moved_messages away
    JOIN messages strange ON strange.id = away.message_id AND strange.conversation_id IN (${listOf(family)})
    JOIN messages own ON own.lawyer_id = strange.lawyer_id AND own.whatsapp_id = strange.whatsapp_id
      AND own.direction = strange.direction AND own.conversation_id IN (${listOf(outside)})
    JOIN moved_messages home ON home.message_id = own.id AND home.home_conversation_id IN (${listOf(family)})
    WHERE away.lawyer_id = ${lawyerId} AND away.home_conversation_id IN (${listOf(outside)})`.execute(db);
  const done = new Set<MessageId>();
  for (const { strange, own } of rows) {
    if (done.has(strange) || done.has(own)) continue;
    done.add(strange).add(own);
    await changePlaces(db, lawyerId, strange, own);
  }
}

/** Whatever is where it was stored has not moved. */
export async function forgetHome(db: Kysely<Schema>, ids: readonly MessageId[]): Promise<void> {
  await sql`
    DELETE FROM moved_messages WHERE message_id IN (${listOf(ids)}) AND home_conversation_id = (
      SELECT conversation_id FROM messages WHERE id = moved_messages.message_id
    )`.execute(db);
}
