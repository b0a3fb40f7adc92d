import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Stores } from './stores.ts';

export async function isBlocked({ clients }: Stores, lawyerId: LawyerId, id: ConversationId): Promise<boolean> {
  return (await clients.statusIn(lawyerId, id)) === 'blocked';
}

/** Rejects with AppError `client_blocked`. */
export async function assertNotBlocked(stores: Stores, lawyerId: LawyerId, id: ConversationId): Promise<void> {
  if (await isBlocked(stores, lawyerId, id)) throw new AppError('client_blocked');
}
