import { keepPreviousData, useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { BridgeError, call } from '../../bridge.ts';
import { marksOf } from '../messages/found-marks.ts';
import { SEARCH_KEYS } from './keys.ts';
import { inputOf, isAsked, type SearchTerms } from './search-terms.ts';

/** While not everything is in the index, it is looked again so often. In ms. */
const LOOK_AGAIN = 5000;

/**
 * Messages with those terms, newest first, page by page, and their chats. Until they are there, what was found before stays;
 * an answer to what is asked no more is never shown.
 */
export function useFoundMessages(lawyerId: string, terms: SearchTerms, isWanted = true) {
  const input = inputOf(terms);
  const query = useInfiniteQuery({
    queryKey: SEARCH_KEYS.messages(lawyerId, input),
    queryFn: ({ pageParam }) =>
      call('messages.search', { lawyer_id: lawyerId, ...input, ...(pageParam === null ? {} : { cursor: pageParam }) }),
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    enabled: isWanted && isAsked(terms),
    placeholderData: keepPreviousData,
    // What cannot be asked is not asked twice.
    retry: (count, error) => count < 1 && !isBadQuery(error),
    refetchInterval: ({ state }) => (state.data?.pages.at(-1)?.is_partial ? LOOK_AGAIN : false),
  });
  const messages = useMemo(() => query.data?.pages.flatMap(({ data }) => data) ?? [], [query.data]);
  const chats = useMemo(
    () => new Map(query.data?.pages.flatMap(({ conversations }) => conversations.map((one) => [one.id, one]))),
    [query.data],
  );
  const marks = useMemo(() => marksOf(query.data?.pages ?? []), [query.data]);
  const isAnswered = !query.isPending && !query.isPlaceholderData;
  return { ...query, isAnswered, messages, chats, marks, last: query.data?.pages.at(-1) };
}

/** Chats by a name or a number, and whether they are the answer to that. Nothing typed asks nobody. */
export function useChatSearch(lawyerId: string, q: string) {
  const words = q.trim();
  const query = useQuery({
    queryKey: SEARCH_KEYS.chats(lawyerId, words),
    queryFn: () => call('conversations.find', { lawyer_id: lawyerId, q: words }),
    enabled: words !== '',
    placeholderData: keepPreviousData,
  });
  if (words === '') return { chats: NONE, isAnswered: true };
  return { chats: query.data ?? NONE, isAnswered: !query.isPending && !query.isPlaceholderData };
}

/** Chats by a name or a number; those found before until they are there. */
export function useFoundChats(lawyerId: string, q: string) {
  return useChatSearch(lawyerId, q).chats;
}

const NONE: [] = [];

/** The words cannot be looked for as they are: too many, or none. */
export function isBadQuery(error: unknown): boolean {
  return error instanceof BridgeError && error.code === 'invalid_request';
}
