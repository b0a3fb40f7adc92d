import { AppError } from '../../domain/app-error.ts';
import type { Handlers } from '../handler.ts';

export const conversationRoutes: Pick<Handlers, 'listConversations' | 'getConversation'> = {
  async listConversations({ lawyerId, query, stores }) {
    const { rows, nextCursor } = await stores.conversations.list(lawyerId, query);
    return { data: rows, next_cursor: nextCursor };
  },
  async getConversation({ lawyerId, params, query, stores }) {
    const conversation = await stores.conversations.findByPhone(lawyerId, params.phone);
    if (!conversation) throw new AppError('conversation_not_found');
    const { rows, nextCursor } = await stores.messages.list(lawyerId, conversation.id, query);
    return { ...conversation, messages: rows, next_cursor: nextCursor };
  },
};
