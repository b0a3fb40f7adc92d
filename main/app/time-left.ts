import type { Millis } from '../domain/clock.ts';

/** Sooner than that nobody needs to know. */
const FIRST_TOLD: Millis = 1_000;

/**
 * How long a work of several steps still takes, as long as those that are done say so: as much for each step as they took
 * on average. Null: none is done, it has only begun, or this one takes longer than all of them would.
 * @param step the one that it is at, the first being 1
 * @param began when that step began, and `now`, both since the beginning of the work
 */
export function timeLeft(step: number, steps: number, began: Millis, now: Millis): Millis | null {
  const done = step - 1;
  if (done === 0 || now < FIRST_TOLD) return null;
  const left = (began / done) * (steps - done) - (now - began);
  return left > 0 ? left : null;
}
