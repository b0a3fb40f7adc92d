import { expect, test } from '@playwright/test';
import type { ClientOrder, ClientRow } from '../../../main/contract/client-rows.ts';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ClientId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { changeClient, createClient } from '../../../main/domain/manage-clients.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let people: People;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  people = createPeople(store, lawyer, AT);
});

test.afterEach(() => store.remove());

interface Asked {
  words?: string;
  order?: ClientOrder;
  status?: ClientRow['status'];
  cursor?: string | undefined;
  limit?: number;
}

const browse = ({ words = '', order = 'name', status, cursor, limit = 100 }: Asked = {}) =>
  store.database.read((stores) => stores.clients.browse(lawyer.id, { words, order, status }, { limit, cursor }));

const names = async (asked: Asked): Promise<(string | null)[]> => (await browse(asked)).rows.map(({ name }) => name);

let made = 0;
function add(name: string | null, more: { phone?: string; email?: string } = {}): Promise<ClientId> {
  made += 1;
  const phone = Phone.parse(more.phone ?? `+4930${1_000_000 + made}`);
  return store.database.write(async (stores) => {
    const client = { name, phone, email: more.email, status: 'lead' as const };
    return (await createClient(stores, lawyer.id, client, people.tick())).id;
  });
}

test('clients are sorted by name whatever marks it has, and those without one stand at the end', async () => {
  for (const name of ['Zoe', 'Ärzte', null, 'albers', 'Çelik', 'أحمد']) await add(name);
  expect(await names({})).toEqual(['albers', 'Ärzte', 'Çelik', 'Zoe', 'أحمد', null]);
});

test('a part of the name finds a client, with or without marks, capitals and ß', async () => {
  for (const name of ['Jürgen Groß', 'Juergen', 'MÜLLER', 'أحمد', 'O’Neil 100%_']) await add(name);
  expect(await names({ words: 'jurgen' })).toEqual(['Jürgen Groß']);
  expect(await names({ words: 'GROSS' })).toEqual(['Jürgen Groß']);
  expect(await names({ words: 'ülle' })).toEqual(['MÜLLER']);
  expect(await names({ words: 'احمد' })).toEqual(['أحمد']);
  // What would be a wildcard elsewhere is a sign like others.
  expect(await names({ words: '%_' })).toEqual(['O’Neil 100%_']);
  expect(await names({ words: '_' })).toEqual(['O’Neil 100%_']);
});

test('a number however it is written, and an email address, find a client', async () => {
  await add('Julia', { phone: '+4915112345678', email: 'Julia@Example.com' });
  await add('Noor', { phone: '+31612345678' });
  expect(await names({ words: '0151 1234' })).toEqual(['Julia']);
  expect(await names({ words: '+49 (151) 123-45678' })).toEqual(['Julia']);
  expect(await names({ words: '12345678' })).toEqual(['Julia', 'Noor']);
  expect(await names({ words: 'julia@ex' })).toEqual(['Julia']);
});

test('who is renamed, merged or removed is found as they are now, and another lawyer’s never', async () => {
  const one = await people.add('Anna');
  const other = await people.add('Berta');
  await people.add('Anna of another', await addLawyer(store.database, AT));
  await store.database.write((stores) => changeClient(stores, lawyer.id, one.client, { name: 'Änne' }, people.tick()));
  expect(await names({ words: 'anna' })).toEqual([]);
  expect(await names({ words: 'anne' })).toEqual(['Änne']);
  await people.merge(one, other);
  expect(await names({})).toEqual(['Berta']);
  await people.unmerge(one, other);
  expect(await names({})).toEqual(['Änne', 'Berta']);
});

test('a name that was given in a merge is taken back with its place in the list', async () => {
  const named = await people.add('Anna');
  const unnamed = await people.add(null);
  await people.merge(named, unnamed);
  expect(await names({ words: 'anna' })).toEqual(['Anna']);
  await people.unmerge(named, unnamed);
  expect(await names({ words: 'anna' })).toEqual(['Anna']);
  expect(await names({})).toEqual(['Anna', null]);
});

test('the one last written with comes first, and behind all chats those without one', async () => {
  const old = await people.add('Old');
  const recent = await people.add('Recent');
  await add('Silent');
  await people.receive(recent, recent.conversation);
  expect(await names({ order: 'last_message' })).toEqual(['Recent', 'Old', 'Silent']);
  await people.receive(old, old.conversation);
  const { rows } = await browse({ order: 'last_message' });
  expect(rows.map(({ name, message_count }) => [name, message_count])).toEqual([
    ['Old', 1],
    ['Recent', 1],
    ['Silent', 0],
  ]);
});

test('only those of a status are listed when it is asked for', async () => {
  await add('Lead');
  const blocked = await add('Blocked');
  await store.database.write((stores) =>
    changeClient(stores, lawyer.id, blocked, { status: 'blocked' }, people.tick()),
  );
  for (const order of ['name', 'newest', 'last_message'] as const) {
    expect(await names({ order, status: 'blocked' })).toEqual(['Blocked']);
    expect(await names({ order, status: 'blocked', words: 'lead' })).toEqual([]);
  }
});

for (const order of ['name', 'newest', 'last_message'] as const) {
  test(`pages by ${order} have no gaps and no doubles while clients are added`, async () => {
    const before = new Set<string>();
    for (let count = 0; count < 23; count += 1) {
      // Some with the same name, and some without.
      const name = count % 5 === 0 ? null : `Name ${count % 4}`;
      before.add(count % 3 === 0 ? await add(name) : (await people.add(name)).client);
    }
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const page = await browse({ order, limit: 4, cursor });
      seen.push(...page.rows.map(({ id }) => id));
      cursor = page.nextCursor ?? undefined;
      await add('Added');
      await people.add('Name 2');
    } while (cursor !== undefined && seen.length < 200);
    expect(new Set(seen).size).toBe(seen.length);
    expect(seen.filter((id) => before.has(id)).length).toBe(before.size);
  });
}

test('a cursor of another order, or a forged one, is refused', async () => {
  for (const name of ['A', 'B', 'C']) await add(name);
  const cursor = (await browse({ order: 'name', limit: 1 })).nextCursor ?? '';
  await expect(browse({ order: 'newest', cursor })).rejects.toMatchObject({ code: 'invalid_cursor' });
  await expect(browse({ cursor: 'x' })).rejects.toMatchObject({ code: 'invalid_cursor' });
  await expect(browse({ cursor: Buffer.from(`[0,"${newId('law')} x"]`).toString('base64url') })).rejects.toMatchObject({
    code: 'invalid_cursor',
  });
});
