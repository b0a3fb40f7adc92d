import { useInfiniteQuery, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import type { Conversation } from '../../../main/contract/entities.ts';
import { call } from '../../bridge.ts';
import { LAWYER_KEYS } from '../lawyers/keys.ts';
import { CHAT_KEYS } from './keys.ts';
import { readConversation, refreshRows } from './refresh-rows.ts';
import { showNewest } from './refresh-thread.ts';

/** The chats of a lawyer, the one last written in first. */
export function useConversations(lawyerId: string) {
  const query = useInfiniteQuery({
    queryKey: CHAT_KEYS.conversations(lawyerId),
    queryFn: ({ pageParam }) =>
      call('conversations.list', { lawyer_id: lawyerId, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
  });
  const conversations = useMemo(
    () => withoutRepeats(query.data?.pages.flatMap((page) => page.data) ?? []),
    [query.data],
  );
  return { ...query, conversations };
}

/** A chat that moves up while pages are read can stand on two of them: its first place is the newer one. */
function withoutRepeats(conversations: readonly Conversation[]): Conversation[] {
  const seen = new Set<string>();
  return conversations.filter(({ id }) => !seen.has(id) && seen.add(id));
}

/** Reads the newest of a chat again, as after something was put into it here, and leaves what is far back. */
export function useRefreshThread(lawyerId: string, conversationId: string): () => Promise<void> {
  const client = useQueryClient();
  return () => showNewest(client, lawyerId, conversationId);
}

export function useMarkRead(lawyerId: string) {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (conversationId: string) =>
      call('conversations.markRead', { lawyer_id: lawyerId, conversation_id: conversationId }),
    onSuccess: (_, conversationId) =>
      Promise.all([
        refreshRows(client, lawyerId, new Set([conversationId])),
        client.invalidateQueries({ queryKey: LAWYER_KEYS.unread }),
      ]),
  });
}

/** One chat, whether or not the list has been read as far as to it. Null is asked of nobody, and answers nothing. */
export function useConversation(lawyerId: string, id: string | null) {
  return useQuery({
    queryKey: CHAT_KEYS.single(lawyerId, id ?? ''),
    queryFn: () => (id === null ? null : readConversation(lawyerId, id)),
    enabled: id !== null,
  });
}

/** The id of the chat that a chat is part of which is no longer there; null: it is part of none. */
export function useHolder(lawyerId: string, id: string | null) {
  return useQuery({
    queryKey: CHAT_KEYS.holder(lawyerId, id ?? ''),
    queryFn: async () => {
      if (id === null) return null;
      const [held] = await call('conversations.heldIn', { lawyer_id: lawyerId, chats: [id] });
      return held && held.conversation_id !== id ? held.conversation_id : null;
    },
    enabled: id !== null,
    staleTime: 0,
  });
}
