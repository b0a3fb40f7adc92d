import type { LawyerId } from '../../contract/ids.ts';
import { acceptMessage } from '../../domain/accept-message.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Handlers } from '../handler.ts';

/** `wakeOutbox` is called when a message of that lawyer is durable. */
export function messageRoutes(wakeOutbox: (lawyerId: LawyerId) => void): Pick<Handlers, 'sendMessage' | 'getMessage'> {
  return {
    async sendMessage({ lawyerId, body, stores, at, afterCommit }) {
      const id = await acceptMessage(stores, lawyerId, body, at);
      afterCommit(() => wakeOutbox(lawyerId));
      return { id, status: 'queued' };
    },
    async getMessage({ lawyerId, params, stores }) {
      const message = await stores.messages.find(lawyerId, params.id);
      if (!message) throw new AppError('message_not_found');
      return message;
    },
  };
}
