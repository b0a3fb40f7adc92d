import type { Live } from '../../live-tools.ts';
import { QUEUE_KEYS } from './keys.ts';

export const queueLive: Live = (push, { stale }) => {
  const isOfMessage = push.kind === 'event' && push.type.startsWith('message.');
  // While a session is not ready, everything in its queue waits for it.
  if (isOfMessage || push.kind === 'session') stale(QUEUE_KEYS.outbox(push.lawyer_id));
};
