import { ActionIcon } from '@mantine/core';
import { IconChevronLeft, IconChevronRight } from '@tabler/icons-react';
import { type KeyboardEvent, useLayoutEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './month-grid.module.css';
import { type DatePart, dateOf, moveDate, weeksOf } from './typed-date.ts';

interface MonthGridProps {
  /** The day that is chosen, or where one begins. */
  day: string;
  isChosen: boolean;
  /** Later days cannot be chosen. */
  max?: string | undefined;
  onChoose: (day: string) => void;
}

/** By Escape this alone is closed, and not the dialog that it stands in. */
const STAYS = { 'data-mantine-stop-propagation': 'true' };

/** A month to choose a day from. The arrow keys go along the days, the pages along the months; Enter chooses. */
export function MonthGrid({ day, isChosen, max, onChoose }: MonthGridProps) {
  const { t, i18n } = useTranslation();
  const locale = i18n.language;
  const [at, setAt] = useState(day);
  const grid = useRef<HTMLTableElement>(null);
  /** Who goes along by the keys takes the focus along. */
  const isByKey = useRef(true);
  useLayoutEffect(() => {
    if (isByKey.current) grid.current?.querySelector<HTMLElement>(`[data-day="${at}"]`)?.focus({ preventScroll: true });
    isByKey.current = false;
  }, [at]);

  const go = (part: DatePart, by: number) => setAt(moveDate(at, 'day', part, by));
  const format = (options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, calendar: 'gregory', timeZone: 'UTC' });
  const [whole, weekday, letter] = [
    format({ dateStyle: 'full' }),
    format({ weekday: 'long' }),
    format({ weekday: 'narrow' }),
  ];
  const number = new Intl.NumberFormat(locale);
  const weeks = weeksOf(at, locale);
  const forward = i18n.dir() === 'rtl' ? -1 : 1;
  const onKeyDown = (event: KeyboardEvent) => {
    const steps: Record<string, [DatePart, number]> = {
      ...{ ArrowRight: ['day', forward], ArrowLeft: ['day', -forward], ArrowDown: ['day', 7], ArrowUp: ['day', -7] },
      ...{ PageDown: ['month', 1], PageUp: ['month', -1] },
    };
    const step = steps[event.key];
    if (!step) return;
    event.preventDefault();
    isByKey.current = true;
    go(...step);
  };
  const [Back, On] = forward === 1 ? [IconChevronLeft, IconChevronRight] : [IconChevronRight, IconChevronLeft];
  return (
    <div className={classes.month}>
      <div className={classes.head}>
        <ActionIcon {...STAYS} variant="subtle" aria-label={t('date.month_before')} onClick={() => go('month', -1)}>
          <Back size={16} aria-hidden="true" />
        </ActionIcon>
        <span className={classes.title} aria-live="polite">
          {format({ month: 'long', year: 'numeric' }).format(dateOf(at))}
        </span>
        <ActionIcon {...STAYS} variant="subtle" aria-label={t('date.month_after')} onClick={() => go('month', 1)}>
          <On size={16} aria-hidden="true" />
        </ActionIcon>
      </div>
      <table ref={grid} className={classes.days}>
        <thead>
          <tr>
            {(weeks[0] ?? []).map((one) => (
              <th key={one} scope="col" abbr={weekday.format(dateOf(one))}>
                {letter.format(dateOf(one))}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {weeks.map((week) => (
            <tr key={week[0]}>
              {week.map((one) => (
                <td key={one}>
                  <button
                    type="button"
                    className={classes.day}
                    {...STAYS}
                    data-day={one}
                    data-autofocus={one === at || undefined}
                    data-beside={one.slice(0, 7) !== at.slice(0, 7) || undefined}
                    tabIndex={one === at ? 0 : -1}
                    aria-label={whole.format(dateOf(one))}
                    aria-pressed={isChosen && one === day}
                    aria-disabled={(max !== undefined && one > max) || undefined}
                    onKeyDown={onKeyDown}
                    onClick={() => (max === undefined || one <= max) && onChoose(one)}
                  >
                    {number.format(Number(one.slice(8)))}
                  </button>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
