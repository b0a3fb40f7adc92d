import type { AcceptedMessage } from '../../domain/accept-message.ts';
import { AppError } from '../../domain/app-error.ts';
import { retryMessage } from '../../domain/retry-message.ts';
import type { Handlers } from '../handler.ts';

/** `messageAccepted` is called when it is durable that it is to be sent again. */
export function retryMessageRoutes(
  messageAccepted: (message: AcceptedMessage) => void,
): Pick<Handlers, 'retryMessage'> {
  return {
    async retryMessage({ lawyerId, params, body, stores, at, afterCommit }) {
      const accepted = await retryMessage(stores, lawyerId, params.id, body.confirm, at);
      afterCommit(() => messageAccepted(accepted));
      const message = await stores.messages.find(lawyerId, accepted.id);
      if (!message) throw new AppError('message_not_found');
      return message;
    },
  };
}
