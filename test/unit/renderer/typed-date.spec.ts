import { expect, test } from '@playwright/test';
import {
  isNoDate,
  moveDate,
  partAt,
  patternOf,
  placeOf,
  readDate,
  weeksOf,
  writeDate,
} from '../../../renderer/ui/typed-date.ts';

const LOCALES = ['en', 'en-GB', 'en-XA', 'de', 'es', 'es-MX', 'pt', 'pt-BR', 'ar', 'ar-EG', 'ar-SA', 'fa'];
const MOMENTS = ['2026-11-29T21:50', '2024-02-29T00:05', '1999-03-04T12:00', '2026-01-31T11:59'];

/** Without the marks of Arabic's direction. */
const plain = (text: string) => text.replace(/[\u200e\u200f]/g, '').replace(/[\u00a0\u202f]/g, ' ');

for (const locale of LOCALES) {
  test(`in ${locale} what is written of a day or a time is read as the same`, () => {
    for (const moment of MOMENTS) {
      const [day = '', time = ''] = moment.split('T');
      expect(readDate(writeDate(moment, 'moment', locale), 'moment', locale)).toBe(moment);
      expect(readDate(writeDate(day, 'day', locale), 'day', locale)).toBe(day);
      expect(readDate(writeDate(time, 'time', locale), 'time', locale)).toBe(time);
      // As our addresses and the API have it.
      expect(readDate(day, 'day', locale)).toBe(day);
      expect(readDate(moment, 'moment', locale)).toBe(moment);
    }
  });
}

test('the parts stand in the order of the language, with its digits and signs', () => {
  const written = (locale: string) => plain(writeDate('2026-03-04', 'day', locale));
  expect(['en', 'en-GB', 'de', 'es', 'ar-EG'].map(written)).toEqual([
    '03/04/2026',
    '04/03/2026',
    '04.03.2026',
    '04/03/2026',
    '٠٤/٠٣/٢٠٢٦',
  ]);
  expect(readDate('3/4/2026', 'day', 'en')).toBe('2026-03-04');
  expect(readDate('3/4/2026', 'day', 'en-GB')).toBe('2026-04-03');
  expect(readDate('٤/٣/٢٠٢٦', 'day', 'ar')).toBe('2026-03-04');
  expect(readDate('۴.۳.۲۰۲۶', 'day', 'de')).toBe('2026-03-04');
  expect(patternOf('day', 'de', (part) => ({ day: 'TT', month: 'MM', year: 'JJJJ', hour: '', minute: '' })[part])).toBe(
    'TT.MM.JJJJ',
  );
});

test('a year of two digits is one of this century, once nobody goes on typing', () => {
  expect(readDate('4.3.26', 'day', 'de')).toBe('2026-03-04');
  expect(readDate('4.3.20', 'day', 'de', false)).toBeNull();
  expect(readDate('4.3.2026', 'day', 'de', false)).toBe('2026-03-04');
});

test('what is no day and no time is read as none', () => {
  for (const text of ['', 'tomorrow', '31.04.2026', '29.02.2026', '13/2026', '1.2.3.2026', '04.03.0026', '4.3.206'])
    expect([text, readDate(text, 'day', 'de')]).toEqual([text, null]);
  for (const text of ['', '24:00', '12:60', '9', '9:00:00'])
    expect([text, readDate(text, 'time', 'de')]).toEqual([text, null]);
  expect(['', '2026-99-99', '2026-11-29'].map(isNoDate)).toEqual([true, true, false]);
});

test('the halves of the day are said in the words of the language, as am and pm, or not at all', () => {
  const read = (text: string, locale = 'en') => readDate(text, 'time', locale);
  expect(['9:05 PM', '9:05pm', '9:05 p.m.', '21:05', '12:05 AM', '12:05 pm', '9:05'].map((text) => read(text))).toEqual(
    [...['21:05', '21:05', '21:05', '21:05', '00:05', '12:05', '09:05']],
  );
  expect(read('٩:٠٥ م', 'ar')).toBe('21:05');
  expect(read('9:05 ص', 'ar')).toBe('09:05');
});

test('a part is changed alone: the 31st is followed by the last day of a month, and midnight by midnight', () => {
  expect(moveDate('2026-01-31', 'day', 'month', 1)).toBe('2026-02-28');
  expect(moveDate('2024-02-29', 'day', 'year', 1)).toBe('2025-02-28');
  expect(moveDate('2026-12-31', 'day', 'day', 1)).toBe('2027-01-01');
  expect(moveDate('23:59', 'time', 'minute', 1)).toBe('00:00');
  expect(moveDate('2026-11-29T21:50', 'moment', 'dayPeriod', -1)).toBe('2026-11-29T09:50');
  expect(moveDate('9999-12-31', 'day', 'day', 1)).toBe('9999-12-31');
  const written = writeDate('2026-11-29', 'day', 'en');
  const month = partAt('2026-11-29', 'day', 'en', 1);
  expect([month.type, written.slice(month.start, month.end)]).toEqual(['month', '11']);
  expect(partAt('2026-11-29', 'day', 'en', written.length).type).toBe('year');
  expect(placeOf('2026-11-29', 'day', 'de', 'month')).toMatchObject({ start: 3, end: 5 });
});

test('a month begins with the day with which the language begins its weeks', () => {
  expect(weeksOf('2026-11-29', 'de').map(([first]) => first)).toEqual([
    ...['2026-10-26', '2026-11-02', '2026-11-09', '2026-11-16', '2026-11-23', '2026-11-30'],
  ]);
  expect(weeksOf('2026-11-29', 'en')[0]?.[0]).toBe('2026-11-01');
  expect(weeksOf('2026-11-29', 'ar-EG')[0]?.[0]).toBe('2026-10-31');
  expect(weeksOf('2026-02-10', 'en')).toHaveLength(4);
});
