import type { QueuedAction } from '../contract/entities.ts';
import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { assertActive } from './active-lawyer.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

/**
 * Queues that the client is shown that the lawyer has read the chat, in the caller's transaction. Throws AppError
 * `conversation_not_found`, `group_is_read_only`, `lawyer_not_active`.
 */
export async function markReadInWhatsApp(
  stores: Stores,
  lawyerId: LawyerId,
  conversationId: ConversationId,
  at: Millis,
): Promise<QueuedAction> {
  await assertActive(stores, lawyerId);
  const conversation = await stores.conversations.find(lawyerId, conversationId);
  if (!conversation) throw new AppError('conversation_not_found');
  if (conversation.type === 'group') throw new AppError('group_is_read_only');
  const row = { messageId: null, lawyerId, conversationId, phone: conversation.phone, at } as const;
  const id = await stores.outbox.add({ ...row, action: { type: 'mark_read' } });
  const queued = await stores.outbox.find(lawyerId, id);
  if (!queued) throw new AppError('queued_action_not_found');
  return queued;
}
