import type { Live } from '../../live-tools.ts';
import { DIRECTORY_KEYS } from './keys.ts';

/** An event is new in the log, and waits for the webhooks. `status` tells of attempts, too; whose they were it does not say. */
export const directoryLive: Live = (push, { stale }) => {
  if (push.kind === 'event' && push.type !== 'message.queued' && push.type !== 'conversation.read') {
    stale(DIRECTORY_KEYS.events(push.lawyer_id));
    stale(DIRECTORY_KEYS.webhooks(push.lawyer_id));
  }
  if (push.kind === 'status') {
    stale(DIRECTORY_KEYS.anyWebhook);
    stale(DIRECTORY_KEYS.anyEvent);
  }
};
