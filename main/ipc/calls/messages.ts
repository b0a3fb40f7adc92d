import type { LawyerId, MessageId } from '../../contract/ids.ts';
import type { MESSAGE_CALLS } from '../../contract/ipc/messages.ts';
import { type AcceptedMessage, acceptMessage } from '../../domain/accept-message.ts';
import { actOnMessage, type MessageAction } from '../../domain/act-on-message.ts';
import { AppError } from '../../domain/app-error.ts';
import { cancelMessage } from '../../domain/cancel-queued.ts';
import type { Clock } from '../../domain/clock.ts';
import { timesOfMessage } from '../../domain/message-times.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import { retryMessage } from '../../domain/retry-message.ts';
import type { Stores } from '../../domain/stores.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface MessageDependencies {
  database: Database;
  clock: Clock;
  sessions: Sessions;
  messageAccepted(message: AcceptedMessage): void;
}

export function messageCalls(deps: MessageDependencies): HandlersOf<typeof MESSAGE_CALLS> {
  const { database, clock, sessions } = deps;

  async function act(lawyerId: LawyerId, id: MessageId, action: MessageAction): Promise<undefined> {
    await database.write((stores) => actOnMessage(stores, lawyerId, id, action, clock.now()));
    sessions.wakeOutbox(lawyerId);
  }

  return {
    async 'messages.send'({ lawyer_id, ...outgoing }) {
      const message = await database.write(async (stores) => {
        const { id } = await lawyerOf(stores, lawyer_id);
        return acceptMessage(stores, id, outgoing, clock.now());
      });
      deps.messageAccepted(message);
      return { id: message.id, conversation_id: message.conversationId };
    },
    'messages.get': ({ lawyer_id, id }) => database.read((stores) => messageOf(stores, lawyer_id, id)),
    'messages.versions': ({ lawyer_id, id }) =>
      database.read(async (stores) => {
        const message = await messageOf(stores, lawyer_id, id);
        return stores.messages.versions(lawyer_id, message.id);
      }),
    'messages.times': ({ lawyer_id, id }) =>
      database.read(async (stores) => timesOfMessage(stores, lawyer_id, await messageOf(stores, lawyer_id, id))),
    'messages.react': ({ lawyer_id, id, emoji }) => act(lawyer_id, id, { type: 'react', emoji }),
    'messages.edit': ({ lawyer_id, id, text }) => act(lawyer_id, id, { type: 'edit', text }),
    'messages.revoke': ({ lawyer_id, id }) => act(lawyer_id, id, { type: 'revoke' }),
    async 'messages.retry'({ lawyer_id, id, confirm }) {
      deps.messageAccepted(await database.write((stores) => retryMessage(stores, lawyer_id, id, confirm, clock.now())));
      return undefined;
    },
    async 'messages.cancel'({ lawyer_id, id }) {
      await database.write((stores) => cancelMessage(stores, lawyer_id, id, clock.now()));
      sessions.wakeOutbox(lawyer_id);
      return undefined;
    },
  };
}

async function messageOf(stores: Stores, lawyerId: LawyerId, id: MessageId) {
  const message = await stores.messages.find(lawyerId, id);
  if (!message) throw new AppError('message_not_found');
  return message;
}
