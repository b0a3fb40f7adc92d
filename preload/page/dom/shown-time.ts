/** Date parts in the order in which a language writes them. */
type Order = readonly ('year' | 'month' | 'day')[];

/** How far the clocks of computer and phone may be apart, time zones included, in ms. */
const AHEAD_MS = 24 * 60 * 60 * 1000;

/**
 * The times of messages by what the page writes before their text, `[14:05, 22.11.2026] Anna: `, in seconds; null for one
 * that cannot be read. Languages write the same date in different orders, and the document's language tells too little
 * (`en` is written in both): the first order in which all are dates that do not lie ahead, none before the one above it,
 * is taken.
 */
export function readTimes(prefixes: readonly string[], languages: readonly string[], now: number): (number | null)[] {
  const orders = [...languages.map(orderOf), ['day', 'month', 'year'] as const, ['month', 'day', 'year'] as const];
  const readings = orders.map((order) => prefixes.map((prefix) => readTime(prefix, order, languages)));
  const fits = (times: (number | null)[]): boolean =>
    times.every((time, index) => {
      if (time === null || time * 1000 > now + AHEAD_MS) return false;
      const above = times[index - 1] ?? 0;
      return time >= above;
    });
  return readings.find(fits) ?? readings[0] ?? [];
}

function orderOf(language: string): Order {
  const parts = partsOf(language, { year: 'numeric', month: 'numeric', day: 'numeric' }, 0);
  return parts.flatMap(({ type }) => (type === 'year' || type === 'month' || type === 'day' ? [type] : []));
}

function partsOf(language: string, options: Intl.DateTimeFormatOptions, hour: number): Intl.DateTimeFormatPart[] {
  const date = new Date(2026, 10, 22, hour);
  try {
    return new Intl.DateTimeFormat(language, options).formatToParts(date);
  } catch {
    // A language that the browser does not know.
    return new Intl.DateTimeFormat('en', options).formatToParts(date);
  }
}

function readTime(prefix: string, order: Order, languages: readonly string[]): number | null {
  const shown = withWesternDigits(/\[([^\]]*)\]/.exec(prefix)?.[1] ?? '');
  const date = /(\d{1,4})\s?[./-]\s?(\d{1,2})\s?[./-]\s?(\d{1,4})/.exec(shown);
  if (!date) return null;
  const clock = shown.replace(date[0], ' ');
  const [hour, minute] = (clock.match(/\d{1,2}/g) ?? []).map(Number);
  if (hour === undefined || minute === undefined) return null;
  const numbers = date.slice(1).map(Number);
  // A year that is written first or with four digits is where it is, whatever the order.
  const places: Order = (date[1]?.length ?? 0) > 2 ? ['year', 'month', 'day'] : order;
  const part = (name: 'year' | 'month' | 'day'): number => numbers[places.indexOf(name)] ?? 0;
  const year = part('year') < 100 ? part('year') + 2000 : part('year');
  const at = new Date(year, part('month') - 1, part('day'), hourOf(hour, clock, languages), minute);
  const isThatDay = at.getMonth() === part('month') - 1 && at.getDate() === part('day');
  return isThatDay && year > 2008 && minute < 60 ? at.getTime() / 1000 : null;
}

/** The hour of the day. Where the clock has twelve hours, the language's own words tell the halves of the day apart. */
function hourOf(hour: number, clock: string, languages: readonly string[]): number {
  const words = lettersOf(clock);
  if (words === '' || hour > 12) return hour;
  const isHalf = (at: number): boolean =>
    [...languages, 'en'].some((language) => {
      const parts = partsOf(language, { hour: 'numeric', hour12: true }, at);
      return parts.some(({ type, value }) => type === 'dayPeriod' && lettersOf(value) === words);
    });
  if (isHalf(15)) return (hour % 12) + 12;
  return isHalf(9) ? hour % 12 : hour;
}

function lettersOf(text: string): string {
  return text
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}]/gu, '');
}

/** Digits of any script as 0 to 9, without the marks of direction that Arabic dates carry. */
function withWesternDigits(text: string): string {
  return text
    .replace(/[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9]/g, (digit) => String((digit.charCodeAt(0) & 0xf) % 10));
}
