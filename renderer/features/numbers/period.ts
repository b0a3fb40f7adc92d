import type { StatsBucket } from '../../../main/contract/stats.ts';

export const PERIODS = ['7d', '30d', '12w', '12m', 'custom'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** What is counted, by the calendar of this computer; `until` is left out of it. */
export interface Period {
  from: Date;
  until: Date;
  bucket: StatsBucket;
  /** As long, and just before it. */
  before: { from: Date; until: Date };
}

/** Calendar days as a field for dates has them: `2026-11-29`; both are in it. */
export interface Days {
  from: string;
  until: string;
}

const DAY = 86_400_000;

/** Up to now. What was chosen by days ends with the last of them; null: these days are none. */
export function periodOf(name: PeriodName, now: Date, days: Days): Period | null {
  const today = midnightOf(now);
  switch (name) {
    case '7d':
      return inDays(moved(today, -6), now, 'day', 7);
    case '30d':
      return inDays(moved(today, -29), now, 'day', 30);
    case '12w':
      // A week begins on Monday.
      return inDays(moved(today, -((today.getDay() + 6) % 7) - 77), now, 'week', 84);
    case '12m': {
      const from = new Date(today.getFullYear(), today.getMonth() - 11, 1);
      const before = (date: Date): Date => {
        const moved = new Date(date);
        moved.setFullYear(date.getFullYear() - 1);
        return moved;
      };
      return { from, until: now, bucket: 'month', before: { from: before(from), until: before(now) } };
    }
    case 'custom':
      return custom(days);
  }
}

function custom(days: Days): Period | null {
  const [from, last] = [dayOf(days.from), dayOf(days.until)];
  if (from === null || last === null || last < from) return null;
  const until = moved(last, 1);
  const count = Math.round((until.getTime() - from.getTime()) / DAY);
  return inDays(from, until, count <= 62 ? 'day' : count <= 200 ? 'week' : 'month', count);
}

/** The same time of the day, so that half a day is compared with half a day. */
function inDays(from: Date, until: Date, bucket: StatsBucket, count: number): Period {
  return { from, until, bucket, before: { from: moved(from, -count), until: moved(until, -count) } };
}

function midnightOf(date: Date): Date {
  return new Date(date.getFullYear(), date.getMonth(), date.getDate());
}

/** By so many calendar days: some are longer than others. */
function moved(date: Date, days: number): Date {
  const other = new Date(date);
  other.setDate(date.getDate() + days);
  return other;
}

function dayOf(text: string): Date | null {
  const [, year, month, day] = /^(\d{4})-(\d\d)-(\d\d)$/.exec(text) ?? [];
  if (year === undefined) return null;
  const date = new Date(Number(year), Number(month) - 1, Number(day));
  return Number.isNaN(date.getTime()) ? null : date;
}

/** A day for a field for dates. */
export function toDay(date: Date): string {
  const part = (value: number): string => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${part(date.getMonth() + 1)}-${part(date.getDate())}`;
}
