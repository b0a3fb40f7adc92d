import { expect, test } from '@playwright/test';
import { LawyerId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const lawyer = LawyerId.parse('law_01k0000000000000000000000a');

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before anything was measured keeps its rows, and measures from then on', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0017-samples');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO webhooks (id, lawyer_id, url, secret, created) VALUES ('whk_a', '${lawyer}', 'https://x.example', 's', 1);
    INSERT INTO alerts (id, lawyer_id, code, raised) VALUES ('alr_a', '${lawyer}', 'logged_out', 1);`);
  const all = () => ['lawyers', 'webhooks', 'alerts'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all());
  const before = all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  const values = { outbox_waiting: 1, webhooks_waiting: 2, memory_main: 3.5, memory_pages: 4 };
  await database.write(async ({ health }) => {
    expect(await health.lastGood(lawyer)).toEqual(new Map());
    await health.addSamples(60_000, { ...values, memory_main: 9 });
    // A second one of the same minute takes its place.
    await health.addSamples(60_000, values);
    await health.noteGood(lawyer, ['api', 'page'], 5);
    await health.noteGood(lawyer, ['page'], 7);
    await health.noteGood(lawyer, [], 8);
  });
  await database.read(async ({ health }) => {
    expect(await health.lastGood(lawyer)).toEqual(
      new Map([
        ['api', 5],
        ['page', 7],
      ]),
    );
    const peaks = await health.peaks({ from: 0, until: 120_000 }, 60_000);
    expect(peaks.map(({ kind, part, value }) => [kind, part, value])).toEqual(
      Object.entries(values).map(([kind, value]) => [kind, 1, value]),
    );
  });
  await database.close();

  const after = openSqlite(file, store.key);
  const kept = ['lawyers', 'webhooks', 'alerts'].map((table) => after.prepare(`SELECT * FROM ${table}`).all());
  expect(kept).toMatchObject(before);
  after.close();
});

test('what was good of a lawyer goes with the lawyer', async () => {
  const phone = Phone.parse('+4930111111');
  await store.database.write(async ({ lawyers, health }) => {
    await lawyers.insert({ id: lawyer, name: 'L', email: 'l@example.org', phone, at: 1 });
    await health.noteGood(lawyer, ['api'], 5);
    await lawyers.remove(lawyer);
  });
  expect(store.rows('SELECT * FROM good_links')).toEqual([]);
});
