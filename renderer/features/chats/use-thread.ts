import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../bridge.ts';
import { QUERY_KEYS } from '../../query-keys.ts';
import { mergeNewest, prependOlder, type Thread } from './thread.ts';

/** A chat's messages, and the way to older ones. */
export function useThread(lawyerId: string, conversationId: string) {
  const client = useQueryClient();
  const queryKey = QUERY_KEYS.thread(lawyerId, conversationId);
  const reference = { lawyer_id: lawyerId, conversation_id: conversationId };
  const query = useQuery({
    queryKey,
    queryFn: async () =>
      mergeNewest(client.getQueryData<Thread>(queryKey), await call('conversations.messages', reference)),
  });
  const busy = useRef(false);
  const [loadingOlder, setLoadingOlder] = useState(false);
  const cursor = query.data?.older ?? null;
  const loadOlder = useCallback(async () => {
    if (busy.current || cursor === null) return;
    busy.current = true;
    setLoadingOlder(true);
    try {
      const page = await call('conversations.messages', {
        lawyer_id: lawyerId,
        conversation_id: conversationId,
        cursor,
      });
      // When the chat was read anew meanwhile, the page no longer adjoins it.
      client.setQueryData<Thread>(QUERY_KEYS.thread(lawyerId, conversationId), (known) =>
        known?.older === cursor ? prependOlder(known, page) : known,
      );
    } catch {
      await client.invalidateQueries({ queryKey: QUERY_KEYS.thread(lawyerId, conversationId) });
    } finally {
      busy.current = false;
      setLoadingOlder(false);
    }
  }, [client, lawyerId, conversationId, cursor]);
  return { ...query, loadOlder, loadingOlder };
}
