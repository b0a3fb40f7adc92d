import { expect, test } from '@playwright/test';
import { secondsLeft } from '../../../renderer/ui/time-left.ts';

const START = '2026-11-29T10:00:00.000Z';
const after = (seconds: number) => new Date(Date.parse(START) + seconds * 1000);

test('what is left is guessed from what it has taken so far, rounded up to what a person would say', () => {
  expect(secondsLeft(START, 0.5, after(33))).toBe(40);
  expect(secondsLeft(START, 0.25, after(60))).toBe(180);
  expect(secondsLeft(START, 0.1, after(1000))).toBe(9000);
});

test('at the very beginning, and at the end, there is nothing to be guessed', () => {
  expect(secondsLeft(START, 0.5, after(2))).toBeNull();
  expect(secondsLeft(START, 0.01, after(60))).toBeNull();
  expect(secondsLeft(START, 1, after(60))).toBeNull();
});
