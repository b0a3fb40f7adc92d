import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import { cancelUnsent } from './cancel-queued.ts';
import type { Millis } from './clock.ts';
import type { OutboxRow } from './stores/outbox-store.ts';
import type { Stores } from './stores.ts';

async function isBlocked({ clients }: Stores, lawyerId: LawyerId, id: ConversationId): Promise<boolean> {
  return (await clients.statusIn(lawyerId, id)) === 'blocked';
}

/** Rejects with AppError `client_blocked`. */
export async function assertNotBlocked(stores: Stores, lawyerId: LawyerId, id: ConversationId): Promise<void> {
  if (await isBlocked(stores, lawyerId, id)) throw new AppError('client_blocked');
}

/**
 * Takes back what is about to be said to somebody who was blocked, or united with somebody who is, since it was accepted;
 * in the caller's transaction. True when it never will be done. What was said before can still be taken back.
 */
export async function cancelIfBlocked(stores: Stores, row: OutboxRow, at: Millis): Promise<boolean> {
  const { lawyerId, messageId, action } = row;
  if (action.type === 'revoke' || action.type === 'mark_read') return false;
  if (!(await isBlocked(stores, lawyerId, row.conversationId))) return false;
  if (action.type === 'send' && messageId) await cancelUnsent(stores, lawyerId, messageId, at);
  else await stores.outbox.remove(row.id);
  return true;
}
