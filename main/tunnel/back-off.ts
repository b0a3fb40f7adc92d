import type { Millis } from '../domain/clock.ts';

/** Between one try and the next. */
export const PAUSES: { first: Millis; longest: Millis } = { first: 1_000, longest: 5 * 60_000 };

/** When it was up for so long, the next loss is a new story. */
export const STABLE_AFTER: Millis = 60_000;
