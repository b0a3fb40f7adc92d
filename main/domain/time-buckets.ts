import type { StatsBucket } from '../contract/stats.ts';
import type { Millis } from './clock.ts';

/** `until` is left out of it. */
export interface Span {
  from: Millis;
  until: Millis;
}

export interface TimeBucket extends Span {
  /** Its first day, as a calendar in that zone has it. */
  date: string;
}

const DAY: Millis = 24 * 60 * 60_000;

/** A calendar day in no zone: its midnight as if it were UTC's. */
type Day = Millis;

/** The days, weeks (from Monday) or months of a time zone that a span touches; the first and the last are cut to it. */
export function timeBuckets({ from, until }: Span, bucket: StatsBucket, timeZone: string): TimeBucket[] {
  const clock = createZoneClock(timeZone);
  const buckets: TimeBucket[] = [];
  let day = firstDay(Math.floor(clock.localTime(from) / DAY) * DAY, bucket);
  let start = clock.midnight(day);
  while (start < until) {
    const next = nextDay(day, bucket);
    const end = clock.midnight(next);
    buckets.push({
      date: new Date(day).toISOString().slice(0, 10),
      from: Math.max(start, from),
      until: Math.min(end, until),
    });
    day = next;
    start = end;
  }
  return buckets;
}

function firstDay(day: Day, bucket: StatsBucket): Day {
  const date = new Date(day);
  if (bucket === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth(), 1);
  // Sunday is day 0.
  return bucket === 'week' ? day - ((date.getUTCDay() + 6) % 7) * DAY : day;
}

function nextDay(day: Day, bucket: StatsBucket): Day {
  const date = new Date(day);
  if (bucket === 'month') return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 1);
  return day + (bucket === 'week' ? 7 : 1) * DAY;
}

function createZoneClock(timeZone: string): { localTime(at: Millis): Millis; midnight(day: Day): Millis } {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone,
    calendar: 'gregory',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  });

  /** What the clocks show there, as if it were UTC. */
  function localTime(at: Millis): Millis {
    const parts = new Map(format.formatToParts(at).map(({ type, value }) => [type, Number(value)]));
    const part = (type: Intl.DateTimeFormatPartTypes): number => parts.get(type) ?? 0;
    return Date.UTC(part('year'), part('month') - 1, part('day'), part('hour'), part('minute'), part('second'));
  }

  return {
    localTime,
    /** When that day begins there. Where the clocks are put forward at midnight, it begins with what they then show. */
    midnight(day) {
      const before = localTime(day - DAY) - (day - DAY);
      const after = localTime(day + DAY) - (day + DAY);
      const fits = [before, after].map((offset) => day - offset).filter((at) => localTime(at) === day);
      return fits.length > 0 ? Math.min(...fits) : day - before;
    },
  };
}
