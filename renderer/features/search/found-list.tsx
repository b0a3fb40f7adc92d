import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useCallback, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { useToday } from '../../ui/use-today.ts';
import classes from './found-list.module.css';
import { FoundChat, FoundMessageRow } from './found-row.tsx';
import { type FoundRow, foundId } from './found-rows.ts';

interface FoundListProps {
  id: string;
  rows: readonly FoundRow[];
  /** The chats of the messages, by their id. */
  chats: ReadonlyMap<string, Conversation>;
  /** The row that Enter opens; -1: none. */
  active: number;
  /** It is what was found before; what was asked since is on its way. */
  isOld: boolean;
  onOpen: (index: number) => void;
  onEnter: () => void;
  onMove: (by: 1 | -1) => void;
  /** The end of what has been read is near. */
  onEnd: () => void;
}

/** As most are, in CSS pixels; those on the screen are measured. */
const HEIGHTS = { heading: 34, chat: 58, message: 62 } as const;

/** What was found, as far as it is on the screen. */
export function FoundList({ id, rows, chats, active, isOld, onOpen, onEnter, onMove, onEnd }: FoundListProps) {
  const { t } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  // With another function the list measures all of its rows anew.
  const keyOf = useCallback((index: number) => (rows[index] ? foundId(rows[index]) : index), [rows]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'message'],
    getItemKey: keyOf,
    overscan: 4,
    paddingStart: 4,
    paddingEnd: 12,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 10) onEnd();
  }, [lastShown, rows.length, onEnd]);
  useEffect(() => {
    if (active >= 0) virtualizer.scrollToIndex(active);
  }, [virtualizer, active]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === 'ArrowDown') onMove(1);
    else if (event.key === 'ArrowUp') onMove(-1);
    else if (event.key === 'Enter' && active >= 0) onEnter();
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      id={id}
      className={classes.list}
      role="listbox"
      aria-label={t('search.results')}
      aria-activedescendant={active < 0 ? undefined : `${id}-${active}`}
      aria-busy={isOld}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const place = {
            id: `${id}-${index}`,
            selected: index === active,
            now,
            onOpen: () => onOpen(index),
          };
          return (
            <div
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.place}
              role="presentation"
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'heading' && (
                <div className={classes.heading} role="presentation">
                  {t(`search.${row.of}`)}
                </div>
              )}
              {row.kind === 'chat' && <FoundChat {...place} chat={row.chat} />}
              {row.kind === 'message' && (
                <FoundMessageRow {...place} message={row.message} chat={chats.get(row.message.conversation_id)} />
              )}
            </div>
          );
        })}
      </div>
    </div>
  );
}
