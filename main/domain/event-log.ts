import type { Message } from '../contract/entities.ts';
import type { Event } from '../contract/event-log.ts';
import { type EventPattern, eventMatches } from '../contract/events.ts';
import type { EventId, LawyerId, MessageId } from '../contract/ids.ts';
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
  /** There is more at this moment, or rows that were not looked at yet. */
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
  const events: Event[] = [];
  let next = after;
  for (let looked = 0; looked < MOST_ROWS; looked += ROWS_AT_ONCE) {
    if (looked > 0) await nextTurn();
    const rows = await stores.events.after(lawyerId, next, ROWS_AT_ONCE);
    // Behind the reading, and for each: what is removed between the two would be missing without a word.
    await assertKept(stores, lawyerId, next);
    const wanted = rows.filter(({ type }) => isWanted(patterns, type)).slice(0, limit - events.length);
    events.push(...(await toEvents(stores, lawyerId, wanted)));
    const isFull = events.length >= limit;
    const last = rows.at(-1)?.cursor ?? next;
    next = isFull ? (wanted.at(-1)?.cursor ?? next) : last;
    const isEnd = rows.length < ROWS_AT_ONCE && next === last;
    if (isFull || isEnd) return { events, next, hasMore: !isEnd };
  }
  return { events, next, hasMore: true };
}

/**
 * Where whoever asks for what comes behind `after` begins; `now`: with what is not there yet. Rejects with AppError
 * `events_expired`, and `invalid_cursor` for one that was never given: after an older copy of the database was put in its
 * place, all that is new would be taken for known.
 */
export async function beginBehind(stores: Stores, lawyerId: LawyerId, after: number | 'now'): Promise<number> {
  const { events } = stores;
  const newest = Math.max(await events.newest(lawyerId), await events.removedUpTo(lawyerId));
  if (after === 'now') return newest;
  if (after > newest) {
    throw new AppError('invalid_cursor', [{ field: 'after', message: 'was never given: read from the start' }]);
  }
  await assertKept(stores, lawyerId, after);
  return after;
}

/** One event, as all are told. Throws AppError `event_not_found`. */
export async function findEvent(stores: Stores, lawyerId: LawyerId, id: EventId): Promise<Event> {
  const row = await stores.events.find(lawyerId, id);
  const [event] = row ? await toEvents(stores, lawyerId, [row]) : [];
  if (!event) throw new AppError('event_not_found');
  return event;
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
  const messages: ReadonlyMap<MessageId, Message> =
    ids.length === 0 ? new Map() : await stores.messages.findMany(lawyerId, ids);
  return rows.map((row) => {
    const message = row.message_id ? messages.get(row.message_id) : undefined;
    const told = payloadOf({
      type: row.type,
      lawyerId,
      at: Date.parse(row.created_at),
      ...(row.conversation_id && { conversationId: row.conversation_id }),
      ...(row.client_id && { clientId: row.client_id }),
      ...(row.message_id && { messageId: row.message_id }),
      ...(message && { message }),
      ...(row.more && { more: row.more }),
    });
    return { cursor: row.cursor, id: row.id, ...told };
  });
}
