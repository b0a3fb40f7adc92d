import type { Live } from '../../live-tools.ts';
import { GALLERY_KEYS } from './keys.ts';

/** What changes of a message without changing what a gallery shows of it. */
const TICKS: readonly string[] = ['message.delivered', 'message.read', 'message.played', 'message.reaction'];

export const galleryLive: Live = (push, { stale }) => {
  if (push.kind !== 'event') return;
  const { type, lawyer_id: lawyerId, conversation_id: conversationId } = push;
  // Messages go from one chat to another.
  if (type === 'client.merged' || type === 'client.unmerged') return stale(GALLERY_KEYS.all(lawyerId));
  if (conversationId && type.startsWith('message.') && !TICKS.includes(type))
    stale(GALLERY_KEYS.chat(lawyerId, conversationId));
};
