import { useVirtualizer } from '@tanstack/react-virtual';
import { type KeyboardEvent, type ReactNode, type RefObject, useEffect } from 'react';
import classes from './row-list.module.css';

/** In CSS pixels, as the style sheets of the rows have it. */
const ROW = 60;

/** How many rows before the end more of them are asked for. */
const NEAR_THE_END = 20;

/** What a row gives to its element, beside its own: the list names it, and it says whether it is the chosen one. */
export interface RowPlace {
  id: string;
  selected: boolean;
}

interface RowListProps<Row extends { id: string }> {
  /** The element's own: those of the rows begin with it. */
  id: string;
  label: string;
  rows: readonly Row[];
  /** The id of the row that is open. */
  selected: string | null;
  /** What stands there is about to be replaced. */
  isBusy?: boolean;
  /** Who has the keyboard goes into the list by it. */
  scroller: RefObject<HTMLDivElement | null>;
  onOpen: (id: string) => void;
  onNearEnd?: () => void;
  children: (row: Row, place: RowPlace) => ReactNode;
}

/** Rows of which only those on the screen are drawn, however many there are. The arrow keys open the next one. */
export function RowList<Row extends { id: string }>({ id, rows, selected, scroller, ...props }: RowListProps<Row>) {
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW,
    getItemKey: (index) => rows[index]?.id ?? index,
    overscan: 6,
  });
  const shown = virtualizer.getVirtualItems();
  const isNearEnd = (shown.at(-1)?.index ?? 0) >= rows.length - NEAR_THE_END;
  const { onNearEnd } = props;
  useEffect(() => {
    if (isNearEnd) onNearEnd?.();
  }, [isNearEnd, onNearEnd]);
  const at = rows.findIndex((row) => row.id === selected);
  const onKeyDown = (event: KeyboardEvent) => {
    const to = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: rows.length - 1, Enter: at }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    const index = Math.max(0, Math.min(rows.length - 1, to));
    const row = rows[index];
    if (!row) return;
    virtualizer.scrollToIndex(index);
    props.onOpen(row.id);
  };
  return (
    <div
      ref={scroller}
      id={id}
      className={classes.list}
      role="listbox"
      aria-label={props.label}
      aria-activedescendant={shown.some(({ index }) => index === at) ? `${id}-${at}` : undefined}
      aria-busy={props.isBusy}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div className={classes.rows} role="presentation" style={{ height: virtualizer.getTotalSize() }}>
        {shown.map(({ index, key, start }) => {
          const row = rows[index];
          return (
            row && (
              <div
                key={key}
                className={classes.place}
                role="presentation"
                style={{ transform: `translateY(${start}px)` }}
              >
                {props.children(row, { id: `${id}-${index}`, selected: index === at })}
              </div>
            )
          );
        })}
      </div>
    </div>
  );
}
