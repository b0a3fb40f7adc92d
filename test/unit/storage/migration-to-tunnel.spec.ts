import { expect, test } from '@playwright/test';
import { DEFAULT_TUNNEL } from '../../../main/contract/tunnel.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before there was a tunnel keeps its rows, and has none that is on', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0014-tunnel');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('law_01k0000000000000000000000a', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);`);
  const before = sqlite.prepare('SELECT * FROM lawyers').all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  const none = { isOn: false, settings: DEFAULT_TUNNEL };
  expect(await database.read(({ tunnel }) => tunnel.get())).toMatchObject(none);
  await database.close();

  const after = openSqlite(file, store.key);
  expect(after.prepare('SELECT * FROM lawyers').all()).toEqual(before);
  after.close();
});

test('what is set for the tunnel is kept as it was set, secrets and all, and in no readable form', async () => {
  const config = {
    isOn: true,
    settings: { ...DEFAULT_TUNNEL, provider: 'ngrok' as const },
    secrets: {
      sshKey: { privateKey: 'private', publicKey: 'public' },
      cloudflaredToken: null,
      ngrokAuthtoken: 'secret',
    },
  };
  await store.database.write(({ tunnel }) => tunnel.set({ ...config, isOn: false }, 1));
  await store.database.write(({ tunnel }) => tunnel.set(config, 2));
  expect(await store.database.read(({ tunnel }) => tunnel.get())).toEqual(config);
  expect(store.rows('SELECT one, updated FROM tunnel')).toEqual([{ one: 1, updated: 2 }]);
});
