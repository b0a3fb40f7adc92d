import { expect, test } from '@playwright/test';
import { labelledOf, linePath, lonePoints, scaleOf, ticksFor } from '../../../renderer/ui/chart-scale.ts';
import { durationUnit, formatDuration } from '../../../renderer/ui/format-duration.ts';

test('an axis begins at nothing, has round steps, and reaches the greatest value', () => {
  expect(ticksFor(0.93)).toEqual([0, 0.25, 0.5, 0.75, 1]);
  expect(ticksFor(97)).toEqual([0, 25, 50, 75, 100]);
  expect(ticksFor(100)).toEqual([0, 25, 50, 75, 100]);
  expect(ticksFor(101)).toEqual([0, 50, 100, 150]);
  expect(ticksFor(812_000_000).at(-1)).toBe(1_000_000_000);
  for (const greatest of [0.0003, 0.7, 1, 3.3, 19, 4711, 8e9]) {
    const ticks = ticksFor(greatest);
    expect(ticks[0]).toBe(0);
    expect(ticks.at(-1)).toBeGreaterThanOrEqual(greatest);
    expect(ticks.length, `${greatest}`).toBeLessThanOrEqual(6);
    expect(ticks.join(' ')).not.toMatch(/\d{9}\.|\.\d{9}/);
  }
});

test('counts have nothing between two whole numbers, and where nothing is there is still an axis', () => {
  expect(ticksFor(1, { isWhole: true })).toEqual([0, 1]);
  expect(ticksFor(3, { isWhole: true })).toEqual([0, 1, 2, 3]);
  expect(ticksFor(9, { isWhole: true })).toEqual([0, 5, 10]);
  expect(ticksFor(0)).toEqual([0, 1]);
  expect(ticksFor(0, { isWhole: true })).toEqual([0, 1]);
  expect(ticksFor(Number.NaN)).toEqual([0, 1]);
});

test('labels are evenly apart, never more than there is room for, and the last place has one', () => {
  expect(labelledOf(7, 7)).toEqual([0, 1, 2, 3, 4, 5, 6]);
  expect(labelledOf(30, 10)).toEqual([2, 5, 8, 11, 14, 17, 20, 23, 26, 29]);
  expect(labelledOf(30, 0)).toEqual([29]);
  expect(labelledOf(0, 5)).toEqual([]);
});

const BOX = { width: 200, height: 100, margin: { start: 50, end: 10, top: 10, bottom: 20 } };

test('places go from the side where one begins to read to the other, and are found again from there', () => {
  const ltr = scaleOf({ ...BOX, isRtl: false }, 7, 10);
  const rtl = scaleOf({ ...BOX, isRtl: true }, 7, 10);
  expect([ltr.band, ltr.x(0), ltr.x(6)]).toEqual([20, 60, 180]);
  expect([rtl.band, rtl.x(0), rtl.x(6)]).toEqual([20, 140, 20]);
  for (const scale of [ltr, rtl]) {
    for (let index = 0; index < 7; index += 1) expect(scale.indexAt(scale.x(index))).toBe(index);
  }
  expect([ltr.indexAt(-5), ltr.indexAt(500), rtl.indexAt(500), rtl.indexAt(-5)]).toEqual([0, 6, 0, 6]);
  expect([ltr.y(0), ltr.y(5), ltr.y(10)]).toEqual([80, 45, 10]);
});

test('a line is broken where there is no value, and a value alone is a point', () => {
  const scale = scaleOf({ ...BOX, isRtl: false }, 7, 10);
  const values = [0, 10, null, 5, null, null, 10];
  expect(linePath(values, scale)).toBe('M60.0 80.0L80.0 10.0M120.0 45.0M180.0 10.0');
  expect(lonePoints(values)).toEqual([3, 6]);
  expect([linePath([null, null], scale), lonePoints([null])]).toEqual(['', []]);
});

test('a length of time is told in its largest unit', () => {
  const told = [0, 41, 60, 750, 3600, 19_440, 172_800].map((seconds) => formatDuration(seconds, 'en'));
  expect(told).toEqual(['0 sec', '41 sec', '1 min', '13 min', '1 hr', '5.4 hr', '2 days']);
  expect(formatDuration(5400, 'de')).toBe('1,5 Std.');
  expect([30, 90, 5400, 100_000, 200_000].map(durationUnit)).toEqual([1, 60, 3600, 3600, 86_400]);
});
