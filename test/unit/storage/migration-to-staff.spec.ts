import { expect, test } from '@playwright/test';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before there were staff keeps its rows, and nobody can sign in', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0011-staff');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('law_01k0000000000000000000000a', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO conversations (id, lawyer_id, title, phone_number, size, last_activity, created, updated)
      VALUES ('con_01k0000000000000000000000a', 'law_01k0000000000000000000000a', 'Anna', '+4917012345', 0, 1, 1, 1);
    INSERT INTO api_keys (id, role, lawyer_id, secret_hash, created)
      VALUES ('AAAAAAAAAAAA', 'lawyer', 'law_01k0000000000000000000000a', zeroblob(32), 1);`);
  const tables = ['lawyers', 'conversations', 'api_keys'];
  const content = (of: typeof sqlite) => tables.map((table) => of.prepare(`SELECT * FROM ${table}`).all());
  const before = content(sqlite);
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  expect((await database.read(({ staff }) => staff.list({ limit: 5 }))).rows).toEqual([]);
  await database.close();

  const after = openSqlite(file, store.key);
  expect(content(after)).toEqual(before);
  after.close();
});
