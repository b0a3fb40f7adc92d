import type { EventDetails } from '../../contract/event-log.ts';
import type { StoredEvent } from '../../contract/events.ts';
import type { EventId, LawyerId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

/** A row of the log with what it tells beside its ids. */
export interface LoggedEvent extends StoredEvent {
  more: EventDetails | null;
}

export interface EventStore {
  append(
    event: Omit<StoredEvent, 'cursor' | 'created_at'> & { at: Millis; more?: EventDetails | null },
  ): Promise<StoredEvent>;
  /** A lawyer's next `limit` events behind that cursor, in the order in which they were committed. */
  after(lawyerId: LawyerId, cursor: number, limit: number): Promise<LoggedEvent[]>;
  /** A lawyer's `limit` events in front of that cursor, the newest first; without what they tell beside their ids. */
  newestBefore(lawyerId: LawyerId, cursor: number, limit: number): Promise<StoredEvent[]>;
  find(lawyerId: LawyerId, id: EventId): Promise<LoggedEvent | null>;
  /** When events in front of that cursor were committed, the newest first. */
  before(lawyerId: LawyerId, cursor: number, limit: number): Promise<{ cursor: number; created: Millis }[]>;
  /** The cursor of the lawyer's newest event; 0: there was none yet, or all are removed. */
  newest(lawyerId: LawyerId): Promise<number>;
  /** The cursor of the last of the lawyer's events that was removed; 0: all are there. */
  removedUpTo(lawyerId: LawyerId): Promise<number>;
  /**
   * Removes some of the lawyer's oldest events, if they are of before that time and no delivery of one is kept; answers
   * with how many they were, at most `limit`.
   */
  removeOldest(lawyerId: LawyerId, before: Millis, limit: number): Promise<number>;
}
