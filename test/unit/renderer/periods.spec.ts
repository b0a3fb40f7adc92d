import { expect, test } from '@playwright/test';
import { type PeriodName, periodOf, toDay } from '../../../renderer/features/numbers/period.ts';

/** A Thursday, by the clock of this machine. */
const NOW = new Date(2026, 10, 26, 15, 30);
const NO_DAYS = { from: '', until: '' };
const local = (date: Date | undefined) =>
  date && `${toDay(date)} ${String(date.getHours()).padStart(2, '0')}:${String(date.getMinutes()).padStart(2, '0')}`;

function told(name: PeriodName, days = NO_DAYS) {
  const period = periodOf(name, NOW, days);
  const { from, until } = period?.before ?? {};
  return period && [period.bucket, local(period.from), local(period.until), local(from), local(until)];
}

test('a period holds today and ends now; the one before it is as long, up to the same time of the day', () => {
  expect(told('7d')).toEqual(['day', '2026-11-20 00:00', '2026-11-26 15:30', '2026-11-13 00:00', '2026-11-19 15:30']);
  expect(told('30d')).toEqual(['day', '2026-10-28 00:00', '2026-11-26 15:30', '2026-09-28 00:00', '2026-10-27 15:30']);
});

test('weeks begin on Monday and months on their first day', () => {
  expect(told('12w')).toEqual(['week', '2026-09-07 00:00', '2026-11-26 15:30', '2026-06-15 00:00', '2026-09-03 15:30']);
  expect(told('12m')).toEqual([
    'month',
    ...['2025-12-01 00:00', '2026-11-26 15:30', '2024-12-01 00:00', '2025-11-26 15:30'],
  ]);
});

test('other days are whole ones, by days, weeks or months as long as they are, and none where they are wrong', () => {
  expect(told('custom', { from: '2026-11-03', until: '2026-11-04' })).toEqual([
    'day',
    ...['2026-11-03 00:00', '2026-11-05 00:00', '2026-11-01 00:00', '2026-11-03 00:00'],
  ]);
  expect(told('custom', { from: '2026-06-01', until: '2026-11-04' })?.[0]).toBe('week');
  expect(told('custom', { from: '2026-01-01', until: '2026-11-04' })?.[0]).toBe('month');
  for (const days of [
    { from: '2026-11-04', until: '2026-11-03' },
    { from: '', until: '2026-11-03' },
    { from: 'yesterday', until: '2026-11-03' },
  ]) {
    expect(told('custom', days)).toBeNull();
  }
});
