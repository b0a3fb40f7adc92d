import type { Millis } from '../domain/clock.ts';

/** Sooner than that nobody needs to know. */
const FIRST_TOLD: Millis = 1_000;

/** How far a work of several steps is. */
export interface Progress {
  /** The one that it is at, the first being 1; 0: not begun. */
  step: number;
  steps: number;
  /** How long the longest of those took that are done; null: none is. */
  longest: Millis | null;
  /** For how long it has been at this one. */
  at: Millis;
  /** For how long it has been at all of them. */
  all: Millis;
}

/**
 * How long a work of several steps still takes, if no step takes longer than the longest so far: rather too long than too
 * short. Null: nothing tells it, for none is done, it has only begun, or this step already takes longer.
 */
export function timeLeft({ step, steps, longest, at, all }: Progress): Millis | null {
  if (longest === null || all < FIRST_TOLD || at >= longest) return null;
  return longest * (steps - step + 1) - at;
}
