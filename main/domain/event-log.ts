import type { Event } from '../contract/event-log.ts';
import { type EventPattern, eventMatches } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import { nextTurn } from './in-slices.ts';
import { payloadOf } from './record-event.ts';
import type { LoggedEvent } from './stores/event-store.ts';
import type { Stores } from './stores.ts';

/** So many rows are looked at in one go: few enough that nobody waits long for their turn. */
const ROWS_AT_ONCE = 200;

/** So many rows are looked at for one answer: of rare types there may be none among them. */
const MOST_ROWS = 20_000;

export interface EventPart {
  events: Event[];
  /** Where the next part begins: the cursor of the last row that was looked at, whether or not it was wanted. */
  next: number;
  /** There may be more at this moment. */
  hasMore: boolean;
}

/**
 * A lawyer's events behind a cursor, in the order in which they were committed: all of them for every pattern that
 * matches, and each once. Rejects with AppError `events_expired` when some that came behind the cursor are removed.
 */
export async function readEvents(
  stores: Stores,
  lawyerId: LawyerId,
  { after, patterns, limit }: { after: number; patterns: readonly EventPattern[]; limit: number },
): Promise<EventPart> {
  await assertKept(stores, lawyerId, after);
  const events: Event[] = [];
  let next = after;
  for (let looked = 0; looked < MOST_ROWS; looked += ROWS_AT_ONCE) {
    if (looked > 0) await nextTurn();
    const rows = await stores.events.after(lawyerId, next, ROWS_AT_ONCE);
    const wanted = rows.filter(({ type }) => isWanted(patterns, type)).slice(0, limit - events.length);
    events.push(...(await toEvents(stores, lawyerId, wanted)));
    const isFull = events.length >= limit;
    next = (isFull ? wanted : rows).at(-1)?.cursor ?? next;
    if (isFull) return { events, next, hasMore: true };
    if (rows.length < ROWS_AT_ONCE) return { events, next, hasMore: false };
  }
  return { events, next, hasMore: true };
}

/** None named: all of them. */
function isWanted(patterns: readonly EventPattern[], type: Event['type']): boolean {
  return patterns.length === 0 || patterns.some((pattern) => eventMatches(pattern, type));
}

/** From the start of what is kept, nothing is missing: who begins there knows of nothing before. */
async function assertKept({ events }: Stores, lawyerId: LawyerId, after: number): Promise<void> {
  if (after === 0) return;
  const removedUpTo = await events.removedUpTo(lawyerId);
  if (after >= removedUpTo) return;
  const message = `events up to ${removedUpTo} are not kept any more: begin there, and read what was missed from the chats`;
  throw new AppError('events_expired', [{ field: 'after', message }]);
}

/** Each with its message as it is now. */
export async function toEvents(stores: Stores, lawyerId: LawyerId, rows: readonly LoggedEvent[]): Promise<Event[]> {
  const ids = [...new Set(rows.flatMap(({ message_id }) => message_id ?? []))];
  const messages = ids.length === 0 ? new Map() : await stores.messages.findMany(lawyerId, ids);
  return rows.map((row) => ({
    cursor: row.cursor,
    id: row.id,
    ...payloadOf({
      type: row.type,
      lawyerId,
      at: Date.parse(row.created_at),
      ...(row.conversation_id && { conversationId: row.conversation_id }),
      ...(row.client_id && { clientId: row.client_id }),
      ...(row.message_id && { messageId: row.message_id, message: messages.get(row.message_id) }),
      ...(row.more && { more: row.more }),
    }),
  }));
}
