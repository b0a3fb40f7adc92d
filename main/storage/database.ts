import { Kysely } from 'kysely';
import type { StoredEvent } from '../contract/events.ts';
import type { Database } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { createAlertStore } from './alert-store.ts';
import { createApiKeyStore } from './api-key-store.ts';
import { createAttachmentStore } from './attachment-store.ts';
import { createClientStore } from './client-store.ts';
import { createGroupedWriter } from './commit-in-groups.ts';
import { createConversationStore } from './conversation-store.ts';
import { createEventStore } from './event-store.ts';
import { createHistoryStore } from './history-store.ts';
import { createIdempotencyStore } from './idempotency-store.ts';
import { createLawyerSettingsStore } from './lawyer-settings-store.ts';
import { createLawyerStore } from './lawyer-store.ts';
import { createMessageStore } from './message-store.ts';
import { migrate } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';
import { createOutboxStore } from './outbox-store.ts';
import type { Schema } from './schema.ts';
import { createSqliteDialect } from './sqlite-dialect.ts';
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
    attachments: createAttachmentStore(db),
    histories: createHistoryStore(db),
    alerts: createAlertStore(db),
    lawyerSettings: createLawyerSettingsStore(db),
    idempotency: createIdempotencyStore(db),
  };
}

/**
 * Opens (or makes) the database file and brings it to the newest schema. Writes go through one connection, one after
 * another, and share commits; reads have a connection of their own, so that they never wait for a transaction.
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
  const writer = new Kysely<Schema>({ dialect: createSqliteDialect(writing, { transactionOnly: true }) });
  const reader = new Kysely<Schema>({ dialect: createSqliteDialect(reading, { transactionOnly: false }) });
  const groups = createGroupedWriter(writing);
  /** What the writer whose turn it is has appended. */
  let appended: StoredEvent[] = [];
  const writeStores = storesOn(writer, (event) => appended.push(event));
  const readStores = storesOn(reader, () => {});
  const listeners = new Set<(events: readonly StoredEvent[]) => void>();

  function tell(events: readonly StoredEvent[]): void {
    if (events.length === 0) return;
    for (const listener of listeners) {
      try {
        listener(events);
      } catch (error) {
        // It is on disk: whoever wrote it must not hear that it failed.
        queueMicrotask(() => {
          throw error;
        });
      }
    }
  }

  return {
    write(work) {
      const events: StoredEvent[] = [];
      const perform = () => {
        appended = events;
        return work(writeStores);
      };
      return groups.write(perform, () => tell(events));
    },
    read: (work) => work(readStores),
    onCommitted(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    async close() {
      await groups.drain();
      // The last to close empties the write-ahead log into the file, which a read-only connection could not.
      reading.close();
      writing.close();
    },
  };
}
