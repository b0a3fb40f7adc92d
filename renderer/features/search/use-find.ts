import { useCallback, useEffect, useRef } from 'react';
import type { FoundMessage } from '../../../main/contract/message-lists.ts';
import { useRoute, useRouter } from '../../routing/use-router.ts';
import { useShortcut } from '../../shortcuts/use-shortcut.tsx';
import { chatsPath } from '../chats/selection.ts';
import { type FoundMarks, NO_MARKS } from '../messages/found-marks.ts';
import { useFoundMessages } from './search-queries.ts';
import { foundAddress, isNarrowed, NO_TERMS, readTerms, type SearchTerms, searchAddress } from './search-terms.ts';

/** What is looked for while a chat is open. */
export interface Find {
  terms: SearchTerms;
  found: ReturnType<typeof useFoundMessages>;
  /** Which of what was found one is at; -1: none of them. */
  index: number;
  /** The message that one was led to. */
  at: string | undefined;
  /** There are no words: one has come along what the filters alone leave. */
  isByFilters: boolean;
  canStep: (by: 1 | -1) => boolean;
  /** To the next message that was found, which is older, or to the one before; perhaps in another chat. */
  step: (by: 1 | -1) => void;
  change: (q: string) => void;
  end: () => void;
  /** Back to all that was found; null where only this chat is looked in. */
  showAll: (() => void) | null;
}

/** What the address says is looked for in the open chat; null: nothing. `open` begins it. */
export function useFind(lawyerId: string, chat: string | null, onEnd: () => void) {
  const { query } = useRoute();
  const { navigate, back } = useRouter();
  const isOn = chat !== null && query.q !== undefined;
  const terms = readTerms(query);
  const found = useFoundMessages(lawyerId, terms, isOn);
  const { messages, hasNextPage, isFetchingNextPage, fetchNextPage, isPlaceholderData } = found;
  const { at } = query;
  // Without words nothing is looked for yet, unless one comes from what the filters of the search have found.
  const hasWords = terms.q.trim() !== '';
  const isByFilters = !hasWords && at !== undefined;
  const shown = isOn && (hasWords || isByFilters) && !found.isError ? messages : NONE;
  const index = shown.findIndex(({ id }) => id === at);
  const marks: FoundMarks = shown === NONE ? NO_MARKS : found.marks;

  const goTo = (message: FoundMessage) =>
    navigate(foundAddress(lawyerId, message.conversation_id, terms, message.id), { replace: true });
  const canStep = (by: 1 | -1) => shown[index + by] !== undefined || (by === 1 && shown.length > 0 && hasNextPage);
  const step = (by: 1 | -1) => {
    const next = shown[index + by];
    if (next) return goTo(next);
    if (by === -1 || !hasNextPage || isFetchingNextPage) return;
    void fetchNextPage().then(({ data }) => {
      const further = data?.pages.flatMap((page) => page.data)[index + 1];
      if (further) goTo(further);
    });
  };
  const end = () => {
    if (chat !== null) navigate(chatsPath(lawyerId, { kind: 'chat', id: chat }), { replace: true });
    onEnd();
  };
  const open = () => {
    if (chat !== null) navigate(foundAddress(lawyerId, chat, { ...NO_TERMS, chat }), { replace: true });
  };

  // Who looks for something in a chat is led to the newest of it.
  const first = !isPlaceholderData && at === undefined ? shown[0] : undefined;
  const lead = useLatest(goTo);
  useEffect(() => {
    if (first) lead(first);
  }, [first, lead]);

  useShortcut('find.open', chat === null || isOn ? null : open);
  useShortcut('find.next', isOn ? () => step(1) : null);
  useShortcut('find.previous', isOn ? () => step(-1) : null);
  useShortcut('find.end', isOn ? end : null);

  const find: Find | null =
    isOn && chat !== null
      ? {
          ...{ terms, found, index, at, isByFilters, canStep, step, end },
          change(q) {
            // Whoever takes the words away stays, among what the filters leave.
            const stays = q.trim() === '' && isNarrowed({ ...terms, chat: terms.chat === chat ? null : terms.chat });
            navigate(foundAddress(lawyerId, chat, { ...terms, q }, stays ? at : undefined), { replace: true });
          },
          showAll: terms.chat === chat ? null : () => back(searchAddress(lawyerId, terms, at)),
        }
      : null;
  return { find, marks, open };
}

const NONE: [] = [];

/** A function that stays the same, and does what it does at the time. */
function useLatest<Given>(act: (given: Given) => void): (given: Given) => void {
  const latest = useRef(act);
  latest.current = act;
  return useCallback((given) => latest.current(given), []);
}
