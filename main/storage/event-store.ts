import type { Kysely } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { EventStore } from '../domain/stores.ts';
import type { Schema } from './schema.ts';

export function createEventStore(db: Kysely<Schema>, appended: (event: StoredEvent) => void): EventStore {
  return {
    async append({ at, ...event }) {
      const { cursor } = await db
        .insertInto('events')
        .values({ ...event, created: at })
        .returning('cursor')
        .executeTakeFirstOrThrow();
      const stored: StoredEvent = { ...event, cursor, created_at: new Date(at).toISOString() };
      appended(stored);
      return stored;
    },
  };
}
