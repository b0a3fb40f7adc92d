import { expect, test } from '@playwright/test';
import { timeLeft } from '../../../main/app/time-left.ts';
import { wordsIn } from '../../../main/app/words.ts';

test('what is left is as long for each step as those before took on average, less what this one has taken', () => {
  expect(timeLeft(3, 4, 10_000, 10_000)).toBe(10_000);
  expect(timeLeft(3, 4, 10_000, 14_000)).toBe(6_000);
  expect(timeLeft(2, 21, 2_000, 2_000)).toBe(40_000);
});

test('no time is told that is not known: in the first step, at once, and once a step takes longer than all were to', () => {
  expect(timeLeft(1, 4, 0, 60_000)).toBe(null);
  expect(timeLeft(0, 0, 0, 5_000)).toBe(null);
  expect(timeLeft(3, 4, 300, 900)).toBe(null);
  expect(timeLeft(4, 4, 3_000, 4_000)).toBe(null);
});

test('a span is told in seconds, or in minutes when it is long, as the language says it', () => {
  expect(wordsIn('en', []).duration(1_000)).toBe('1 second');
  expect(wordsIn('en', []).duration(200)).toBe('1 second');
  expect(wordsIn('de', []).duration(41_200)).toBe('42 Sekunden');
  expect(wordsIn('es', []).duration(90_000)).toBe('2 minutos');
  expect(wordsIn('pt', []).duration(600_000)).toBe('10 minutos');
  expect(wordsIn('ar', []).duration(3_000)).toContain('ثوان');
});
