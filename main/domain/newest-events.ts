import { type EventPattern, eventMatches, type StoredEvent } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import { nextTurn } from './in-slices.ts';
import type { Stores } from './stores.ts';

/** So many rows are looked at in one go, and for one answer: of rare types there may be none among them. */
const ROWS_AT_ONCE = 200;
const MOST_ROWS = 20_000;

export interface NewestEvents {
  events: StoredEvent[];
  /** Older ones lie in front of that cursor; null: there are none. */
  next: number | null;
}

/** A lawyer's events from the newest on, in front of `before` where one has read so far: those that match a pattern. */
export async function newestEvents(
  { events: log }: Stores,
  lawyerId: LawyerId,
  { before, patterns, limit }: { before: number | null; patterns: readonly EventPattern[]; limit: number },
): Promise<NewestEvents> {
  const events: StoredEvent[] = [];
  let from = before ?? Number.MAX_SAFE_INTEGER;
  for (let looked = 0; looked < MOST_ROWS; looked += ROWS_AT_ONCE) {
    if (looked > 0) await nextTurn();
    const rows = await log.newestBefore(lawyerId, from, ROWS_AT_ONCE);
    for (const row of rows) {
      from = row.cursor;
      if (patterns.length > 0 && !patterns.some((pattern) => eventMatches(pattern, row.type))) continue;
      events.push(row);
      if (events.length === limit) return { events, next: from };
    }
    if (rows.length < ROWS_AT_ONCE) return { events, next: null };
  }
  return { events, next: from };
}
