import { expect, test } from '@playwright/test';
import { median, percentile } from '../../bench/statistics.ts';

test('a percentile is one of the values: the smallest that has the share at or below it', () => {
  const values = Array.from({ length: 200 }, (_, n) => 200 - n);
  expect([0.5, 0.95, 0.99, 1].map((share) => percentile(values, share))).toEqual([100, 190, 198, 200]);
  expect(percentile([7], 0.99)).toBe(7);
});

test('the median is the middle, or what lies between the two in the middle', () => {
  expect(median([9, 1, 5])).toBe(5);
  expect(median([9, 1, 5, 6])).toBe(5.5);
});

test('nothing is measured by no values', () => {
  expect(() => percentile([], 0.5)).toThrow();
  expect(() => median([])).toThrow();
});
