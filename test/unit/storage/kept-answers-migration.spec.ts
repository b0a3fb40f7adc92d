import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { KeyId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../main/storage/migrate.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
const LAWYER = 'law_01k0000000000000000000000a';
const FIRST = KeyId.parse('AAAAAAAAAAAA');
const SECOND = 'BBBBBBBBBBBB';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('keys get what they did not have, and answers go from their keys to the lawyer, the newest first', async () => {
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  migrate(sqlite, MIGRATIONS.slice(0, 4));
  const insert = (table: string, ...values: unknown[]) =>
    sqlite.prepare(`INSERT INTO ${table} VALUES (${values.map(() => '?')})`).run(...values);
  insert('lawyers', LAWYER, 'Lena', 'lena@example.org', '+4930111111', null, LAWYER, 1, AT, AT, 0);
  for (const id of [FIRST, SECOND]) insert('api_keys', id, 'lawyer', LAWYER, Buffer.alloc(32, 7), AT);
  const answer = (key: string, hash: string, body: string, at: number) =>
    insert('idempotency_keys', key, Buffer.from(hash), Buffer.from('r'), 202, Buffer.from(body), at);
  answer(FIRST, 'same', 'older', AT);
  answer(SECOND, 'same', 'newer', AT + 1);
  answer(FIRST, 'own', 'x', AT);
  answer('a key of a run', 'own', 'y', AT);
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  await database.read(async ({ apiKeys, idempotency }) => {
    expect(await apiKeys.find(FIRST)).toMatchObject({ name: 'First key', scopes: null, expires: null, revoked: null });
    const kept = async (owner: string, hash: string) => {
      const found = await idempotency.find(owner, Buffer.from(hash));
      return found && [found.body.toString(), found.sealedBy];
    };
    expect(await kept(LAWYER, 'same')).toEqual(['newer', SECOND]);
    expect(await kept(LAWYER, 'own')).toEqual(['x', FIRST]);
    expect(await kept('admin', 'own')).toEqual(['y', 'a key of a run']);
  });
  await database.close();
});
