import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { ClientId, LawyerId } from '../../../main/contract/ids.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { openDatabase } from '../../../main/storage/database.ts';
import { MIGRATIONS, migrate } from '../../../main/storage/migrate.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
const lawyer = LawyerId.parse('law_01k0000000000000000000000a');
const client = ClientId.parse('cli_01k0000000000000000000000a');
const unread = 'con_01k0000000000000000000000a';
const read = 'con_01k0000000000000000000000b';

let store: TempDatabase;

test.beforeEach(() => {
  store = openTempDatabase();
});

test.afterEach(() => store.remove());

test('clients and chats of before are listed as they were, without notes, and templates can be kept', async () => {
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  migrate(
    sqlite,
    MIGRATIONS.slice(
      0,
      MIGRATIONS.findIndex(({ name }) => name === '0009-templates'),
    ),
  );
  const insert = (table: string, row: Record<string, unknown>) =>
    sqlite
      .prepare(`INSERT INTO ${table} (${Object.keys(row)}) VALUES (${Object.keys(row).map(() => '?')})`)
      .run(...Object.values(row));
  const times = { created: AT, updated: AT };
  const identity = { name: 'Lena', email: 'l@example.org', phone_number: '+4930111111', profile_path: lawyer };
  insert('lawyers', { id: lawyer, ...identity, ...times });
  insert('clients', { id: client, lawyer_id: lawyer, name: 'Anna', email: 'a@example.org', ...times });
  for (const [id, count] of [
    [unread, 2],
    [read, 0],
  ]) {
    insert('conversations', { id, lawyer_id: lawyer, title: 'T', unread: count, last_activity: AT, ...times });
  }
  insert('lawyer_clients', {
    lawyer_id: lawyer,
    client_id: client,
    conversation_id: unread,
    status: 'active',
    ...times,
  });
  sqlite.close();

  const database = openDatabase(file, store.key, store.key);
  await database.write(async ({ clients, conversations, templates, stats }) => {
    const known = { name: 'Anna', email: 'a@example.org', notes: null, status: 'active' };
    expect(await clients.find(lawyer, client)).toMatchObject(known);
    const listed = async (isUnread: boolean) =>
      (await conversations.list(lawyer, { limit: 5 }, { isUnread })).rows.map(({ id }) => id);
    expect([await listed(true), await listed(false)]).toEqual([[unread], [read]]);
    expect(await stats.newClients(lawyer, { from: AT, until: AT + 1 })).toMatchObject([{ count: 1 }]);
    const id = newId('tpl', AT);
    const variants = [{ language: 'de', text: 'Hallo' }];
    await templates.insert(lawyer, id, { name: 'Hi', variables: [], default_language: 'de', variants }, AT);
    expect(await templates.findByName(lawyer, 'HI')).toMatchObject({ id, variants });
  });
  await database.close();
});
