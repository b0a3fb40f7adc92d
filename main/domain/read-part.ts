import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { ChatPart, ChatRows } from './stores/message-store.ts';
import type { Stores } from './stores.ts';

/** The part of a chat that is wanted: around a message, on from one, or around the first of so many unread ones. */
export type WantedPart =
  | { around: MessageId }
  | { older_than: MessageId }
  | { newer_than: MessageId }
  | { unread: number };

/**
 * A part of a chat, the oldest first; without a wish, its end. `firstUnread`: where the unread begin that were asked for;
 * null when there are not so many. Throws AppError `conversation_not_found`,
 * `message_not_found`.
 */
export async function readPart(
  stores: Stores,
  lawyerId: LawyerId,
  id: ConversationId,
  wanted: WantedPart | undefined,
  limit: number,
): Promise<ChatRows & { firstUnread: MessageId | null }> {
  if (!(await stores.conversations.find(lawyerId, id))) throw new AppError('conversation_not_found');
  const firstUnread =
    wanted && 'unread' in wanted ? await stores.messages.inboundFromEnd(lawyerId, id, wanted.unread) : null;
  const found = await stores.messages.listPart(lawyerId, id, partOf(wanted, firstUnread, limit));
  if (!found) throw new AppError('message_not_found');
  return { ...found, firstUnread };
}

function partOf(wanted: WantedPart | undefined, firstUnread: MessageId | null, limit: number): ChatPart {
  if (wanted && 'around' in wanted) return { around: wanted.around, limit };
  if (wanted && 'older_than' in wanted) return { beside: wanted.older_than, direction: 'older', limit };
  if (wanted && 'newer_than' in wanted) return { beside: wanted.newer_than, direction: 'newer', limit };
  return firstUnread === null ? { limit } : { around: firstUnread, limit };
}
