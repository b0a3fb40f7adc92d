import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createAuditCheck } from '../../../main/domain/audit-check.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../main/storage/migrate.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEFORE = MIGRATIONS.slice(
  0,
  MIGRATIONS.findIndex(({ name }) => name === '0010-audit'),
);

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before the audit log begins one, and nothing else in it is changed', async () => {
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  migrate(sqlite, BEFORE);
  sqlite.exec(`INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
    VALUES ('law_01k0000000000000000000000a', 'L', 'l@example.org', '+4930111111', 'p', 1, 1)`);
  const before = sqlite.prepare('SELECT * FROM lawyers').all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  expect(await createAuditCheck(database, new FakeClock()).verify(undefined)).toMatchObject({
    intact: true,
    rows: 0,
    first_broken: null,
  });
  expect((await database.read((stores) => stores.audit.list(null, {}, { limit: 5 }))).rows).toEqual([]);
  await database.close();

  const after = openSqlite(file, store.key);
  expect(after.prepare('SELECT * FROM lawyers').all()).toEqual(before);
  expect(after.prepare('SELECT number, length(seal) AS seal FROM audit_log').all()).toEqual([{ number: 0, seal: 32 }]);
  after.close();
});
