/** `2026-11-29`, `21:50`, or both: `2026-11-29T21:50`. All by the clock on the wall; a time zone is none of their matter. */
export type DateKind = 'day' | 'time' | 'moment';

/** What can be changed by itself. */
export type DatePart = 'year' | 'month' | 'day' | 'hour' | 'minute' | 'dayPeriod';

const DAY = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
const TIME = { hour: '2-digit', minute: '2-digit' } as const;
const OPTIONS = { day: DAY, time: TIME, moment: { ...DAY, ...TIME } } as const;
const PARTS: readonly string[] = ['year', 'month', 'day', 'hour', 'minute', 'dayPeriod'];

/** Before it nothing is looked for, and years are not written with four digits. */
const FIRST_YEAR = 1000;

/** The digits of Arabic and of Persian stand in a row each. */
const OTHER_DIGITS = /[\u0660-\u0669\u06f0-\u06f9]/g;
const MORNING = Date.UTC(2026, 0, 1, 9);
const EVENING = Date.UTC(2026, 0, 1, 21);

function formatOf(kind: DateKind, locale: string): Intl.DateTimeFormat {
  return new Intl.DateTimeFormat(locale, { ...OPTIONS[kind], calendar: 'gregory', timeZone: 'UTC' });
}

/** As if its clock were UTC's, which leaves no hour out. */
export function dateOf(value: string): Date {
  return new Date(`${value.includes('-') ? '' : '2000-01-01T'}${value}${value.includes(':') ? ':00Z' : ''}`);
}

function asValue(date: Date, kind: DateKind): string {
  const iso = date.toISOString();
  return { day: iso.slice(0, 10), time: iso.slice(11, 16), moment: iso.slice(0, 16) }[kind];
}

/** Whether it is none, such as what an address says that somebody has typed. */
export function isNoDate(value: string): boolean {
  return Number.isNaN(dateOf(value).getTime());
}

/** As people write it who speak the language: `29.11.2026`, `11/29/2026`. Of nothing: nothing. */
export function writeDate(value: string, kind: DateKind, locale: string): string {
  return value === '' ? '' : formatOf(kind, locale).format(dateOf(value));
}

/** The same with a word in place of each part, such as `TT.MM.JJJJ`. */
export function patternOf(
  kind: DateKind,
  locale: string,
  words: (part: Exclude<DatePart, 'dayPeriod'>) => string,
): string {
  return partsOf('', kind, locale)
    .map(({ type, text }) => (type === 'literal' || type === 'dayPeriod' ? text : words(type)))
    .join('');
}

interface PlacedPart {
  type: DatePart | 'literal';
  text: string;
  start: number;
  end: number;
}

function partsOf(value: string, kind: DateKind, locale: string): PlacedPart[] {
  let end = 0;
  const date = value === '' ? EVENING : dateOf(value);
  return formatOf(kind, locale)
    .formatToParts(date)
    .map(({ type, value: text }) => {
      const start = end;
      end += text.length;
      return { type: PARTS.includes(type) ? (type as DatePart) : 'literal', text, start, end };
    });
}

/** Which part of what is written a place in it belongs to. */
export function partAt(value: string, kind: DateKind, locale: string, place: number): PlacedPart & { type: DatePart } {
  const parts = partsOf(value, kind, locale).filter((part) => part.type !== 'literal');
  return (parts.find(({ end }) => place <= end) ?? parts.at(-1)) as PlacedPart & { type: DatePart };
}

/** Where that part stands in what is written. */
export function placeOf(value: string, kind: DateKind, locale: string, type: DatePart): PlacedPart | undefined {
  return partsOf(value, kind, locale).find((part) => part.type === type);
}

/**
 * What was typed in the order in which the language writes it, or as `2026-11-29`, with whatever stands between; null: it is
 * no day, or no time. A year of two digits is one of this century, where nobody goes on typing.
 */
export function readDate(typed: string, kind: DateKind, locale: string, isWhole = true): string | null {
  const text = typed.replace(OTHER_DIGITS, (digit) => String((digit.codePointAt(0) ?? 0) & 0xf));
  const numbers = text.match(/\d+/g) ?? [];
  const isPlain = kind !== 'time' && numbers[0]?.length === 4;
  const order = isPlain
    ? PARTS.filter((part) => part in OPTIONS[kind])
    : partsOf('', kind, locale).flatMap(({ type }) => (type === 'literal' || type === 'dayPeriod' ? [] : [type]));
  if (numbers.length !== order.length) return null;
  const found = new Map(order.map((part, index) => [part, numbers[index] ?? '']));
  const year = found.get('year') ?? '2000';
  if (year.length !== 4 && !(isWhole && year.length === 2)) return null;
  const [month, day, minute] = [found.get('month') ?? '1', found.get('day') ?? '1', found.get('minute') ?? '0'].map(
    Number,
  );
  const hour = hourOf(Number(found.get('hour') ?? 0), text, locale);
  if (!month || !day || minute === undefined || hour > 23 || minute > 59) return null;
  const fullYear = Number(year.length === 2 ? `20${year}` : year);
  const date = new Date(Date.UTC(fullYear, month - 1, day, hour, minute));
  // The 31st of April would be the 1st of May.
  if (fullYear < FIRST_YEAR || date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day) return null;
  return asValue(date, kind);
}

/** The hour with what is said of the half of the day, in the words of the language or as `pm`. */
function hourOf(hour: number, text: string, locale: string): number {
  const plain = (words: string): string => words.toLowerCase().replace(/[^\p{L}]/gu, '');
  const word = (at: number): string =>
    plain(
      formatOf('time', locale)
        .formatToParts(at)
        .find(({ type }) => type === 'dayPeriod')?.value ?? '-',
    );
  const said = plain(text);
  if (said === '' || hour > 12) return hour;
  if (said === word(EVENING) || said === 'pm') return (hour % 12) + 12;
  return said === word(MORNING) || said === 'am' ? hour % 12 : hour;
}

/** So many days, months, years, hours, minutes or halves of a day later. The 31st is followed by the last day of a month. */
export function moveDate(value: string, kind: DateKind, part: DatePart, by: number): string {
  const date = dateOf(value);
  if (part === 'month' || part === 'year') {
    const day = date.getUTCDate();
    date.setUTCDate(1);
    date.setUTCMonth(date.getUTCMonth() + by * (part === 'year' ? 12 : 1));
    const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
    date.setUTCDate(Math.min(day, last));
  } else {
    const minutes = { day: 24 * 60, dayPeriod: 12 * 60, hour: 60, minute: 1 }[part];
    date.setTime(date.getTime() + by * minutes * 60_000);
  }
  const year = date.getUTCFullYear();
  return year < FIRST_YEAR || year > 9999 ? value : asValue(date, kind);
}

/** The weeks of a month, from the day with which the language begins them; days of the months beside it fill them. */
export function weeksOf(month: string, locale: string): string[][] {
  const first = `${month.slice(0, 7)}-01`;
  // Not in the types of ES2024 yet. 1: Monday, 7: Sunday.
  const { firstDay } = (new Intl.Locale(locale) as Intl.Locale & { getWeekInfo(): { firstDay: number } }).getWeekInfo();
  const before = (dateOf(first).getUTCDay() - firstDay + 7) % 7;
  const weeks: string[][] = [];
  for (let day = moveDate(first, 'day', 'day', -before); weeks.length < 6; day = moveDate(day, 'day', 'day', 7)) {
    if (weeks.length > 0 && day.slice(0, 7) !== first.slice(0, 7)) break;
    weeks.push(Array.from({ length: 7 }, (_, index) => moveDate(day, 'day', 'day', index)));
  }
  return weeks;
}
