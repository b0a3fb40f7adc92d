import type { ConversationId, LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import type { Stores } from './stores.ts';

/** Rejects with AppError `client_blocked`. */
export async function assertNotBlocked({ clients }: Stores, lawyerId: LawyerId, id: ConversationId): Promise<void> {
  if ((await clients.statusIn(lawyerId, id)) === 'blocked') throw new AppError('client_blocked');
}
