import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useToday } from '../../ui/use-today.ts';
import classes from './chat-list.module.css';
import { ChatRow } from './chat-row.tsx';

interface ChatListProps {
  conversations: readonly Conversation[];
  selectedId: string | null;
  onSelect: (id: string) => void;
  /** Enter on a chat: the person wants to write. */
  onEnter: () => void;
  /** The end of what has been read is near. */
  onEnd: () => void;
}

/** How many rows a page key moves by. */
const PAGE = 8;

export function ChatList({ conversations, selectedId, onSelect, onEnter, onEnd }: ChatListProps) {
  const { t } = useTranslation();
  const listId = useId();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const virtualizer = useVirtualizer({
    count: conversations.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => 66,
    getItemKey: (index) => conversations[index]?.id ?? index,
    overscan: 8,
    paddingStart: 4,
    paddingEnd: 8,
  });
  const rows = virtualizer.getVirtualItems();
  const lastShown = rows.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= conversations.length - 10) onEnd();
  }, [lastShown, conversations.length, onEnd]);

  const selectedIndex = conversations.findIndex(({ id }) => id === selectedId);
  const moveTo = (index: number) => {
    const within = Math.max(0, Math.min(conversations.length - 1, index));
    const target = conversations[within];
    if (!target) return;
    virtualizer.scrollToIndex(within);
    onSelect(target.id);
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const targets: Record<string, number> = {
      ArrowDown: selectedIndex + 1,
      ArrowUp: selectedIndex - 1,
      PageDown: selectedIndex + PAGE,
      PageUp: selectedIndex - PAGE,
      Home: 0,
      End: conversations.length - 1,
    };
    const target = targets[event.key];
    if (event.key === 'Enter' && selectedIndex >= 0) onEnter();
    else if (target !== undefined) moveTo(target);
    else return;
    event.preventDefault();
  };

  return (
    <div
      ref={scroller}
      className={classes.list}
      role="listbox"
      aria-label={t('chats.list')}
      aria-activedescendant={selectedIndex >= 0 ? `${listId}-${selectedId}` : undefined}
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
                  id={`${listId}-${conversation.id}`}
                  conversation={conversation}
                  selected={conversation.id === selectedId}
                  now={now}
                  onSelect={onSelect}
                />
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
