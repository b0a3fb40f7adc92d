import { useElementSize } from '@mantine/hooks';
import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatMonth } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import classes from './gallery-rows.module.css';
import { galleryRows, itemBeside } from './gallery-rows.ts';
import { MediaTile } from './media-tile.tsx';

interface MediaGridProps {
  lawyerId: string;
  /** Newest first. */
  items: readonly Message[];
  /** The one that the keys have reached. */
  active: number;
  nameOf: (message: Message) => string;
  onActive: (index: number) => void;
  onOpen: (message: Message) => void;
  /** The end of what has been read is near. */
  onEnd: () => void;
}

/** In CSS pixels: the least side of a tile, what lies between two, and what lies around all. The style sheet has the same. */
const [LEAST, GAP, EDGE, HEADING] = [112, 6, 16, 40];
const ID = 'gallery';

/** Photos and films by month, as far as they are on the screen: one list for the keyboard, walked through by the arrows. */
export function MediaGrid({ lawyerId, items, active, nameOf, onActive, onOpen, onEnd }: MediaGridProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const scroller = useRef<HTMLDivElement>(null);
  const { ref: measured, width } = useElementSize<HTMLDivElement>();
  const room = Math.max(LEAST, width - 2 * EDGE);
  const columns = Math.max(2, Math.floor((room + GAP) / (LEAST + GAP)));
  const side = (room - (columns - 1) * GAP) / columns;
  const rows = useMemo(() => galleryRows(items, columns), [items, columns]);
  const virtualizer = useVirtualizer({
    count: width === 0 ? 0 : rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: (index) => (rows[index]?.kind === 'month' ? HEADING : side + GAP),
    getItemKey: (index) => rows[index]?.key ?? index,
    overscan: 4,
    paddingEnd: EDGE,
    scrollPaddingStart: HEADING,
  });
  // A tile has another size where there is another room.
  useEffect(() => {
    if (side > 0) virtualizer.measure();
  }, [virtualizer, side]);
  const shown = virtualizer.getVirtualItems();
  const lastShown = shown.at(-1)?.index ?? 0;
  useEffect(() => {
    if (lastShown >= rows.length - 6) onEnd();
  }, [lastShown, rows.length, onEnd]);
  const activeRow = rows.findIndex(
    (row) => row.kind === 'line' && active >= row.first && active < row.first + row.items.length,
  );
  useEffect(() => {
    if (activeRow >= 0) virtualizer.scrollToIndex(activeRow);
  }, [virtualizer, activeRow]);

  const onKeyDown = (event: KeyboardEvent) => {
    const from = Math.max(0, active);
    const onwards = i18n.dir() === 'rtl' ? -1 : 1;
    const steps: Record<string, number> = {
      ArrowRight: active < 0 ? 0 : active + onwards,
      ArrowLeft: active < 0 ? 0 : active - onwards,
      ArrowDown: active < 0 ? 0 : itemBeside(rows, from, 'below'),
      ArrowUp: itemBeside(rows, from, 'above'),
      Home: 0,
      End: items.length - 1,
    };
    const next = Object.hasOwn(steps, event.key) ? steps[event.key] : undefined;
    const reached = items[from];
    if (next !== undefined) onActive(Math.max(0, Math.min(items.length - 1, next)));
    else if ((event.key === 'Enter' || event.key === ' ') && reached) onOpen(reached);
    else return;
    event.preventDefault();
  };
  return (
    <div
      ref={scroller}
      className={classes.scroller}
      role="listbox"
      aria-label={t('gallery.media_list')}
      aria-activedescendant={activeRow < 0 ? undefined : `${ID}-${active}`}
      tabIndex={0}
      onKeyDown={onKeyDown}
      // Who comes here by the keyboard sees where one is.
      onFocus={() => {
        if (active < 0) onActive(0);
      }}
    >
      <div ref={measured} className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          if (!row) return null;
          const place = { className: classes.place, style: { transform: `translateY(${start}px)` } };
          if (row.kind === 'month') {
            return (
              <div key={key} role="presentation" {...place}>
                <div className={classes.month} role="presentation">
                  {formatMonth(row.at, i18n.language)}
                </div>
              </div>
            );
          }
          return (
            <div key={key} role="presentation" {...place}>
              <div
                className={classes.tiles}
                role="presentation"
                style={{ gridTemplateColumns: `repeat(${columns}, minmax(0, 1fr))` }}
              >
                {row.items.map((message, at) => (
                  <MediaTile
                    key={message.id}
                    id={`${ID}-${row.first + at}`}
                    lawyerId={lawyerId}
                    message={message}
                    name={nameOf(message)}
                    now={now}
                    isActive={row.first + at === active}
                    onOpen={() => onOpen(message)}
                  />
                ))}
              </div>
            </div>
          );
        })}
      </div>
    </div>
  );
}
