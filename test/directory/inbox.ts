import type { Answers } from './answers.ts';
import type { Database } from './database.ts';
import type { Messages } from './messages.ts';
import type { ReceivedEvent } from './received-event.ts';
import type { Settings } from './settings.ts';

/** By webhook an event is told at once; from the event log nothing is ever missing. */
export type Way = 'webhook' | 'log';

interface Dependencies {
  database: Database;
  settings: Settings;
  messages: Messages;
  answers: Answers;
  /** In ms since 1970. */
  now(): number;
}

/** Takes events. Each counts once, whichever way it comes and however often. */
export interface Inbox {
  has(id: string): boolean;
  /**
   * In one transaction: the events' ids, what they change here, and how far the log was read. `cursor` is given with what
   * came from the log alone: a webhook has none, and deliveries overtake one another.
   */
  take(events: readonly ReceivedEvent[], way: Way, cursor?: number): void;
}

export function createInbox({ database, settings, messages, answers, now }: Dependencies): Inbox {
  const find = database.prepare<[string], object>('SELECT 1 FROM events WHERE id = ?');
  const insert = database.prepare<[string, string, string, string | null]>(
    'INSERT INTO events (id, type, told, message_id) VALUES (?, ?, ?, ?) ON CONFLICT (id) DO NOTHING',
  );
  const came = {
    webhook: database.prepare<[number, string]>('UPDATE events SET webhook_at = coalesce(webhook_at, ?) WHERE id = ?'),
    log: database.prepare<[number, string]>('UPDATE events SET log_at = coalesce(log_at, ?) WHERE id = ?'),
  };

  /** A type that is not known here changes nothing; it is taken all the same, for Lexline would deliver it again. */
  function apply({ type, data: { message } }: ReceivedEvent): void {
    if (!message) return;
    messages.merge(message);
    if (type === 'message.received') answers.decide(message);
    if (message.client_reference !== null) answers.accepted(message.client_reference, message.id);
  }

  return {
    has: (id) => find.get(id) !== undefined,
    take: database.transaction((events: readonly ReceivedEvent[], way: Way, cursor?: number) => {
      for (const event of events) {
        const { id, type, timestamp, data } = event;
        const isNew = insert.run(id, type, timestamp, data.message_id ?? data.message?.id ?? null).changes === 1;
        came[way].run(now(), id);
        if (isNew) apply(event);
      }
      if (cursor !== undefined) settings.set({ cursor: String(cursor) });
    }),
  };
}
