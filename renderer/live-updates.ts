import type { QueryClient, QueryKey } from '@tanstack/react-query';
import type { IpcPush, LawyerWithSession } from '../main/contract/ipc.ts';
import { onPush } from './bridge.ts';
import { QUERIES_OF } from './changed-queries.ts';
import { coalesce } from './coalesce.ts';
import { refreshThread } from './features/chats/refresh-thread.ts';
import { QUERY_KEYS } from './query-keys.ts';

type EventPush = Extract<IpcPush, { kind: 'event' }>;

/** How long a burst of pushes is gathered, in milliseconds. */
const PAUSE = 80;

/** Keeps what is shown in step with the main process. Returns its stop. */
export function startLiveUpdates(client: QueryClient): () => void {
  const refreshers = new Map<string, () => void>();
  const refresh = (name: string, work: () => Promise<void>) => {
    const known = refreshers.get(name);
    if (known) return known();
    const made = coalesce(work, PAUSE);
    refreshers.set(name, made);
    made();
  };
  /** Reads again what is shown of it, and the rest when it is shown again. */
  const stale = (queryKey: QueryKey) => refresh(queryKey.join(' '), () => client.invalidateQueries({ queryKey }));
  const touched = new Map<string, Set<string>>();

  const onChat = ({ lawyer_id: lawyerId, conversation_id: conversationId, message_id: messageId }: EventPush) => {
    if (!conversationId) return;
    const ids = touched.get(conversationId) ?? new Set();
    if (messageId) ids.add(messageId);
    touched.set(conversationId, ids);
    refresh(`thread ${conversationId}`, () => {
      const wanted = touched.get(conversationId) ?? new Set();
      touched.delete(conversationId);
      return refreshThread(client, lawyerId, conversationId, wanted);
    });
    stale(QUERY_KEYS.newest(lawyerId, conversationId));
    stale(QUERY_KEYS.conversations(lawyerId));
  };

  const onEvent = (push: EventPush) => {
    const { lawyer_id: lawyerId } = push;
    const family = push.type.split('.')[0];
    onChat(push);
    if (family === 'message') stale(QUERY_KEYS.outbox(lawyerId));
    if (family === 'alert') stale(QUERY_KEYS.alerts);
    if (family === 'history') stale(QUERY_KEYS.completeness(lawyerId));
    if (family === 'client') {
      stale(QUERY_KEYS.clients(lawyerId));
      stale(QUERY_KEYS.conversations(lawyerId));
    }
    if (push.type === 'client.merged' || push.type === 'client.unmerged') {
      // What was read of a chat may no longer be in it, or not in that order.
      refresh(`threads ${lawyerId}`, () => client.resetQueries({ queryKey: QUERY_KEYS.threads(lawyerId) }));
    }
  };

  return onPush((push) => {
    switch (push.kind) {
      case 'event':
        return onEvent(push);
      case 'session':
        client.setQueryData<LawyerWithSession[]>(QUERY_KEYS.lawyers, (lawyers) =>
          lawyers?.map((lawyer) => (lawyer.id === push.lawyer_id ? { ...lawyer, session: push.session } : lawyer)),
        );
        // While a session is not ready, everything in its queue waits for it.
        return stale(QUERY_KEYS.outbox(push.lawyer_id));
      case 'history':
        client.setQueryData(QUERY_KEYS.history(push.lawyer_id), push.progress);
        return;
      case 'lawyers':
        return stale(QUERY_KEYS.lawyers);
      case 'status':
        return stale(QUERY_KEYS.status);
      case 'tunnel':
        return stale(QUERY_KEYS.tunnel);
      case 'changed':
        for (const first of QUERIES_OF[push.what]) stale([first]);
        return;
    }
  });
}
