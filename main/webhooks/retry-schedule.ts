import { DELIVERY_PAUSES } from '../contract/limits.ts';

const SECOND = 1000;
const DAY = 24 * 60 * 60 * SECOND;

/** By so much at most a pause is longer than it is said to be. */
const JITTER = 0.1;

/**
 * When to try again after the given number of failed attempts; null when the schedule is exhausted. A receiver's
 * `Retry-After` (in seconds) can only make it later, by a day at most.
 */
export function nextAttempt(
  attempts: number,
  now: number,
  retryAfter: number | null,
  random: () => number = Math.random,
): number | null {
  const seconds = DELIVERY_PAUSES[attempts - 1];
  if (seconds === undefined) return null;
  const asked = retryAfter === null ? 0 : Math.min(retryAfter * SECOND, DAY);
  return now + Math.round(Math.max(seconds * SECOND * (1 + JITTER * random()), asked));
}
