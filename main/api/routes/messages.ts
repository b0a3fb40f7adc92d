import { type AcceptedMessage, acceptMessage } from '../../domain/accept-message.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Handlers } from '../handler.ts';

/** `messageAccepted` is called when the message is durable. */
export function messageRoutes(
  messageAccepted: (message: AcceptedMessage) => void,
): Pick<Handlers, 'sendMessage' | 'getMessage'> {
  return {
    async sendMessage({ lawyerId, body, stores, at, afterCommit }) {
      const message = await acceptMessage(stores, lawyerId, body, at);
      afterCommit(() => messageAccepted(message));
      return { id: message.id, status: 'queued' };
    },
    async getMessage({ lawyerId, params, stores }) {
      const message = await stores.messages.find(lawyerId, params.id);
      if (!message) throw new AppError('message_not_found');
      return message;
    },
  };
}
