import type { QueuedAction } from '../../contract/entities.ts';
import type { LawyerId, MessageId } from '../../contract/ids.ts';
import { type AcceptedMessage, acceptMessage } from '../../domain/accept-message.ts';
import { actOnMessage, type MessageAction } from '../../domain/act-on-message.ts';
import { AppError } from '../../domain/app-error.ts';
import { cancelMessage } from '../../domain/cancel-queued.ts';
import type { MessageIndex } from '../../domain/index-messages.ts';
import type { Sessions } from '../../domain/ports.ts';
import { withSession } from '../../domain/queued-actions.ts';
import { searchMessages } from '../../domain/search-messages.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  sessions: Sessions;
  /** Called when the message is durable. */
  messageAccepted(message: AcceptedMessage): void;
  index: Pick<MessageIndex, 'catchUp'>;
}

interface ActCall {
  lawyerId: LawyerId;
  params: { id: MessageId };
  stores: Stores;
  at: number;
  afterCommit(effect: () => void): void;
}

type Names =
  | 'sendMessage'
  | 'listMessages'
  | 'getMessage'
  | 'listVersions'
  | 'cancelMessage'
  | 'reactToMessage'
  | 'editMessage'
  | 'revokeMessage';

export function messageRoutes({ sessions, messageAccepted, index }: Dependencies): Pick<Handlers, Names> {
  async function act(call: ActCall, action: MessageAction): Promise<QueuedAction> {
    const { lawyerId, params, stores, at, afterCommit } = call;
    const queued = await actOnMessage(stores, lawyerId, params.id, action, at);
    afterCommit(() => sessions.wakeOutbox(lawyerId));
    return withSession(queued, sessions.get(lawyerId));
  }

  return {
    async sendMessage({ lawyerId, body, stores, at, traceparent, afterCommit }) {
      const message = await acceptMessage(stores, lawyerId, body, at);
      if (traceparent) await stores.messages.setTrace(lawyerId, message.id, traceparent);
      afterCommit(() => messageAccepted(message));
      const { id, conversationId: conversation_id, language } = message;
      return { id, conversation_id, status: 'queued', ...(language === undefined ? {} : { language }) };
    },
    async listMessages({ lawyerId, query, stores }) {
      const { marks: _, ...list } = await searchMessages(stores, lawyerId, index, query);
      return list;
    },
    getMessage: ({ lawyerId, params, stores }) => messageOf(stores, lawyerId, params.id),
    async listVersions({ lawyerId, params, stores }) {
      const { id } = await messageOf(stores, lawyerId, params.id);
      return { data: await stores.messages.versions(lawyerId, id), next_cursor: null };
    },
    async cancelMessage({ lawyerId, params, stores, at, afterCommit }) {
      await cancelMessage(stores, lawyerId, params.id, at);
      afterCommit(() => sessions.wakeOutbox(lawyerId));
      return messageOf(stores, lawyerId, params.id);
    },
    reactToMessage: (call) => act(call, { type: 'react', emoji: call.body.emoji }),
    editMessage: (call) => act(call, { type: 'edit', text: call.body.text }),
    revokeMessage: (call) => act(call, { type: 'revoke' }),
  };
}

async function messageOf(stores: Stores, lawyerId: LawyerId, id: MessageId) {
  const message = await stores.messages.find(lawyerId, id);
  if (!message) throw new AppError('message_not_found');
  return message;
}
