import type { Live } from '../../live-tools.ts';
import { CHAT_KEYS } from './keys.ts';
import { refreshRows } from './refresh-rows.ts';
import { refreshThread } from './refresh-thread.ts';

export const chatsLive: Live = (push, { client, stale, refresh, gather }) => {
  if (push.kind !== 'event') return;
  const { type, lawyer_id: lawyerId, conversation_id: conversationId, message_id: messageId } = push;
  if (conversationId) {
    gather(`thread ${conversationId}`, messageId, (changed) =>
      refreshThread(client, lawyerId, conversationId, changed),
    );
    gather(`rows ${lawyerId}`, conversationId, (ids) => refreshRows(client, lawyerId, ids));
    stale(CHAT_KEYS.newest(lawyerId, conversationId));
  }
  if (type === 'client.merged' || type === 'client.unmerged') {
    // What was read of a chat may no longer be in it, or not in that order.
    refresh(`threads ${lawyerId}`, () => client.resetQueries({ queryKey: CHAT_KEYS.threads(lawyerId) }));
    // Where one was reading has gone along: a chat that is opened now waits to be told.
    refresh(`places ${lawyerId}`, () => client.resetQueries({ queryKey: CHAT_KEYS.places(lawyerId) }));
  }
  // A chat has gone or come, or it is not said which one has another name.
  if (type === 'client.merged' || type === 'client.unmerged' || (type === 'client.updated' && !conversationId)) {
    stale(CHAT_KEYS.conversations(lawyerId));
    stale(CHAT_KEYS.singles(lawyerId));
  }
};
