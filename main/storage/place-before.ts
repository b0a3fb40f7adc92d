import type { Kysely } from 'kysely';
import type { LawyerId, MessageId } from '../contract/ids.ts';
import { releadConversation } from './recount-conversation.ts';
import type { Schema } from './schema.ts';

/**
 * Puts a message in front of those of the same conversation and time that follow it in WhatsApp: it takes the place of the first
 * of them, and each of those behind takes that of the next.
 */
export async function placeBefore(
  db: Kysely<Schema>,
  lawyerId: LawyerId,
  id: MessageId,
  followers: readonly { id: string; fromMe: boolean }[],
): Promise<void> {
  const own = await db
    .selectFrom('messages')
    .select(['conversation_id', 'sending_date'])
    .where('lawyer_id', '=', lawyerId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!own) return;
  const sameTime = await db
    .selectFrom('messages')
    .select(['id', 'message_index', 'whatsapp_id', 'direction'])
    .where('conversation_id', '=', own.conversation_id)
    .where('sending_date', '=', own.sending_date)
    .orderBy('message_index')
    .execute();
  const keys = new Set(followers.map((one) => `${one.fromMe ? 'outbound' : 'inbound'} ${one.id}`));
  const first = sameTime.findIndex(({ direction, whatsapp_id }) => keys.has(`${direction} ${whatsapp_id}`));
  const at = sameTime.findIndex((one) => one.id === id);
  if (first < 0 || first > at) return;
  const places = sameTime.slice(first, at + 1);
  const setIndex = (message: MessageId, message_index: number) =>
    db.updateTable('messages').set({ message_index }).where('id', '=', message).execute();
  // No two messages ever stand in one place: it steps aside, and the others move up from the last one on.
  await setIndex(id, -(places[0]?.message_index ?? 0));
  for (let place = places.length - 1; place > 0; place -= 1) {
    const [before, here] = [places[place - 1], places[place]];
    if (before && here) await setIndex(before.id, here.message_index);
  }
  await setIndex(id, places[0]?.message_index ?? 0);
  await releadConversation(db, own.conversation_id);
}
