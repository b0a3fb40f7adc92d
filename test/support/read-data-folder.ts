import { join } from 'node:path';
import { openKeyring } from '../../main/app/keyring.ts';
import type { Mode } from '../../main/contract/values.ts';
import { openSqlite } from '../../main/storage/open-sqlite.ts';

/** The test machine's data folders keep their key in a file: no keychain is asked. */
const noKeychain = {
  available: () => false,
  encrypt: () => Buffer.alloc(0),
  decrypt: () => '',
};

interface StoredMessage {
  direction: 'inbound' | 'outbound';
  phone: string;
  whatsapp_id: string;
  text: string;
  status: string;
}

/** What the database of a stopped app holds, read past all of our stores. */
export async function readDataFolder(
  dataDir: string,
  mode: Mode,
): Promise<{ messages: StoredMessage[]; eventIds: string[]; queuedEventIds: string[]; undeliveredWebhooks: number }> {
  const keyring = openKeyring({ dataDir, keychain: noKeychain });
  const sqlite = openSqlite(join(dataDir, `${mode}.db`), keyring.databaseKey(mode), { readonly: true });
  try {
    const messages = sqlite
      .prepare(
        `SELECT m.direction, c.phone_number AS phone, m.whatsapp_id, m.content AS text, m.status
         FROM messages m JOIN conversations c ON c.id = m.conversation_id
         -- What a merge has left behind, the conversation that is shown holds as well.
         WHERE c.merged_into IS NULL`,
      )
      .all() as StoredMessage[];
    const queue = sqlite.prepare('SELECT event_id, status FROM webhook_queue').all() as {
      event_id: string;
      status: string;
    }[];
    const events = sqlite.prepare('SELECT id FROM events ORDER BY cursor').all() as { id: string }[];
    return {
      messages,
      eventIds: events.map(({ id }) => id),
      queuedEventIds: queue.map(({ event_id }) => event_id),
      undeliveredWebhooks: queue.filter(({ status }) => status !== 'delivered').length,
    };
  } finally {
    sqlite.close();
  }
}
