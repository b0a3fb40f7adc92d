import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { MessageDirection } from '../contract/values.ts';

/**
 * The message's canonical key: unique, so that a message is stored once, whatever the page repeats. The chat's jid is
 * not part of it, because it can turn from `@c.us` to `@lid` between two readings. An author is given in groups only.
 */
export function canonicalKey(
  lawyerId: LawyerId,
  conversationId: ConversationId,
  direction: MessageDirection,
  whatsappId: string,
  author: string | null,
): string {
  const key = [lawyerId, conversationId, direction === 'outbound', whatsappId];
  return JSON.stringify(author === null ? key : [...key, author]);
}
