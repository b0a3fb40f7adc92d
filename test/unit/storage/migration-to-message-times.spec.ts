import { expect, test } from '@playwright/test';
import { LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
const chat = 'con_01k0000000000000000000000a';
const messageOf = (n: number) => MessageId.parse(`msg_01k00000000000000000000${n}a`);
const at = (time: number) => new Date(time).toISOString();

test('a message has the times that an older database’s log still tells, and nothing else of it is changed', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0022-message-times');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO conversations (id, lawyer_id, title, size, unread, last_activity, created, updated)
      VALUES ('${chat}', '${lawyer}', 'A', 3, 0, 1, 1, 1);`);
  const addMessage = sqlite.prepare(`
    INSERT INTO messages (id, lawyer_id, conversation_id, role, content, message_index, sending_date, stored_date, meta_text,
      kind, direction, status, whatsapp_id)
    VALUES (?, '${lawyer}', '${chat}', ?, 'text', ?, 1, 1, ?, 'text', ?, ?, ?)`);
  const [read, failed, untold, inbound] = [10, 11, 12, 13].map(messageOf);
  if (!read || !failed || !untold || !inbound) throw new Error('all four are there');
  addMessage.run(read, 'lawyer', 1, 'm1', 'outbound', 'read', 'W1');
  addMessage.run(failed, 'lawyer', 2, 'm2', 'outbound', 'cancelled', 'W2');
  addMessage.run(untold, 'lawyer', 3, 'm3', 'outbound', 'read', 'W3');
  addMessage.run(inbound, 'client', 4, 'm4', 'inbound', 'received', 'W4');
  let last = 0;
  const addEvent = sqlite.prepare(
    `INSERT INTO events (id, lawyer_id, type, conversation_id, message_id, created) VALUES (?, '${lawyer}', ?, '${chat}', ?, ?)`,
  );
  const tell = (message: MessageId, what: string, time: number) =>
    addEvent.run(`evt_${++last}`, `message.${what}`, message, time);
  tell(inbound, 'received', 4);
  tell(read, 'sent', 5);
  tell(failed, 'failed', 6);
  tell(read, 'delivered', 7);
  tell(read, 'edited', 8);
  tell(read, 'read', 1_764_554_138_123);
  tell(failed, 'unknown', 9);
  tell(failed, 'failed', 10);
  tell(failed, 'cancelled', 11);
  const all = () => sqlite.prepare('SELECT * FROM messages').all() as Record<string, unknown>[];
  const before = all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  const times = await database.read(({ messages }) => messages.times(lawyer, [read, failed, untold, inbound]));
  expect(Object.fromEntries(times)).toEqual({
    [read]: [
      { status: 'sent', at: at(5) },
      { status: 'delivered', at: at(7) },
      { status: 'read', at: at(1_764_554_138_123) },
    ],
    [failed]: [
      { status: 'failed', at: at(6) },
      { status: 'unknown', at: at(9) },
      { status: 'failed', at: at(10) },
      { status: 'cancelled', at: at(11) },
    ],
  });
  // What becomes known from now on comes behind it.
  await database.write(({ messages }) => messages.reachStatus(lawyer, read, 'played', null, 1_764_554_139_000));
  const played = await database.read(({ messages }) => messages.times(lawyer, [read]));
  expect(played.get(read)?.map(({ status }) => status)).toEqual(['sent', 'delivered', 'read', 'played']);
  await database.close();

  const after = rowsOf(file);
  expect(after.map(({ times: _, ...row }) => row)).toEqual(
    before.map((row) => (row.id === read ? { ...row, status: 'played' } : row)),
  );
});

function rowsOf(file: string): Record<string, unknown>[] {
  const sqlite = openSqlite(file, store.key);
  const rows = sqlite.prepare('SELECT * FROM messages').all() as Record<string, unknown>[];
  sqlite.close();
  return rows;
}
