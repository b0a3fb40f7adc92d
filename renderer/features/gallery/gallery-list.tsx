import { useVirtualizer } from '@tanstack/react-virtual';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatMonth } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { GalleryItem } from './gallery-item.tsx';
import classes from './gallery-rows.module.css';
import { galleryRows } from './gallery-rows.ts';

interface GalleryListProps {
  label: string;
  /** Newest first. */
  items: readonly Message[];
  nameOf: (message: Message) => string;
  onShow: (message: Message) => void;
  /** The end of what has been read is near. */
  onEnd: () => void;
}

/** As most are, in CSS pixels; those on the screen are measured. */
const HEIGHTS = { month: 40, line: 108 } as const;

/** Documents, sounds or links of a chat by month, as far as they are on the screen. */
export function GalleryList({ label, items, nameOf, onShow, onEnd }: GalleryListProps) {
  const { i18n } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useMemo(() => galleryRows(items, 1), [items]);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => HEIGHTS[rows[index]?.kind ?? 'line'],
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 6,
    paddingEnd: 16,
  });
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 8) onEnd();
  }, [lastShown, rows.length, onEnd]);
  return (
    <div ref={scroller} className={classes.scroller}>
      <ul className={classes.rows} aria-label={label} style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          return (
            <li
              key={key}
              ref={virtualizer.measureElement}
              data-index={index}
              className={classes.place}
              style={{ transform: `translateY(${start}px)` }}
            >
              {row.kind === 'month' ? (
                <div className={classes.month}>{formatMonth(row.at, i18n.language)}</div>
              ) : (
                row.items.map((message) => (
                  <GalleryItem
                    key={message.id}
                    message={message}
                    name={nameOf(message)}
                    now={now}
                    onShow={() => onShow(message)}
                  />
                ))
              )}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
