import type { TFunction } from 'i18next';
import type { SampleSpan } from '../../../main/contract/samples.ts';
import type { Stats, StatsBucket } from '../../../main/contract/stats.ts';
import type { ChartPlace } from '../../ui/chart-props.ts';

/** The labels of the parts that a period is divided into: days, weeks or months. */
export function bucketPlaces(
  buckets: Stats['buckets'],
  bucket: StatsBucket,
  locale: string,
  t: TFunction,
): ChartPlace[] {
  const day = new Intl.DateTimeFormat(locale, { day: 'numeric', month: 'short' });
  const wholeDay = new Intl.DateTimeFormat(locale, { dateStyle: 'full' });
  const month = new Intl.DateTimeFormat(locale, { month: 'short' });
  const wholeMonth = new Intl.DateTimeFormat(locale, { month: 'long', year: 'numeric' });
  return buckets.map(({ date: text }) => {
    // A calendar day, whatever the zone: at its noon it is that day everywhere.
    const date = new Date(`${text}T12:00:00`);
    if (bucket === 'month') return { short: month.format(date), long: wholeMonth.format(date) };
    const long = wholeDay.format(date);
    return { short: day.format(date), long: bucket === 'week' ? t('numbers.week_from', { date: long }) : long };
  });
}

/** The labels of moments: hours of a day, or days of a month. */
export function momentPlaces(times: readonly string[], span: SampleSpan, locale: string): ChartPlace[] {
  const short = new Intl.DateTimeFormat(
    locale,
    span === 'day' ? { timeStyle: 'short' } : { day: 'numeric', month: 'short' },
  );
  const long = new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeStyle: 'short' });
  return times.map((time) => ({ short: short.format(new Date(time)), long: long.format(new Date(time)) }));
}
