import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useCallback, useRef, useState } from 'react';
import type { IpcInput } from '../../../main/contract/ipc.ts';
import { BridgeError, call } from '../../bridge.ts';
import { CHAT_KEYS } from './keys.ts';
import { appendNewer, has, type MessagePage, mergeNewest, prependOlder, type Thread, threadOf } from './thread.ts';

/** What of a chat is read first; null: its end. */
export type ThreadStart = { around: string } | { unread: number } | null;

type Part = IpcInput<'conversations.messages'>['part'];

/** A chat's messages, with the ways to what lies before and behind them. Nothing is read before `start` is known. */
export function useThread(lawyerId: string, conversationId: string, start: ThreadStart | undefined) {
  const client = useQueryClient();
  const queryKey = CHAT_KEYS.thread(lawyerId, conversationId);
  const read = useCallback(
    (part?: Part): Promise<MessagePage> =>
      call('conversations.messages', { lawyer_id: lawyerId, conversation_id: conversationId, ...(part && { part }) }),
    [lawyerId, conversationId],
  );
  const opened = useRef(false);
  const query = useQuery({
    queryKey,
    queryFn: async () => {
      const known = opened.current || !start ? client.getQueryData<Thread>(queryKey) : undefined;
      opened.current = true;
      if (known || !start) return mergeNewest(known, await read());
      return threadOf((await readIfThere(() => read(start))) ?? (await read()));
    },
    enabled: start !== undefined,
    // thread.ts sees to it. By their places, as the library compares them, no message is the same behind an older page.
    structuralSharing: false,
  });
  const busy = useRef(false);
  const [loadingOlder, setLoadingOlder] = useState(false);

  const grow = useCallback(
    async (way: 'older' | 'newer') => {
      const key = CHAT_KEYS.thread(lawyerId, conversationId);
      const edgeOf = (thread: Thread | undefined) =>
        way === 'older' ? thread?.hasOlder && thread.messages[0]?.id : thread?.hasNewer && thread.messages.at(-1)?.id;
      const edge = edgeOf(client.getQueryData<Thread>(key));
      if (busy.current || !edge) return;
      busy.current = true;
      setLoadingOlder(way === 'older');
      try {
        const page = await read(way === 'older' ? { older_than: edge } : { newer_than: edge });
        // When the chat was read anew meanwhile, the page no longer adjoins it.
        client.setQueryData<Thread>(key, (now) => {
          if (!now || edgeOf(now) !== edge) return now;
          return way === 'older' ? prependOlder(now, page) : appendNewer(now, page);
        });
      } catch {
        await client.invalidateQueries({ queryKey: key });
      } finally {
        busy.current = false;
        setLoadingOlder(false);
      }
    },
    [client, read, lawyerId, conversationId],
  );
  const loadOlder = useCallback(() => void grow('older'), [grow]);
  const loadNewer = useCallback(() => void grow('newer'), [grow]);

  /** Reads what is around a message, unless it is there already. False when it is not in this chat. */
  const loadAround = useCallback(
    async (id: string) => {
      const key = CHAT_KEYS.thread(lawyerId, conversationId);
      if (has(client.getQueryData<Thread>(key), id)) return true;
      try {
        const page = await readIfThere(() => read({ around: id }));
        if (page) client.setQueryData<Thread>(key, threadOf(page));
        return page !== null;
      } catch {
        return false;
      }
    },
    [client, read, lawyerId, conversationId],
  );
  return { ...query, loadOlder, loadNewer, loadAround, loadingOlder };
}

/** Null when the message is not there. */
async function readIfThere(read: () => Promise<MessagePage>): Promise<MessagePage | null> {
  try {
    return await read();
  } catch (error) {
    if (error instanceof BridgeError && error.code === 'message_not_found') return null;
    throw error;
  }
}
