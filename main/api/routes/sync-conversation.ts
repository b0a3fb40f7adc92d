import { completenessOf } from '../../domain/completeness.ts';
import { conversationOf } from '../../domain/conversation-of.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { Handlers } from '../handler.ts';

export function syncConversationRoutes(sessions: Sessions): Pick<Handlers, 'syncConversation'> {
  return {
    async syncConversation({ lawyerId, params, stores }) {
      const conversation = await conversationOf(stores, lawyerId, params.conversation);
      await sessions.syncChats(lawyerId, await stores.histories.chatsOf(lawyerId, conversation.id));
      return completenessOf(stores, lawyerId, conversation.id);
    },
  };
}
