/** A guess from less than this share, or so short a time, would only jump about. */
const MIN_SHARE = 0.02;
const MIN_SPENT = 5_000;

/** From when something is known, and how much of it was done then: 0 at its own beginning. `at` in ms. */
export interface KnownFrom {
  share: number;
  at: number;
}

/**
 * How long something still takes if it goes on as it has gone so far, in whole seconds; null while there is no telling.
 * `share` is what is done, from 0 to 1.
 */
export function secondsLeft(from: KnownFrom, share: number, now: Date): number | null {
  const spent = now.getTime() - from.at;
  const done = share - from.share;
  if (done < MIN_SHARE || share >= 1 || spent < MIN_SPENT) return null;
  const seconds = ((spent / done) * (1 - share)) / 1000;
  // Rounded up to what a person would say.
  const step = seconds < 60 ? 10 : seconds < 3600 ? 60 : 900;
  return Math.ceil(seconds / step) * step;
}
