import { expect, test } from '@playwright/test';
import { timeLeft } from '../../../main/app/time-left.ts';
import { wordsIn } from '../../../main/app/words.ts';

test('what is left is as long for each step as the longest so far, less what this one has taken', () => {
  expect(timeLeft({ step: 3, steps: 4, longest: 8_000, at: 0, all: 10_000 })).toBe(16_000);
  expect(timeLeft({ step: 3, steps: 4, longest: 8_000, at: 4_000, all: 14_000 })).toBe(12_000);
  expect(timeLeft({ step: 4, steps: 4, longest: 8_000, at: 0, all: 20_000 })).toBe(8_000);
});

test('no time is told that is not known: in the first step, at once, and once a step takes longer than any before', () => {
  expect(timeLeft({ step: 1, steps: 4, longest: null, at: 60_000, all: 60_000 })).toBe(null);
  expect(timeLeft({ step: 0, steps: 0, longest: null, at: 5_000, all: 5_000 })).toBe(null);
  expect(timeLeft({ step: 3, steps: 4, longest: 500, at: 100, all: 900 })).toBe(null);
  expect(timeLeft({ step: 4, steps: 4, longest: 3_000, at: 3_000, all: 9_000 })).toBe(null);
});

test('a span is told in seconds, or in minutes when it is long, as the language says it', () => {
  expect(wordsIn('en', []).duration(1_000)).toBe('1 second');
  expect(wordsIn('en', []).duration(200)).toBe('1 second');
  expect(wordsIn('de', []).duration(41_200)).toBe('42 Sekunden');
  expect(wordsIn('es', []).duration(90_000)).toBe('2 minutos');
  expect(wordsIn('pt', []).duration(600_000)).toBe('10 minutos');
  expect(wordsIn('ar', []).duration(3_000)).toContain('ثوان');
});
