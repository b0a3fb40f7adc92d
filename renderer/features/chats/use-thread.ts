import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import { call } from '../../bridge.ts';
import { CHAT_KEYS } from './keys.ts';
import { mergeNewest, prependOlder, type Thread } from './thread.ts';

/** How far back an answered message is looked for, in pages. */
const MAX_PAGES = 200;

/** A chat's messages, and the way to older ones. */
export function useThread(lawyerId: string, conversationId: string) {
  const client = useQueryClient();
  const queryKey = CHAT_KEYS.thread(lawyerId, conversationId);
  const reference = { lawyer_id: lawyerId, conversation_id: conversationId };
  const query = useQuery({
    queryKey,
    queryFn: async () =>
      mergeNewest(client.getQueryData<Thread>(queryKey), await call('conversations.messages', reference)),
  });
  const busy = useRef(false);
  const [loadingOlder, setLoadingOlder] = useState(false);

  /** Reads older pages for as long as `isWanted` says so of what is known. */
  const readOlder = useCallback(
    async (isWanted: (thread: Thread) => boolean) => {
      const key = CHAT_KEYS.thread(lawyerId, conversationId);
      const known = () => client.getQueryData<Thread>(key);
      if (busy.current) return;
      busy.current = true;
      setLoadingOlder(true);
      try {
        for (let thread = known(); thread?.older && isWanted(thread); thread = known()) {
          const cursor = thread.older;
          const page = await call('conversations.messages', {
            lawyer_id: lawyerId,
            conversation_id: conversationId,
            cursor,
          });
          // When the chat was read anew meanwhile, the page no longer adjoins it.
          client.setQueryData<Thread>(key, (now) => (now?.older === cursor ? prependOlder(now, page) : now));
        }
      } catch {
        await client.invalidateQueries({ queryKey: key });
      } finally {
        busy.current = false;
        setLoadingOlder(false);
      }
    },
    [client, lawyerId, conversationId],
  );

  const loadOlder = useCallback(() => {
    let pages = 0;
    return readOlder(() => pages++ === 0);
  }, [readOlder]);

  /** Reads back to a message. False when it is not in this chat, or too far away. */
  const loadUntil = useCallback(
    async (id: string) => {
      const key = CHAT_KEYS.thread(lawyerId, conversationId);
      const has = (thread: Thread | undefined) => thread?.messages.some((message) => message.id === id) ?? false;
      let pages = 0;
      await readOlder((thread) => !has(thread) && pages++ < MAX_PAGES);
      return has(client.getQueryData<Thread>(key));
    },
    [client, readOlder, lawyerId, conversationId],
  );
  return { ...query, loadOlder, loadUntil, loadingOlder };
}
