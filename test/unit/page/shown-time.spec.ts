import { expect, test } from '@playwright/test';
import { readTimes } from '../../../preload/page/dom/shown-time.ts';

const NOW = new Date(2026, 10, 22, 12, 0).getTime();
const at = (year: number, month: number, day: number, hour: number, minute: number) =>
  new Date(year, month - 1, day, hour, minute).getTime() / 1000;

const WRITTEN: readonly [string, string, string, number][] = [
  ['German', 'de', '[14:05, 3.11.2026] Anna: ', at(2026, 11, 3, 14, 5)],
  ['German with a word for the clock', 'de', '[9:05 Uhr, 3.11.2026] Anna: ', at(2026, 11, 3, 9, 5)],
  ['British', 'en-GB', '[14:05, 03/11/2026] Anna: ', at(2026, 11, 3, 14, 5)],
  ['American', 'en-US', '[2:05 PM, 11/3/2026] Anna: ', at(2026, 11, 3, 14, 5)],
  ['American, just after midnight', 'en-US', '[12:05 AM, 11/3/2026] Anna: ', at(2026, 11, 3, 0, 5)],
  ['Spanish with twelve hours', 'es-MX', '[2:05 p. m., 3/11/2026] Anna: ', at(2026, 11, 3, 14, 5)],
  ['Portuguese', 'pt-BR', '[14:05, 03/11/2026] Anna: ', at(2026, 11, 3, 14, 5)],
  ['Swedish', 'sv', '[14:05, 2026-11-03] Anna: ', at(2026, 11, 3, 14, 5)],
  ['Hungarian', 'hu', '[14:05, 2026. 11. 03.] Anna: ', at(2026, 11, 3, 14, 5)],
  ['Arabic, with its own digits and marks', 'ar-EG', '[٢:٠٥ م، ٣\u200f/١١\u200f/٢٠٢٦] Anna: ', at(2026, 11, 3, 14, 5)],
  ['a year of two digits', 'de', '[14:05, 03.11.26] Anna: ', at(2026, 11, 3, 14, 5)],
];
for (const [name, language, prefix, expected] of WRITTEN) {
  test(`reads the time as it is written in ${name}`, () => {
    expect(readTimes([prefix], [language], NOW)).toEqual([expected]);
  });
}

test('tells day and month apart by what comes before and after, where the language does not', () => {
  // `en` is written in both orders: the 13th can be no month, so none of the others is.
  const british = ['[10:00, 05/11/2026] A: ', '[10:00, 13/11/2026] A: '];
  expect(readTimes(british, ['en'], NOW)).toEqual([at(2026, 11, 5, 10, 0), at(2026, 11, 13, 10, 0)]);
  // The 12th of November would be before the 11th of December: messages stand in their order.
  const rising = ['[10:00, 11/05/2026] A: ', '[10:00, 05/11/2026] A: '];
  expect(readTimes(rising, ['en-US'], NOW)).toEqual([at(2026, 5, 11, 10, 0), at(2026, 11, 5, 10, 0)]);
  // Nothing was written in December yet.
  expect(readTimes(['[10:00, 12/11/2026] A: '], ['en-US'], NOW)).toEqual([at(2026, 11, 12, 10, 0)]);
});

test('gives null for what is no time, and never throws', () => {
  const odd = ['', 'Anna: ', '[] ', '[x, y] A: ', '[14:05] A: ', '[99:99, 99/99/9999] A: ', '[14:05, 31/02/2026] A: '];
  for (const prefix of odd) expect(readTimes([prefix], ['de', 'no-such-language!'], NOW), prefix).toEqual([null]);
  expect(readTimes([], ['de'], NOW)).toEqual([]);
});
