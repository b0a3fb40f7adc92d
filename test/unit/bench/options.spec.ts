import { expect, test } from '@playwright/test';
import { OptionsError, parseOptions } from '../../bench/options.ts';

const NAMES = ['start', 'burst'];

test('without options everything is measured, and no JSON is written', () => {
  expect(parseOptions([], NAMES)).toEqual({ only: [], quick: false, window: false, json: null });
});

test('figures can be chosen, and the JSON can go to stdout', () => {
  expect(parseOptions(['--only', 'burst,start', '--quick', '--json', '-'], NAMES)).toEqual({
    only: ['burst', 'start'],
    quick: true,
    window: false,
    json: '-',
  });
});

test('what cannot be followed is refused with what there is', () => {
  expect(() => parseOptions(['--only', 'speed'], NAMES)).toThrow('They are: start, burst.');
  for (const args of [['--fast'], ['burst'], ['--json', '']]) {
    expect(() => parseOptions(args, NAMES)).toThrow(OptionsError);
  }
});
