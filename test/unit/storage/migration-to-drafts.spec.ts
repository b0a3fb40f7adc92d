import { expect, test } from '@playwright/test';
import type { DraftContent } from '../../../main/contract/draft.ts';
import { LawyerId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openDatabaseBefore } from '../../support/database-before.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
const phone = Phone.parse('+4915112345678');
const content: DraftContent = { text: 'half a sentence', reply_to: null, edit: null, files: [] };

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('a database from before drafts keeps its rows, and keeps drafts from then on', async () => {
  const { file, sqlite } = openDatabaseBefore(store, '0018-drafts');
  sqlite.exec(`
    INSERT INTO lawyers (id, name, email, phone_number, profile_path, created, updated)
      VALUES ('${lawyer}', 'L', 'l@example.org', '+4930111111', 'p', 1, 1);
    INSERT INTO alerts (id, lawyer_id, code, raised) VALUES ('alr_a', '${lawyer}', 'logged_out', 1);`);
  const all = () => ['lawyers', 'alerts'].map((table) => sqlite.prepare(`SELECT * FROM ${table}`).all());
  const before = all();
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  await database.write(({ drafts }) => drafts.put(lawyer, phone, content, 1));
  expect(await database.read(({ drafts }) => drafts.list(lawyer, 5))).toEqual([{ chat: phone, content }]);
  await database.close();

  const after = openSqlite(file, store.key);
  expect(['lawyers', 'alerts'].map((table) => after.prepare(`SELECT * FROM ${table}`).all())).toEqual(before);
  after.close();
});

test('of a chat one draft and one place is kept, and each lawyer has the own', async () => {
  const { database } = store;
  const [one, other] = [await addLawyer(database, 1), await addLawyer(database, 1)];
  const { id, conversationId } = await storeMessage(database, one.id, { phone, at: 1 });
  await database.write(async ({ drafts }) => {
    await drafts.put(one.id, phone, content, 1);
    await drafts.put(one.id, phone, { ...content, text: 'more of it' }, 2);
    await drafts.putPlace(one.id, conversationId, { message_id: id, top: 4 }, 1);
    await drafts.putPlace(one.id, conversationId, { message_id: id, top: -7 }, 2);
  });
  await database.read(async ({ drafts }) => {
    expect((await drafts.find(one.id, phone))?.text).toBe('more of it');
    expect(await drafts.list(one.id, 5)).toHaveLength(1);
    expect(await drafts.list(other.id, 5)).toEqual([]);
    expect(await drafts.places(one.id, 5)).toEqual([{ conversation_id: conversationId, message_id: id, top: -7 }]);
    expect(await drafts.places(other.id, 5)).toEqual([]);
  });
  await database.write(async ({ drafts }) => {
    await drafts.remove(one.id, phone);
    await drafts.removePlace(one.id, conversationId);
  });
  expect(store.rows('SELECT * FROM drafts')).toEqual([]);
  expect(store.rows('SELECT * FROM reading_places')).toEqual([]);
});

test('what was begun goes with the lawyer', async () => {
  const { database } = store;
  const { id } = await addLawyer(database, 1);
  await database.write(async ({ drafts, lawyers }) => {
    await drafts.put(id, phone, content, 1);
    await lawyers.remove(id);
  });
  expect(store.rows('SELECT * FROM drafts')).toEqual([]);
});
