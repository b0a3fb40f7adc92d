const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;

/** The pauses between one attempt and the next, in ms: ten attempts within about 75 hours. */
const PAUSES = [5 * SECOND, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];

/** Spread by up to a tenth, so that many desktops do not come back to a receiver in the same moment. */
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
  const pause = PAUSES[attempts - 1];
  if (pause === undefined) return null;
  const asked = retryAfter === null ? 0 : Math.min(retryAfter * SECOND, 24 * HOUR);
  return now + Math.round(Math.max(pause * (1 + JITTER * random()), asked));
}
