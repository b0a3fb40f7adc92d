import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Database as Sqlite } from 'better-sqlite3';
import { ClientId, ConversationId, LawyerId, MessageId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../main/storage/migrate.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
const FIRST = MIGRATIONS.slice(0, 1);

const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
const other = LawyerId.parse('law_01k0000000000000000000000b');
const anna = ClientId.parse('cli_01k0000000000000000000000a');
const byLid = ClientId.parse('cli_01k0000000000000000000000b');
const withAnna = ConversationId.parse('con_01k0000000000000000000000a');
const withLid = ConversationId.parse('con_01k0000000000000000000000b');
const received = MessageId.parse('msg_01k0000000000000000000000a');
const queued = MessageId.parse('msg_01k0000000000000000000000b');
const sending = MessageId.parse('msg_01k0000000000000000000000c');
const phone = Phone.parse('+4917012345');

let store: TempDatabase;
let file: string;

test.beforeEach(() => {
  store = openTempDatabase();
  file = join(store.folder, 'old.db');
});

test.afterEach(() => store.remove());

/** A database as the first version left it, with rows in every table. */
function writeFirstVersion(change: (sqlite: Sqlite) => void = () => {}): void {
  const sqlite = openSqlite(file, store.key);
  migrate(sqlite, FIRST);
  const insert = (table: string, ...rows: unknown[][]) => {
    for (const row of rows) sqlite.prepare(`INSERT INTO ${table} VALUES (${row.map(() => '?')})`).run(...row);
  };
  insert(
    'lawyers',
    [lawyer, 'Lena', 'lena@example.org', '+4930111111', 'Lena W', lawyer, 1, AT, AT],
    [other, 'Otto', 'otto@example.org', '+4930222222', null, other, 0, AT, AT],
  );
  insert('api_keys', ['key', 'lawyer', lawyer, Buffer.alloc(32, 7), AT]);
  insert(
    'clients',
    [anna, lawyer, 'Anna', phone, 'anna@example.org', AT, AT + 1],
    [byLid, lawyer, null, null, null, AT, AT],
  );
  insert(
    'client_aliases',
    [lawyer, anna, 'phone', phone, 'api', AT, AT + 5],
    [lawyer, byLid, 'lid', '999', 'whatsapp', AT, AT],
  );
  insert(
    'conversations',
    [withAnna, lawyer, 'Anna', phone, 'a divorce', 3, 1, sending, AT + 3, AT, AT],
    [withLid, lawyer, '999', null, null, 0, 0, null, AT, AT, AT],
  );
  insert(
    'lawyer_clients',
    [null, lawyer, anna, withAnna, 'active', AT, AT],
    [null, lawyer, byLid, withLid, 'lead', AT, AT],
  );
  const chat = `${phone.slice(1)}@c.us`;
  const key = (fromMe: boolean, id: string) => JSON.stringify([lawyer, withAnna, fromMe, id]);
  insert(
    'messages',
    [
      received,
      lawyer,
      withAnna,
      'client',
      'Anna',
      'Hi "you" 😀',
      1,
      AT + 1,
      AT + 1,
      key(false, 'W1'),
      null,
      'text',
      'inbound',
      'received',
      null,
      'W1',
      chat,
    ],
    [
      queued,
      lawyer,
      withAnna,
      'lawyer',
      null,
      'Good\nday',
      2,
      AT + 2,
      AT + 2,
      key(true, 'W2'),
      null,
      'text',
      'outbound',
      'queued',
      null,
      'W2',
      null,
    ],
    [
      sending,
      lawyer,
      withAnna,
      'lawyer',
      null,
      'sent?',
      3,
      AT + 3,
      AT + 3,
      key(true, 'W3'),
      null,
      'text',
      'outbound',
      'sending',
      null,
      'W3',
      chat,
    ],
  );
  const events = [newId('evt'), newId('evt'), newId('evt'), newId('evt')];
  insert(
    'events',
    ...events.map((id, i) => [
      null,
      id,
      lawyer,
      'message.received',
      i < 3 ? withAnna : withLid,
      i < 1 ? received : null,
      anna,
      AT + i,
    ]),
  );
  insert('webhooks', ['whk_a', lawyer, 'https://example.org', 'secret', 1, AT]);
  insert('webhook_event_types', ['whk_a', 'message.*']);
  insert(
    'webhook_queue',
    [null, 'whk_a', lawyer, events[0], withAnna, '{"n":0}', 1, 'delivered', AT, AT, AT],
    [null, 'whk_a', lawyer, events[1], withAnna, '{"n":1}', 0, 'pending', AT, null, AT],
    [null, 'whk_a', lawyer, events[2], withAnna, '{"n":2}', 0, 'pending', AT, null, AT],
    [null, 'whk_a', lawyer, events[3], withLid, '{"n":3}', 0, 'pending', AT, null, AT],
  );
  insert('webhook_attempts', [null, 1, AT, 12, 200, null, 'ok']);
  insert(
    'outbox',
    [7, sending, lawyer, withAnna, phone, 'sending', 2, AT, AT],
    [41, queued, lawyer, withAnna, phone, 'queued', 0, AT, AT + 2],
    [42, received, lawyer, withAnna, phone, 'queued', 0, AT, AT],
  );
  sqlite.exec('DELETE FROM outbox WHERE id = 42');
  insert('chat_marks', [lawyer, chat, 1_700_000_000], [lawyer, '999@lid', 1_600_000_000]);
  insert('idempotency_keys', ['key', Buffer.from('k'), Buffer.from('r'), 202, Buffer.from('b'), AT]);
  change(sqlite);
  sqlite.close();
}

test('every row of the first version is there afterwards, in the form of the new one', async () => {
  writeFirstVersion();
  const database = openDatabase(file, store.key, store.key);
  const beside = openSqlite(file, store.key);
  const rows = (sql: string) => beside.prepare(sql).all();
  expect(rows('PRAGMA foreign_key_check')).toEqual([]);
  expect(rows('PRAGMA integrity_check')).toEqual([{ integrity_check: 'ok' }]);
  expect(beside.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  const counted = Object.fromEntries(
    ['lawyers', 'api_keys', 'clients', 'client_aliases', 'conversations', 'lawyer_clients', 'messages', 'events']
      .concat(['webhooks', 'webhook_event_types', 'webhook_queue', 'webhook_attempts', 'outbox', 'kept_answers'])
      .map((table) => [table, rows(`SELECT * FROM ${table}`).length]),
  );
  expect(counted).toEqual({
    lawyers: 2,
    api_keys: 1,
    clients: 2,
    client_aliases: 2,
    conversations: 2,
    lawyer_clients: 2,
    messages: 3,
    events: 4,
    webhooks: 1,
    webhook_event_types: 1,
    webhook_queue: 4,
    webhook_attempts: 1,
    outbox: 2,
    kept_answers: 1,
  });

  await database.read(async (stores) => {
    expect(await stores.lawyers.isAccountConfirmed(lawyer)).toBe(false);
    expect(await stores.clients.find(lawyer, anna)).toMatchObject({
      name: 'Anna',
      phone,
      conversation_id: withAnna,
      aliases: [{ kind: 'phone', value: phone, source: 'api' }],
      merged: [],
    });
    expect(await stores.conversations.findByPhone(lawyer, phone)).toMatchObject({
      id: withAnna,
      type: 'person',
      client_id: anna,
      title: 'Anna',
      message_count: 3,
      unread_count: 1,
      last_message: { preview: 'sent?', status: 'sending' },
    });
    const { rows: messages } = await stores.messages.list(lawyer, withAnna, { limit: 9 });
    expect(messages.map(({ id, text, status }) => [id, text, status])).toEqual([
      [received, 'Hi "you" 😀', 'received'],
      [queued, 'Good\nday', 'queued'],
      [sending, 'sent?', 'sending'],
    ]);
    expect(messages[0]).toMatchObject({
      sender_name: 'Anna',
      sender_phone: null,
      reply_to: null,
      forwarded: false,
      view_once: false,
      disappears_after: null,
      edited_at: null,
      revoked_at: null,
      reactions: [],
      attachment: null,
      details: null,
    });
    // What was sent first is still the first.
    expect(await stores.outbox.next(lawyer, AT)).toMatchObject({
      id: 7,
      messageId: sending,
      state: 'sending',
      attempts: 2,
      phone,
      action: { type: 'send', to: 'number', text: 'sent?', file: null, quoted: null },
      whatsappId: 'W3',
    });
    expect((await stores.outbox.list(lawyer, { limit: 9 })).rows.map(({ id, waits_for }) => [id, waits_for])).toEqual([
      [7, 'answer'],
      [41, 'turn'],
    ]);
    // It is known up to when it was complete, and not from when: so it is read again.
    const histories = ['4917012345@c.us', '999@lid'].map((chat) => stores.histories.get(lawyer, chat));
    expect(await Promise.all(histories)).toEqual([
      {
        chat: '4917012345@c.us',
        completeFrom: null,
        completeUntil: 1_700_000_000,
        reachesStart: false,
        anchor: null,
        gap: null,
        messages: 2,
        checkedAt: 1_700_000_000_000,
      },
      expect.objectContaining({ chat: '999@lid', completeUntil: 1_600_000_000, messages: 0 }),
    ]);
    const nobody = { deliveries: new Set<number>(), webhooks: new Set<never>() };
    const due = (await stores.webhookQueue.due(AT, nobody, 9)).map(({ id }) => id);
    const payload = beside.prepare('SELECT payload FROM webhook_payloads WHERE queue_id = ?').pluck();
    const payloads = due.map((id) => payload.get(id));
    expect(payloads).toEqual(['{"n":1}', '{"n":3}']);
  });
  beside.close();
  await database.close();
});

test('the new schema works with the old rows, and no number of the outbox is given out again', async () => {
  writeFirstVersion();
  const database = openDatabase(file, store.key, store.key);
  await database.write(async (stores) => {
    const row = { lawyerId: lawyer, conversationId: withAnna, phone, at: AT };
    const action = { type: 'react', emoji: '👍' } as const;
    expect(await stores.outbox.add({ ...row, messageId: received, action })).toBe(43);
    const alias = { lawyerId: lawyer, clientId: byLid, kind: 'username', value: 'anna.s', source: 'whatsapp' } as const;
    await stores.clients.addAlias({ ...alias, at: AT });
    await stores.clients.mergeInto(lawyer, byLid, anna, AT);
    await stores.conversations.mergeInto(lawyer, withLid, withAnna, AT);
  });
  expect((await database.read((stores) => stores.conversations.list(lawyer, { limit: 9 }))).rows).toHaveLength(1);
  await database.close();
});

test('the rebuilt tables still refuse what crosses from one lawyer to another', () => {
  writeFirstVersion();
  const sqlite = openSqlite(file, store.key);
  sqlite.function('audit_start', (_part: string) => Buffer.alloc(32));
  migrate(sqlite);
  expect(sqlite.pragma('foreign_keys', { simple: true })).toBe(1);
  const references = sqlite.prepare(
    "SELECT name, sql FROM sqlite_schema WHERE sql LIKE '%\\_new%' ESCAPE '\\' AND type = 'table'",
  );
  // A reference to a table's name of during the migration would point at nothing.
  for (const { name, sql } of references.all() as { name: string; sql: string }[]) {
    expect(sql, name).not.toMatch(/(clients|client_aliases|conversations|outbox)_new/);
  }
  for (const table of ['clients', 'conversations', 'client_aliases', 'messages', 'outbox', 'lawyer_clients']) {
    const move = () => sqlite.prepare(`UPDATE ${table} SET lawyer_id = ?`).run(other);
    expect(move, table).toThrow(/FOREIGN KEY/);
  }
  sqlite.close();
});

test('files that were given up before the index of them are found by it', () => {
  writeFirstVersion();
  const sqlite = openSqlite(file, store.key);
  const before = MIGRATIONS.findIndex(({ name }) => name === '0004-files-given-up');
  migrate(sqlite, MIGRATIONS.slice(0, before));
  const insert = sqlite.prepare(
    `INSERT INTO attachments (id, lawyer_id, message_id, status, error, sending_date, created)
     VALUES ('att_1', ?, ?, 'unavailable', 'media_gone', 5, 5)`,
  );
  insert.run(lawyer, received);
  sqlite.function('audit_start', (_part: string) => Buffer.alloc(32));
  migrate(sqlite);
  const found = sqlite.prepare(
    `SELECT id FROM attachments INDEXED BY attachments_given_up
     WHERE lawyer_id = ? AND status = 'unavailable' AND sending_date >= 5`,
  );
  expect([found.all(lawyer), found.all(other)]).toEqual([[{ id: 'att_1' }], []]);
  sqlite.close();
});

test('rows that would point at nothing stop a migration, and the database stays as it was', () => {
  writeFirstVersion((sqlite) => {
    sqlite.pragma('foreign_keys = OFF');
    sqlite.prepare('DELETE FROM clients WHERE id = ?').run(byLid);
  });
  const dump = () => {
    const sqlite = openSqlite(file, store.key);
    const tables = sqlite.prepare("SELECT name FROM sqlite_schema WHERE type = 'table'").pluck();
    const content = JSON.stringify([
      sqlite.pragma('user_version'),
      tables.all().map((table) =>
        sqlite
          .prepare(`SELECT * FROM ${String(table)}`)
          .raw()
          .all(),
      ),
    ]);
    sqlite.close();
    return content;
  };
  const before = dump();
  expect(() => openDatabase(file, store.key, store.key)).toThrow(/would point at nothing/);
  expect(dump()).toBe(before);
});
