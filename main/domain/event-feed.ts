import type { EventPattern } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import { type EventPart, readEvents } from './event-log.ts';
import type { Database } from './ports.ts';

export interface EventFeed {
  /** The next commit of an event of that lawyer. Called before looking, none is missed between. */
  next(lawyerId: LawyerId): NextCommit;
  /**
   * What is in the log behind `after`, part by part, and then what comes, until `signal` aborts. A part is read when it is
   * asked for: who is slow holds nothing but a cursor. A part without events tells how far all was looked at. Rejects
   * with AppError `events_expired`.
   */
  follow(lawyerId: LawyerId, from: Follow, signal: AbortSignal): AsyncGenerator<EventPart>;
}

export interface NextCommit {
  committed: Promise<void>;
  /** Nobody waits for it any more: it resolves. */
  forget(): void;
}

export interface Follow {
  after: number;
  patterns: readonly EventPattern[];
  /** The events of one part, at most. */
  limit: number;
}

/** The log as a stream, for whoever listens: by HTTP, by a broker. */
export function createEventFeed(database: Database): EventFeed & { stop(): void } {
  const waiting = new Map<LawyerId, Set<() => void>>();

  const stop = database.onCommitted((events) => {
    for (const lawyerId of new Set(events.map(({ lawyer_id }) => lawyer_id))) {
      const some = waiting.get(lawyerId);
      waiting.delete(lawyerId);
      for (const wake of some ?? []) wake();
    }
  });

  function next(lawyerId: LawyerId): NextCommit {
    const { promise, resolve } = Promise.withResolvers<void>();
    const others = waiting.get(lawyerId) ?? new Set();
    waiting.set(lawyerId, others.add(resolve));
    const forget = (): void => {
      others.delete(resolve);
      if (others.size === 0 && waiting.get(lawyerId) === others) waiting.delete(lawyerId);
      resolve();
    };
    return { committed: promise, forget };
  }

  return {
    next,
    async *follow(lawyerId, { after, ...wanted }, signal) {
      let cursor = after;
      let forget = (): void => {};
      const stopWaiting = (): void => forget();
      signal.addEventListener('abort', stopWaiting);
      try {
        while (!signal.aborted) {
          const waiter = next(lawyerId);
          forget = waiter.forget;
          const part = await database.read((stores) => readEvents(stores, lawyerId, { ...wanted, after: cursor }));
          const isNews = part.next !== cursor;
          cursor = part.next;
          if (isNews && !signal.aborted) yield part;
          if (!part.hasMore && !signal.aborted) await waiter.committed;
          forget();
        }
      } finally {
        forget();
        // The signal may live on: who follows again and again under one must leave nothing there.
        signal.removeEventListener('abort', stopWaiting);
      }
    },
    stop,
  };
}
