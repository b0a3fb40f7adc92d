import { type RawBuilder, sql } from 'kysely';
import type { Millis } from '../domain/clock.ts';

/** Places that one millisecond has in `message_order`; what comes on top takes those behind it. */
const PLACES_PER_MS = 1024;

/**
 * The next free place for a message of that time. Places stay within what JavaScript counts exactly until the year 2223.
 * Migration 0007 has the same for a message whose time changes.
 */
export function nextPlace(time: Millis): RawBuilder<number> {
  const first = sql`(max(0, min(${time}, 8000000000000)) * 1024)`;
  const lastIn = (ms: number) => sql`(
    SELECT max(place) FROM message_order WHERE place >= ${first} AND place < ${first} + ${sql.lit(ms * PLACES_PER_MS)}
  )`;
  return sql<number>`CASE
    WHEN ${lastIn(1)} IS NULL THEN ${first}
    WHEN ${lastIn(1)} < ${first} + ${sql.lit(PLACES_PER_MS - 1)} THEN ${lastIn(1)} + 1
    ELSE ${lastIn(1000)} + 1
  END`;
}

/** All places of a span of time, `end` left out: where a millisecond is crowded, some of those behind it are among them. */
export function placesOf({ from, to }: { from?: Millis | undefined; to?: Millis | undefined }): {
  first: number;
  end: number;
} {
  return {
    first: from === undefined ? 0 : Math.max(0, from) * PLACES_PER_MS,
    end: to === undefined ? Number.MAX_SAFE_INTEGER : Math.min(Number.MAX_SAFE_INTEGER, (to + 1000) * PLACES_PER_MS),
  };
}
