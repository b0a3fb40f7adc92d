import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useId, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useToday } from '../../ui/use-today.ts';
import classes from './chat-list.module.css';
import { ChatRow } from './chat-row.tsx';

interface ChatListProps {
  lawyerId: string;
  conversations: readonly Conversation[];
  selectedId: string | null;
  /** An open chat takes the place of the list: the keys only walk along it, and Enter opens. */
  isAlone: boolean;
  onSelect: (id: string) => void;
  /** Enter on a chat: the person wants to write. */
  onEnter: () => void;
  /** The end of what has been read is near. */
  onEnd: () => void;
}

/** How many rows a page key moves by. */
const PAGE = 8;

export function ChatList({ lawyerId, conversations, selectedId, isAlone, ...on }: ChatListProps) {
  const { onSelect, onEnter, onEnd } = on;
  const { t } = useTranslation();
  const listId = useId();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  // With another function the list measures all of its rows anew.
  const keyOf = useCallback((index: number) => conversations[index]?.id ?? index, [conversations]);
  const virtualizer = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 66,
    getItemKey: keyOf,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= conversations.length - 10) onEnd();
  }, [lastShown, conversations.length, onEnd]);

  const [reachedId, setReachedId] = useState<string | null>(null);
  const currentId = isAlone ? (reachedId ?? selectedId) : selectedId;
  const currentIndex = conversations.findIndex(({ id }) => id === currentId);
  const selectedIndex = conversations.findIndex(({ id }) => id === selectedId);
  const shownId = useRef<string | null>(null);
  // Whoever goes to a chat from elsewhere sees where it stands. It moves with the others then: the list does not follow.
  useEffect(() => {
    if (selectedIndex < 0 || shownId.current === selectedId) return;
    shownId.current = selectedId;
    virtualizer.scrollToIndex(selectedIndex);
  }, [virtualizer, selectedId, selectedIndex]);
  // Always the same one, so that a row is drawn anew only when it changes.
  const select = useRef(onSelect);
  select.current = onSelect;
  const open = useCallback((id: string) => {
    setReachedId(id);
    select.current(id);
  }, []);
  const moveTo = (index: number) => {
    const within = Math.max(0, Math.min(conversations.length - 1, index));
    const target = conversations[within];
    if (!target) return;
    virtualizer.scrollToIndex(within);
    if (isAlone) setReachedId(target.id);
    else open(target.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowDown: currentIndex + 1,
      ArrowUp: currentIndex - 1,
      PageDown: currentIndex + PAGE,
      PageUp: currentIndex - PAGE,
      Home: 0,
      End: conversations.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Enter' && currentId !== null && currentIndex >= 0) {
      if (isAlone) open(currentId);
      else onEnter();
    } else if (target !== undefined) moveTo(target);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      aria-label={t('chats.list')}
      aria-activedescendant={currentIndex >= 0 ? `${listId}-${currentId}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {rows.map((row) => {
          const conversation = conversations[row.index];
          return (
            conversation && (
              <div
                key={row.key}
                className={classes.place}
                role="presentation"
                style={{ transform: `translateY(${row.start}px)` }}
              >
                <ChatRow
                  lawyerId={lawyerId}
                  id={`${listId}-${conversation.id}`}
                  conversation={conversation}
                  selected={conversation.id === currentId}
                  now={now}
                  onSelect={open}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
