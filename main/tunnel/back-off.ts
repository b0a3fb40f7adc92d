import type { Millis } from '../domain/clock.ts';

const FIRST: Millis = 1_000;
const LONGEST: Millis = 5 * 60_000;

/** When it was up for so long, the next loss is a new story. */
export const STABLE_AFTER: Millis = 60_000;

/**
 * How long to wait before the next try, after so many in vain (1 or more): twice as long each time, up to five minutes,
 * and up to half of it less, so that many apps do not come back to a server all at once. `random` is from 0 to below 1.
 */
export function backOff(attempts: number, random: number): Millis {
  const longest = Math.min(LONGEST, FIRST * 2 ** Math.min(attempts - 1, 20));
  return Math.round(longest * (1 - random / 2));
}
