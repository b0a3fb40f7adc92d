import type { ConversationId, LawyerId } from './ids.ts';

/** The address, within the window, of a lawyer's chats, or of one among them. */
export function chatsPlace(lawyerId: LawyerId, chat?: ConversationId): string {
  return `/lawyer/${lawyerId}/chats${chat === undefined ? '' : `/${chat}`}`;
}
