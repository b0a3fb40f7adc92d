import type { ConversationAddress } from '../contract/conversation-address.ts';
import type { Conversation } from '../contract/entities.ts';
import { ConversationId, type LawyerId } from '../contract/ids.ts';
import { Phone } from '../contract/values.ts';
import { AppError } from './app-error.ts';
import type { Stores } from './stores.ts';

/** By the client's number or by its own id. Rejects with AppError `conversation_not_found`. */
export async function conversationOf(
  stores: Stores,
  lawyerId: LawyerId,
  by: ConversationAddress,
): Promise<Conversation> {
  const id = ConversationId.safeParse(by);
  const found = id.success
    ? await stores.conversations.find(lawyerId, id.data)
    : await stores.conversations.findByPhone(lawyerId, Phone.parse(by));
  if (!found) throw new AppError('conversation_not_found');
  return found;
}
