import { expect, test } from '@playwright/test';
import { LawyerId } from '../../../main/contract/ids.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('clients of an older database are found by their names, and those without one stand at the end', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0019-client-names');
  const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO clients (id, lawyer_id, name, created, updated) VALUES
      ('cli_01k0000000000000000000000a', '${lawyer}', NULL, 1, 1),
      ('cli_01k0000000000000000000000b', '${lawyer}', 'Zoë', 1, 1),
      ('cli_01k0000000000000000000000c', '${lawyer}', 'Ägidius', 1, 1);`);
  sqlite.close();
  const database = openDatabase(file, store.key, store.key);
  const names = async (words: string) => {
    const search = { words, order: 'name' as const };
    const { rows } = await database.read(({ clients }) => clients.browse(lawyer, search, { limit: 10 }));
    return rows.map(({ name }) => name);
  };
  expect(await names('')).toEqual(['Ägidius', 'Zoë', null]);
  expect(await names('zoe')).toEqual(['Zoë']);
  await database.close();
});
