import type { Database as Sqlite } from 'better-sqlite3';
import type { ConversationId, EventId, LawyerId, MessageId, WebhookId } from '../../../main/contract/ids.ts';
import { queueMissed } from '../../../main/domain/catch-up-webhooks.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import type { QueuedEvent } from '../exactly-once.ts';
import { databaseIn } from './database-in.ts';
import { fillDatabase, type Size } from './large-database.ts';

/** An endpoint, and how many of the events wait for it: the first ones. */
export interface Wanted {
  url: string;
  count: number;
}

/** A webhook that is paused, with a queue that is full. */
export interface FullQueue {
  id: WebhookId;
  /** In the order of the log. */
  events: readonly QueuedEvent[];
}

export interface QueuesAbout {
  lawyerId: LawyerId;
  secret: string;
  size: Size;
}

/**
 * Fills the database of an app that has ended with messages, an event for each, and a queue for each endpoint, as if they
 * had come while the receiver was down. The first endpoint must want all of them: its payloads are made by the app's own
 * code, and copied for the others. Each webhook is paused at the end of the log: resumed, it is active at once, and
 * delivers what is queued.
 */
export async function fillQueues(
  dataDir: string,
  { lawyerId, secret, size }: QueuesAbout,
  endpoints: readonly Wanted[],
): Promise<FullQueue[]> {
  const { file, key, auditKey } = databaseIn(dataDir);
  const at = Date.now();
  const sqlite = openSqlite(file, key);
  fillDatabase(sqlite, lawyerId, size, at);
  const events = addEvents(sqlite, lawyerId, at);
  sqlite.close();

  const database = openDatabase(file, key, auditKey);
  const webhooks = endpoints.map(({ url, count }) => ({ id: newId('whk'), url, count }));
  await database.write(async (stores) => {
    for (const { id, url } of webhooks) {
      await stores.webhooks.insert({ id, lawyerId, url, secret, events: ['message.*'], at });
      await stores.webhooks.stop(id, 'paused', null, at);
    }
  });
  const [first, ...others] = webhooks;
  if (!first) throw new Error('no endpoint is to have a queue');
  await database.write((stores) => stores.webhooks.catchUp(first.id, { after: 0 }, false, at));
  while (await database.write((stores) => queueMissed(stores, first.id, at)));
  await database.close();

  const again = openSqlite(file, key);
  copyQueue(again, first.id, others);
  again.prepare("UPDATE webhooks SET state = 'paused', feed_cursor = (SELECT max(cursor) FROM events)").run();
  again.close();
  return webhooks.map(({ id, count }) => ({ id, events: events.slice(0, count) }));
}

function addEvents(sqlite: Sqlite, lawyerId: LawyerId, until: number): QueuedEvent[] {
  const messages = sqlite
    .prepare<[LawyerId], { id: MessageId; conversation: ConversationId; direction: string }>(
      'SELECT id, conversation_id AS conversation, direction FROM messages WHERE lawyer_id = ? ORDER BY id',
    )
    .all(lawyerId);
  const add = sqlite.prepare(
    'INSERT INTO events (id, lawyer_id, type, conversation_id, message_id, created) VALUES (?, ?, ?, ?, ?, ?)',
  );
  return sqlite.transaction(() =>
    messages.map(({ id: message, conversation, direction }, n) => {
      const at = until - messages.length + n;
      const id: EventId = newId('evt', at);
      add.run(id, lawyerId, direction === 'inbound' ? 'message.received' : 'message.sent', conversation, message, at);
      return { id, conversation };
    }),
  )();
}

function copyQueue(sqlite: Sqlite, from: WebhookId, to: readonly { id: WebhookId; count: number }[]): void {
  // What is first of its conversation among all is so among the first of them.
  const copy = sqlite.prepare(
    `INSERT INTO webhook_queue
       (webhook_id, lawyer_id, event_id, cursor, conversation_id, status, created, next_attempt, is_next)
     SELECT ?, lawyer_id, event_id, cursor, conversation_id, status, created, next_attempt, is_next
     FROM webhook_queue WHERE webhook_id = ? ORDER BY cursor LIMIT ?`,
  );
  const copyPayloads = sqlite.prepare(
    `INSERT INTO webhook_payloads (queue_id, payload)
     SELECT copied.id, p.payload FROM webhook_queue copied
     JOIN webhook_queue of ON of.webhook_id = ? AND of.event_id = copied.event_id
     JOIN webhook_payloads p ON p.queue_id = of.id
     WHERE copied.webhook_id = ? ORDER BY copied.id`,
  );
  sqlite.transaction(() => {
    for (const { id, count } of to) {
      copy.run(id, from, count);
      copyPayloads.run(from, id);
    }
  })();
}
