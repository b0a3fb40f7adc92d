import type { Insertable, Kysely } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { EventStore } from '../domain/stores/webhook-stores.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

type NewEvent = Required<Omit<Insertable<Schema['events']>, 'cursor'>>;

export function createEventStore(db: Kysely<Schema>, appended: (event: StoredEvent) => void): EventStore {
  const insert = prepare(db, (blank: Blank<NewEvent>) =>
    db.insertInto('events').values({
      id: blank('id'),
      lawyer_id: blank('lawyer_id'),
      type: blank('type'),
      conversation_id: blank('conversation_id'),
      message_id: blank('message_id'),
      client_id: blank('client_id'),
      created: blank('created'),
    }),
  );

  return {
    async append({ at, ...event }) {
      const { insertId } = await insert({ ...event, created: at });
      const stored: StoredEvent = { ...event, cursor: Number(insertId), created_at: new Date(at).toISOString() };
      appended(stored);
      return stored;
    },
  };
}
