import type { TFunction } from 'i18next';

/** Whole days between two moments by the calendar of this computer: 0 today, 1 yesterday. */
export function calendarDaysBetween(earlier: Date, later: Date): number {
  const from = Date.UTC(earlier.getFullYear(), earlier.getMonth(), earlier.getDate());
  const to = Date.UTC(later.getFullYear(), later.getMonth(), later.getDate());
  return Math.round((to - from) / 86_400_000);
}

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making an Intl format costs far more than using it. */
function format(locale: string, name: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${locale} ${name}`;
  const known = formats.get(key);
  if (known) return known;
  const made = new Intl.DateTimeFormat(locale, options);
  formats.set(key, made);
  return made;
}

/** `14:03` or `2:03 PM`, by the locale. */
export function formatClock(timestamp: string, locale: string): string {
  return format(locale, 'clock', { timeStyle: 'short' }).format(new Date(timestamp));
}

/** For a row of the chat list: the time today, then “Yesterday”, the weekday for a week, then the date. */
export function formatListTime(timestamp: string, now: Date, locale: string, t: TFunction): string {
  const date = new Date(timestamp);
  const days = calendarDaysBetween(date, now);
  if (days <= 0) return formatClock(timestamp, locale);
  if (days === 1) return t('time.yesterday');
  if (days < 7) return format(locale, 'weekday', { weekday: 'short' }).format(date);
  return format(locale, 'date', { day: '2-digit', month: '2-digit', year: '2-digit' }).format(date);
}

/** For the line between two days of a chat. */
export function formatDay(timestamp: string, now: Date, locale: string, t: TFunction): string {
  const date = new Date(timestamp);
  const days = calendarDaysBetween(date, now);
  if (days === 0) return t('time.today');
  if (days === 1) return t('time.yesterday');
  if (date.getFullYear() === now.getFullYear()) {
    return format(locale, 'day', { weekday: 'long', day: 'numeric', month: 'long' }).format(date);
  }
  return format(locale, 'day of another year', { day: 'numeric', month: 'long', year: 'numeric' }).format(date);
}

/** For the status bar: the time, with the day before it when that is not today. */
export function formatSince(timestamp: string, now: Date, locale: string): string {
  if (calendarDaysBetween(new Date(timestamp), now) <= 0) return formatClock(timestamp, locale);
  return formatMoment(timestamp, now, locale);
}

/** For what can lie ahead as well as behind: the time, with its day when that is not today. */
export function formatMoment(timestamp: string, now: Date, locale: string): string {
  if (calendarDaysBetween(new Date(timestamp), now) === 0) return formatClock(timestamp, locale);
  return format(locale, 'moment', { dateStyle: 'medium', timeStyle: 'short' }).format(new Date(timestamp));
}

/** A month with its year, as a heading: `November 2026`. */
export function formatMonth(timestamp: string, locale: string): string {
  return format(locale, 'month', { month: 'long', year: 'numeric' }).format(new Date(timestamp));
}

/** A day alone, with its year. */
export function formatDate(timestamp: string, locale: string): string {
  return format(locale, 'a date', { dateStyle: 'medium' }).format(new Date(timestamp));
}

/** `0:07`, `1:02:03`: a length of sound or film, in seconds. */
export function formatLength(seconds: number): string {
  const whole = Math.max(0, Math.floor(seconds));
  const [hours, minutes, rest] = [Math.floor(whole / 3600), Math.floor(whole / 60) % 60, whole % 60];
  const end = `${String(minutes).padStart(hours > 0 ? 2 : 1, '0')}:${String(rest).padStart(2, '0')}`;
  return hours > 0 ? `${hours}:${end}` : end;
}

/** A span of time in its largest unit that is a whole number of it: `7 days`, `90 seconds`. */
export function formatSpan(seconds: number, t: TFunction): string {
  if (seconds >= 86_400 && seconds % 86_400 === 0) return t('time.days', { count: seconds / 86_400 });
  if (seconds >= 3600 && seconds % 3600 === 0) return t('time.hours', { count: seconds / 3600 });
  if (seconds >= 60 && seconds % 60 === 0) return t('time.minutes', { count: seconds / 60 });
  return t('time.seconds', { count: seconds });
}
