import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import type { Live } from '../../live-tools.ts';
import { LAWYER_KEYS } from './keys.ts';

export const lawyersLive: Live = (push, { client, stale }) => {
  if (push.kind === 'lawyers') stale(LAWYER_KEYS.all);
  // Something was said or read in a chat, or two chats are one: a burst costs two readings of what is unread alone.
  if (push.kind === 'event' && (push.conversation_id !== null || push.type.startsWith('client.'))) {
    stale(LAWYER_KEYS.unread);
  }
  if (push.kind === 'session') {
    client.setQueryData<LawyerWithSession[]>(LAWYER_KEYS.all, (lawyers) =>
      lawyers?.map((lawyer) => (lawyer.id === push.lawyer_id ? { ...lawyer, session: push.session } : lawyer)),
    );
  }
};
