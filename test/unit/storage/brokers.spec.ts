import { expect, test } from '@playwright/test';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before there were brokers keeps its rows, and publishes to none', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0015-brokers');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('law_01k0000000000000000000000a', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO events (id, lawyer_id, type, created)
      VALUES ('evt_01k0000000000000000000000a', 'law_01k0000000000000000000000a', 'session.ready', 1);`);
  const content = (of: typeof sqlite) =>
    ['lawyers', 'events'].map((table) => of.prepare(`SELECT * FROM ${table}`).all());
  const before = content(sqlite);
  sqlite.close();
  const database = openDatabase(file, store.key, store.key);
  expect(await database.read(({ brokers }) => brokers.all())).toEqual([]);
  await database.close();
  const after = openSqlite(file, store.key);
  expect(content(after)).toEqual(before);
  after.close();
});

test('a broker keeps what was set, and its cursor moves for the revision that it was read with', async () => {
  const { id: lawyerId } = await addLawyer(store.database, AT);
  const id = newId('brk', AT);
  const settings = { url: 'redis://:x@192.0.2.7', target: 'a', events: ['*'] as const, maxLength: 1000, stream: null };
  const row = { id, lawyerId, kind: 'redis' as const, ...settings, isPaused: false, cursor: 3, created: AT };
  await store.database.write(({ brokers }) => brokers.insert(row));
  const find = () => store.database.read(({ brokers }) => brokers.find(id));
  const first = { ...row, revision: 0, failingSince: null, missedUpTo: null, updated: AT };
  expect(await find()).toEqual(first);
  const move = (revision: number, cursor: number) =>
    store.database.write(({ brokers }) => brokers.moveCursor({ id, revision }, cursor));
  expect(await move(0, 7)).toBe(true);
  await store.database.write(({ brokers }) => brokers.setFailing(first, AT));
  const changed = { ...settings, target: 'b', isPaused: true, cursor: 5, missedUpTo: 4 };
  await store.database.write(({ brokers }) => brokers.change(id, changed, AT + 1));
  const second = { ...first, ...changed, revision: 1, updated: AT + 1 };
  expect(await find()).toEqual(second);
  expect(await move(0, 9)).toBe(false);
  await store.database.write(async ({ brokers }) => {
    await brokers.setFailing(first, AT);
    await brokers.setMissed(first, 8);
  });
  expect(await find()).toEqual(second);
  expect(await store.database.write(({ brokers }) => brokers.remove(id))).toBe(true);
  expect(await store.database.write(({ brokers }) => brokers.remove(id))).toBe(false);
});

test('what is behind a cursor is counted of one lawyer, up to a number', async () => {
  const [mine, theirs] = [await addLawyer(store.database, AT), await addLawyer(store.database, AT)];
  await store.database.write(async ({ events }) => {
    const nothing = { conversation_id: null, message_id: null, client_id: null };
    for (let n = 0; n < 12; n++) {
      const lawyer_id = (n % 3 === 0 ? theirs : mine).id;
      await events.append({ ...nothing, id: newId('evt', AT), lawyer_id, type: 'session.ready', at: AT });
    }
  });
  const behind = (cursor: number, most = 100) =>
    store.database.read(({ brokers }) => brokers.behind(mine.id, cursor, most));
  expect([await behind(0), await behind(6), await behind(12), await behind(0, 5)]).toEqual([8, 4, 0, 5]);
});
