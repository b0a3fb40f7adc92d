import { expect, test } from '@playwright/test';
import { ConversationId, LawyerId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('what an older database holds is in the galleries of its chats', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0020-gallery');
  const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
  const chat = ConversationId.parse('con_01k0000000000000000000000a');
  const message = (n: number, kind: string, content: string) => `
    INSERT INTO messages (id, lawyer_id, conversation_id, role, content, message_index, sending_date, stored_date, meta_text,
        kind, direction, status, whatsapp_id)
      VALUES ('msg_01k000000000000000000000${n}a', '${lawyer}', '${chat}', 'client', '${content}', ${n}, ${n}, 1, 'm${n}',
        '${kind}', 'inbound', 'received', 'W${n}');`;
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO conversations (id, lawyer_id, title, size, unread, last_activity, created, updated)
      VALUES ('${chat}', '${lawyer}', 'A', 3, 0, 1, 1, 1);
    ${message(10, 'image', 'a photo')} ${message(11, 'text', 'plain')} ${message(12, 'text', 'HTTPS://a.example')}`);
  sqlite.close();
  const database = openDatabase(file, store.key, store.key);
  await database.read(async ({ messages }) => {
    const page = { limit: 5 };
    expect((await messages.listFiles(lawyer, chat, ['image'], page)).rows.map(({ text }) => text)).toEqual(['a photo']);
    expect((await messages.listWithLinks(lawyer, chat, page)).rows.map(({ text }) => text)).toEqual([
      'HTTPS://a.example',
    ]);
  });
  await database.close();
});
