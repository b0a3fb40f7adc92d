import type { ClientId, ConversationId, LawyerId } from '../contract/ids.ts';
import { jidsOf } from './chat-address.ts';
import type { Millis } from './clock.ts';
import { recordEvent } from './record-event.ts';
import type { MessageRef, NewReaction } from './stores/message-store.ts';
import type { Stores } from './stores.ts';

/**
 * Two clients have become one: what waited in the chats of one can belong to messages that were stored in those of the
 * other.
 */
export async function releaseHeldReactions(
  stores: Stores,
  lawyerId: LawyerId,
  { clientId, conversationId }: { clientId: ClientId; conversationId: ConversationId },
  at: Millis,
): Promise<void> {
  const client = await stores.clients.find(lawyerId, clientId);
  for (const held of await stores.messages.heldReactionsIn(lawyerId, client?.aliases.flatMap(jidsOf) ?? [])) {
    const known = await stores.messages.allByWhatsAppId(lawyerId, held.direction, held.whatsappId);
    const message = known.find((one) => one.conversationId === conversationId);
    if (!message) continue;
    const { reaction } = held;
    const isNew = await stores.messages.react(lawyerId, message.id, reaction);
    if (isNew) await tellReaction(stores, lawyerId, { message, clientId, reaction }, at);
    await stores.messages.dropHeldReaction(lawyerId, held);
  }
}

/** Tells of one reaction with its emoji and who it is from. */
export function tellReaction(
  stores: Stores,
  lawyerId: LawyerId,
  { message, clientId, reaction }: { message: MessageRef; clientId: ClientId | null; reaction: NewReaction },
  at: Millis,
): Promise<void> {
  return recordEvent(stores, {
    type: 'message.reaction',
    lawyerId,
    conversationId: message.conversationId,
    ...(clientId ? { clientId } : {}),
    message: message.id,
    more: {
      reaction: {
        emoji: reaction.emoji,
        from: reaction.sender === 'me' ? 'lawyer' : 'client',
        sender_name: reaction.senderName,
      },
    },
    at,
  });
}
