import { Kysely, SqliteDialect } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { Database } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { createApiKeyStore } from './api-key-store.ts';
import { createChatMarkStore } from './chat-mark-store.ts';
import { createClientStore } from './client-store.ts';
import { createConversationStore } from './conversation-store.ts';
import { createEventStore } from './event-store.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { createLawyerStore } from './lawyer-store.ts';
import { createMessageStore } from './message-store.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { createOutboxStore } from './outbox-store.ts';
import type { Schema } from './schema.ts';
import { createWebhookQueueStore } from './webhook-queue-store.ts';
import { createWebhookStore } from './webhook-store.ts';

function storesOn(db: Kysely<Schema>, appended: (event: StoredEvent) => void): Stores {
  return {
    lawyers: createLawyerStore(db),
    apiKeys: createApiKeyStore(db),
    clients: createClientStore(db),
    conversations: createConversationStore(db),
    messages: createMessageStore(db),
    events: createEventStore(db, appended),
    webhooks: createWebhookStore(db),
    webhookQueue: createWebhookQueueStore(db),
    outbox: createOutboxStore(db),
    chatMarks: createChatMarkStore(db),
    idempotency: createIdempotencyStore(db),
  };
}

/**
 * Opens (or makes) the database file and brings it to the newest schema. Writes go through one connection, one
 * transaction after another; reads have a connection of their own, so that they never wait for a transaction.
 */
export function openDatabase(file: string, key: Buffer): Database & { close(): Promise<void> } {
  const writing = openSqlite(file, key);
  try {
    migrate(writing);
  } catch (error) {
    writing.close();
    throw error;
  }
  const reading = openSqlite(file, key, { readonly: true });
  const writer = new Kysely<Schema>({ dialect: new SqliteDialect({ database: writing }) });
  const reader = new Kysely<Schema>({ dialect: new SqliteDialect({ database: reading }) });
  const readStores = storesOn(reader, () => {});
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();

  return {
    async write(work) {
      const appended: StoredEvent[] = [];
      const result = await writer.transaction().execute((trx) => work(storesOn(trx, (event) => appended.push(event))));
      if (appended.length > 0) for (const listener of listeners) listener(appended);
      return result;
    },
    read: (work) => work(readStores),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      // The last to close empties the write-ahead log into the file, which a read-only connection could not.
      await reader.destroy();
      await writer.destroy();
    },
  };
}
