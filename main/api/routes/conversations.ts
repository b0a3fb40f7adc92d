import type { ConversationId, LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import { completenessOf } from '../../domain/completeness.ts';
import { conversationOf } from '../../domain/conversation-of.ts';
import { markReadInWhatsApp } from '../../domain/mark-read-in-whatsapp.ts';
import type { Sessions } from '../../domain/ports.ts';
import { withSession } from '../../domain/queued-actions.ts';
import type { ChatPart } from '../../domain/stores/message-store.ts';
import type { Handlers } from '../handler.ts';

type Names = 'listConversations' | 'getConversation' | 'listChatMessages' | 'readConversation' | 'getCompleteness';

interface Dependencies {
  sessions: Sessions;
  /** It is durable that nothing in that chat is unread. */
  conversationRead(lawyerId: LawyerId, id: ConversationId): void;
}

export function conversationRoutes({ sessions, conversationRead }: Dependencies): Pick<Handlers, Names> {
  return {
    async listConversations({ lawyerId, query, stores }) {
      const { unread, updated_after: since, ...page } = query;
      const { rows, nextCursor } = await stores.conversations.list(lawyerId, page, {
        isUnread: unread === undefined ? undefined : unread === 'true',
        updatedAfter: since === undefined ? undefined : Date.parse(since),
      });
      return { data: rows, next_cursor: nextCursor };
    },
    async getConversation({ lawyerId, params, query, stores }) {
      const conversation = await conversationOf(stores, lawyerId, params.conversation);
      const { rows, nextCursor } = await stores.messages.list(lawyerId, conversation.id, query);
      return { ...conversation, messages: rows, next_cursor: nextCursor };
    },
    async listChatMessages({ lawyerId, params, query, stores }) {
      const { limit, cursor, direction, around } = query;
      if (around !== undefined && cursor !== undefined) {
        throw new AppError('invalid_request', [{ field: 'around', message: 'is for a page without a cursor' }]);
      }
      const { id } = await conversationOf(stores, lawyerId, params.conversation);
      const part: ChatPart = around === undefined ? { direction, cursor, limit } : { around, limit };
      const found = await stores.messages.listPart(lawyerId, id, part);
      if (!found) throw new AppError('message_not_found');
      const { rows, olderCursor, newerCursor } = found;
      return {
        data: rows,
        next_cursor: (direction ?? found.direction) === 'older' ? olderCursor : newerCursor,
        older_cursor: olderCursor,
        newer_cursor: newerCursor,
      };
    },
    async readConversation({ lawyerId, params, stores, at, afterCommit }) {
      const { id } = await conversationOf(stores, lawyerId, params.conversation);
      const queued = await markReadInWhatsApp(stores, lawyerId, id, at);
      await stores.conversations.markRead(lawyerId, id);
      afterCommit(() => {
        conversationRead(lawyerId, id);
        sessions.wakeOutbox(lawyerId);
      });
      return withSession(queued, sessions.get(lawyerId));
    },
    async getCompleteness({ lawyerId, params, stores }) {
      const { id } = await conversationOf(stores, lawyerId, params.conversation);
      return completenessOf(stores, lawyerId, id);
    },
  };
}
