import type { QueryClient } from '@tanstack/react-query';
import type { IpcPush, LawyerWithSession } from '../main/contract/ipc.ts';
import { onPush } from './bridge.ts';
import { coalesce } from './coalesce.ts';
import { refreshThread } from './features/chats/refresh-thread.ts';
import { QUERY_KEYS } from './query-keys.ts';

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
  const touched = new Map<string, Set<string>>();

  const onEvent = (push: Extract<IpcPush, { kind: 'event' }>) => {
    const { lawyer_id: lawyerId, conversation_id: conversationId, message_id: messageId } = push;
    if (conversationId) {
      const ids = touched.get(conversationId) ?? new Set();
      if (messageId) ids.add(messageId);
      touched.set(conversationId, ids);
      refresh(`thread ${conversationId}`, () => {
        const wanted = touched.get(conversationId) ?? new Set();
        touched.delete(conversationId);
        return refreshThread(client, lawyerId, conversationId, wanted);
      });
      refresh(`conversations ${lawyerId}`, () =>
        client.invalidateQueries({ queryKey: QUERY_KEYS.conversations(lawyerId) }),
      );
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
        return;
      case 'lawyers':
        return refresh('lawyers', () => client.invalidateQueries({ queryKey: QUERY_KEYS.lawyers }));
      case 'status':
        return refresh('status', () => client.invalidateQueries({ queryKey: QUERY_KEYS.status }));
    }
  });
}
