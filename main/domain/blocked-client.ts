import type { ConversationId, LawyerId, MessageId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import { cancelUnsent } from './cancel-queued.ts';
import type { Millis } from './clock.ts';
import type { Stores } from './stores.ts';

async function isBlocked({ clients }: Stores, lawyerId: LawyerId, id: ConversationId): Promise<boolean> {
  return (await clients.statusIn(lawyerId, id)) === 'blocked';
}

/** Rejects with AppError `client_blocked`. */
export async function assertNotBlocked(stores: Stores, lawyerId: LawyerId, id: ConversationId): Promise<void> {
  if (await isBlocked(stores, lawyerId, id)) throw new AppError('client_blocked');
}

/** Of a message that was certainly not sent, in the caller's transaction: true when it never will be. */
export async function cancelIfBlocked(
  stores: Stores,
  lawyerId: LawyerId,
  { messageId, conversationId }: { messageId: MessageId; conversationId: ConversationId },
  at: Millis,
): Promise<boolean> {
  if (!(await isBlocked(stores, lawyerId, conversationId))) return false;
  await cancelUnsent(stores, lawyerId, messageId, at);
  return true;
}
