import type { LawyerId } from '../../contract/ids.ts';
import { EventCursor } from '../../contract/routes/events.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock, Millis } from '../../domain/clock.ts';
import type { EventFeed, Follow } from '../../domain/event-feed.ts';
import { beginBehind, type EventPart, findEvent, readEvents } from '../../domain/event-log.ts';
import type { Database } from '../../domain/ports.ts';
import type { EventStream } from '../event-stream.ts';
import type { Handlers, StreamCall } from '../handler.ts';

/** The events of one part of a stream: what a reader who does not read holds in our memory. */
const PART = 100;

interface Dependencies {
  database: Database;
  clock: Clock;
  feed: Pick<EventFeed, 'follow'>;
}

export function eventRoutes({
  database,
  clock,
  feed,
}: Dependencies): Pick<Handlers, 'listEvents' | 'streamEvents' | 'openEventSocket' | 'getEvent'> {
  async function begin({
    lawyerId,
    query: { after = 0, types = [] },
    lastEventId,
    stores,
  }: StreamCall<'streamEvents' | 'openEventSocket'>): Promise<EventStream> {
    const from = lastEventId === undefined ? after : cursorOf(lastEventId);
    const cursor = await beginBehind(stores, lawyerId, from);
    const follow: Follow = { after: cursor, patterns: types, limit: PART };
    return { after: cursor, follow: (signal) => feed.follow(lawyerId, follow, signal) };
  }

  /** The first part that holds something, or after that time an empty one. */
  async function firstPart(lawyerId: LawyerId, from: Follow, time: Millis, left: AbortSignal): Promise<EventPart> {
    const over = new AbortController();
    const end = (): void => over.abort();
    const cancel = clock.after(time, end);
    left.addEventListener('abort', end);
    if (left.aborted) end();
    let next = from.after;
    try {
      for await (const part of feed.follow(lawyerId, from, over.signal)) {
        if (part.events.length > 0) return part;
        next = part.next;
      }
      return { events: [], next, hasMore: false };
    } finally {
      cancel();
    }
  }

  return {
    async listEvents({ lawyerId, query: { after = 0, types: patterns = [], limit, wait }, waiting }) {
      const first = await database.read(async (stores) => {
        const cursor = await beginBehind(stores, lawyerId, after);
        return readEvents(stores, lawyerId, { after: cursor, patterns, limit });
      });
      const isOver = first.events.length > 0 || first.hasMore || wait === 0;
      const { events, next, hasMore } = isOver
        ? first
        : await waiting((left) => firstPart(lawyerId, { after: first.next, patterns, limit }, wait * 1000, left));
      return { data: events, next, has_more: hasMore };
    },
    streamEvents: begin,
    openEventSocket: begin,
    getEvent: ({ lawyerId, params, stores }) => findEvent(stores, lawyerId, params.id),
  };
}

/** Throws AppError `invalid_cursor`. */
function cursorOf(lastEventId: string): number {
  const { data } = EventCursor.safeParse(lastEventId);
  if (data !== undefined) return data;
  throw new AppError('invalid_cursor', [{ field: 'Last-Event-ID', message: 'must be a cursor of the event log' }]);
}
