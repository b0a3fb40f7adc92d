import { expect, test } from '@playwright/test';
import { nextTraceparent, parseTraceparent } from '../../../main/domain/trace-context.ts';

const TRACE = '0af7651916cd43dd8448eb211c80319c';
const SPAN = 'b7ad6b7169203331';
const VALID = `00-${TRACE}-${SPAN}-01`;

test('a traceparent is taken in its form alone, and one of a later version as of the first', () => {
  expect(parseTraceparent(VALID)).toBe(VALID);
  expect(parseTraceparent(` ${VALID} `)).toBe(VALID);
  expect(parseTraceparent(`cc-${TRACE}-${SPAN}-01-what-the-future-will-be-like`)).toBe(VALID);
  for (const bad of [
    undefined,
    '',
    'x',
    VALID.toUpperCase(),
    VALID.slice(1),
    `${VALID}-more`,
    `ff-${TRACE}-${SPAN}-01`,
    `00-${'0'.repeat(32)}-${SPAN}-01`,
    `00-${TRACE}-${'0'.repeat(16)}-01`,
    `cc-${TRACE}-${SPAN}-01-${'x'.repeat(500)}`,
  ]) {
    expect(parseTraceparent(bad), bad).toBeNull();
  }
});

test('the next step of a trace has an id of its own', () => {
  const next = nextTraceparent(VALID);
  expect(parseTraceparent(next)).toBe(next);
  expect(next).not.toBe(VALID);
  expect([next.slice(0, 36), next.slice(52)]).toEqual([`00-${TRACE}-`, '-01']);
});
