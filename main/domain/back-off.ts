import type { Millis } from './clock.ts';

/**
 * How long to wait before the next try, after so many in vain (1 or more): twice as long each time, up to `longest`, and up
 * to half of it less, so that many do not come back to a server all at once. `random` is from 0 to below 1.
 */
export function backOff(
  attempts: number,
  random: number,
  { first, longest }: { first: Millis; longest: Millis },
): Millis {
  return Math.round(Math.min(longest, first * 2 ** Math.min(attempts - 1, 20)) * (1 - random / 2));
}
