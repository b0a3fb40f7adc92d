import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Database as Sqlite } from 'better-sqlite3';
import { LawyerId } from '../../../main/contract/ids.ts';
import { parseSearchQuery } from '../../../main/domain/search-query.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../main/storage/migrate.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
const upTo = (last: string) =>
  MIGRATIONS.slice(
    0,
    MIGRATIONS.findIndex(({ name }) => name === last),
  );
const BEFORE = upTo('0007-search');
const lawyer = LawyerId.parse('law_01k0000000000000000000000a');

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

function addMessages(sqlite: Sqlite): void {
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO conversations (id, lawyer_id, title, phone_number, size, last_activity, created, updated)
      VALUES ('con_01k0000000000000000000000a', '${lawyer}', 'Anna', '+4917012345', 3, ${AT}, 1, 1);
    WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 3)
    INSERT INTO messages (id, lawyer_id, conversation_id, role, content, message_index, sending_date, stored_date,
      meta_text, kind, direction, status, whatsapp_id)
      SELECT 'msg_01k000000000000000000000' || i || 'a', '${lawyer}', 'con_01k0000000000000000000000a', 'client',
        'letter ' || i, i, ${AT} + i, ${AT}, 'k' || i, 'text', 'inbound', 'received', 'W' || i FROM n;`);
}

test('messages that were there before are kept as they are, listed by chat at once, and searched once they are indexed', async () => {
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  migrate(sqlite, BEFORE);
  addMessages(sqlite);
  const before = sqlite.prepare('SELECT * FROM messages').all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  const find = () =>
    database.read(({ messageSearch }) =>
      messageSearch.search(lawyer, parseSearchQuery('anna letter'), {}, { limit: 5 }),
    );
  expect(await database.read(({ messageSearch }) => messageSearch.backlog())).toEqual({ indexed: 0, total: 3 });
  expect((await find()).rows).toEqual([]);
  while (await database.write(({ messageSearch }) => messageSearch.indexSome(2)));
  expect((await find()).rows.map(({ text }) => text)).toEqual(['letter 3', 'letter 2', 'letter 1']);
  await database.close();

  const after = openSqlite(file, store.key);
  expect(after.prepare('SELECT * FROM messages').all()).toEqual(before);
  expect(after.pragma('user_version', { simple: true })).toBe(MIGRATIONS.length);
  after.close();
});

test('what waited for the index before it was made beside the storing is taken in, and names are found as before', async () => {
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  migrate(sqlite, upTo('0008-search-beside-storing'));
  addMessages(sqlite);
  expect(sqlite.prepare('SELECT count(*) FROM search_queue').pluck().get()).toBe(3);
  sqlite.exec("DELETE FROM messages WHERE content = 'letter 2'");
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  expect(await database.write(({ messageSearch }) => messageSearch.indexNew(10))).toBe(2);
  const find = async (q: string) => {
    const { rows } = await database.read(({ messageSearch }) =>
      messageSearch.search(lawyer, parseSearchQuery(q), {}, { limit: 5 }),
    );
    return rows.map(({ text }) => text);
  };
  expect(await find('anna letter')).toEqual(['letter 3', 'letter 1']);
  await database.close();
  const after = openSqlite(file, store.key);
  after.exec("UPDATE conversations SET title = 'Berta'");
  after.close();
  const again = openDatabase(file, store.key, store.key);
  expect(await again.write(({ messageSearch }) => messageSearch.indexNew(10))).toBe(1);
  await again.close();
  const checked = openSqlite(file, store.key);
  checked.exec("INSERT INTO name_words (name_words, rank) VALUES ('integrity-check', 1)");
  checked.close();
});

test('a new database has nothing left to be indexed', async () => {
  expect(await store.database.read(({ messageSearch }) => messageSearch.backlog())).toBeNull();
});
