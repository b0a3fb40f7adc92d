import { expect, test } from '@playwright/test';
import { secondsLeft } from '../../../renderer/ui/seconds-left.ts';

const AT = Date.UTC(2026, 10, 29, 10);
const START = { share: 0, at: AT };
const after = (seconds: number) => new Date(AT + seconds * 1000);

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

test('of what had come some way before anybody looked, only what was done since counts', () => {
  const half = { share: 0.5, at: AT };
  expect(secondsLeft(half, 0.75, after(30))).toBe(30);
  expect(secondsLeft(half, 0.51, after(30))).toBeNull();
});
