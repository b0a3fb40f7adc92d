import type { Conversation } from '../../contract/entities.ts';
import { ConversationId, type LawyerId } from '../../contract/ids.ts';
import { Phone } from '../../contract/values.ts';
import { AppError } from '../../domain/app-error.ts';
import { completenessOf } from '../../domain/completeness.ts';
import { markReadInWhatsApp } from '../../domain/mark-read-in-whatsapp.ts';
import type { Sessions } from '../../domain/ports.ts';
import { withSession } from '../../domain/queued-actions.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';

type Names = 'listConversations' | 'getConversation' | 'readConversation' | 'getCompleteness';

export function conversationRoutes(sessions: Sessions): Pick<Handlers, Names> {
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
    async readConversation({ lawyerId, params, stores, at, afterCommit }) {
      const { id } = await conversationOf(stores, lawyerId, params.conversation);
      const queued = await markReadInWhatsApp(stores, lawyerId, id, at);
      await stores.conversations.markRead(lawyerId, id);
      afterCommit(() => sessions.wakeOutbox(lawyerId));
      return withSession(queued, sessions.get(lawyerId));
    },
    async getCompleteness({ lawyerId, params, stores }) {
      const { id } = await conversationOf(stores, lawyerId, params.conversation);
      return completenessOf(stores, lawyerId, id);
    },
  };
}

/** By the client's number or by its own id. Rejects with AppError `conversation_not_found`. */
export async function conversationOf(
  stores: Stores,
  lawyerId: LawyerId,
  by: ConversationId | Phone,
): Promise<Conversation> {
  const id = ConversationId.safeParse(by);
  const found = id.success
    ? await stores.conversations.find(lawyerId, id.data)
    : await stores.conversations.findByPhone(lawyerId, Phone.parse(by));
  if (!found) throw new AppError('conversation_not_found');
  return found;
}
