import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ClientId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import type { AliasKind } from '../../../main/domain/stores/client-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People, type Person } from './people.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let stranger: Lawyer;
let people: People;
let anna: Person;
let ben: Person;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  stranger = await addLawyer(store.database, AT);
  people = createPeople(store, lawyer, AT);
  anna = await people.add('Anna');
  ben = await people.add('Ben');
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);
const find = (id: ClientId) => read((stores) => stores.clients.find(lawyer.id, id));

test('clients are listed with their addresses, page by page and each lawyer’s own', async () => {
  for (let i = 0; i < 5; i++) await people.add(`More ${i}`);
  await people.add('Theirs', stranger);
  const seen: (string | null)[] = [];
  let cursor: string | null | undefined;
  do {
    const page = await read((stores) => stores.clients.list(lawyer.id, { limit: 3, cursor: cursor ?? undefined }));
    seen.push(...page.rows.map(({ name }) => name));
    for (const { aliases, conversation_id } of page.rows) {
      expect(aliases.map(({ kind }) => kind)).toEqual(['lid', 'phone']);
      expect(conversation_id).not.toBeNull();
    }
    cursor = page.nextCursor;
  } while (cursor);
  expect(seen.sort()).toEqual(['Anna', 'Ben', 'More 0', 'More 1', 'More 2', 'More 3', 'More 4']);
  expect(await read((stores) => stores.clients.find(stranger.id, anna.client))).toBeNull();
});

test('an alias that is seen again keeps its owner and where it was first seen', async () => {
  await write((stores) =>
    stores.clients.addAlias({
      lawyerId: lawyer.id,
      clientId: ben.client,
      kind: 'phone',
      value: anna.phone,
      source: 'api',
      at: AT + 90_000,
    }),
  );
  const alias = (await find(anna.client))?.aliases.find(({ kind }) => kind === 'phone');
  expect(alias).toMatchObject({ source: 'whatsapp', last_seen_at: new Date(AT + 90_000).toISOString() });
  expect(alias?.first_seen_at).not.toBe(alias?.last_seen_at);
});

test('a number that changes hands goes to its new owner, and the former one is shown without it', async () => {
  const move = (kind: AliasKind, value: string, to: ClientId | null) =>
    write((stores) => stores.clients.moveAlias({ lawyerId: lawyer.id, kind, value, to, at: AT + 50_000 }));
  const ownerOf = (kind: AliasKind, value: string) =>
    read((stores) => stores.clients.findByAlias(lawyer.id, kind, value));
  const phones = async () => [
    (await find(anna.client))?.phone,
    (await read((stores) => stores.conversations.find(lawyer.id, anna.conversation)))?.phone,
  ];
  await move('phone', anna.phone, ben.client);
  expect(await ownerOf('phone', anna.phone)).toBe(ben.client);
  expect(await phones()).toEqual([null, null]);
  expect((await find(ben.client))?.phone).toBe(ben.phone);
  expect((await find(ben.client))?.aliases.map(({ value }) => value)).toContain(anna.phone);

  await move('lid', `9${anna.phone.slice(1)}`, null);
  expect(await ownerOf('lid', `9${anna.phone.slice(1)}`)).toBeNull();
  await move('username', 'anna.s', anna.client);
  expect(await ownerOf('username', 'anna.s')).toBe(anna.client);
  // Nothing moves where it is already, and its number stays.
  await move('phone', ben.phone, ben.client);
  expect((await find(ben.client))?.phone).toBe(ben.phone);
});

test('a number that a merged client has lost does not come back when it is taken apart', async () => {
  await people.merge(anna, ben);
  const other = await people.add('Carl');
  const moved = { lawyerId: lawyer.id, kind: 'phone', value: anna.phone, to: other.client } as const;
  await write((stores) => stores.clients.moveAlias({ ...moved, at: people.tick() }));
  await people.unmerge(anna, ben);
  expect(await find(anna.client)).toMatchObject({ phone: null });
  expect(await read((stores) => stores.clients.findByAlias(lawyer.id, 'phone', anna.phone))).toBe(other.client);
});

test('a lid and a number have one partner at a time, and the same pair is no news', async () => {
  const [one, two] = [Phone.parse('+4917055555'), Phone.parse('+4917066666')];
  const pair = (lid: string, phone: Phone, owner = lawyer) =>
    write((stores) => stores.clients.pair(owner.id, { lid, phone, at: people.tick() }));
  const present = () =>
    read(async ({ clients }) => ({
      one: await clients.lidOfPhone(lawyer.id, one),
      two: await clients.lidOfPhone(lawyer.id, two),
      a: await clients.phoneOfLid(lawyer.id, 'a'),
      b: await clients.phoneOfLid(lawyer.id, 'b'),
    }));
  expect(await pair('a', one)).toBe(true);
  const before = store.content();
  expect(await pair('a', one)).toBe(false);
  expect(store.content()).toBe(before);
  expect(await present()).toEqual({ one: 'a', two: null, a: one, b: null });
  expect(await pair('b', two)).toBe(true);
  // The number goes to another lid, whose own number is free then.
  expect(await pair('b', one)).toBe(true);
  expect(await present()).toEqual({ one: 'b', two: null, a: null, b: one });
  expect(await pair('a', one)).toBe(true);
  expect(await present()).toEqual({ one: 'a', two: null, a: one, b: null });
  expect(await pair('a', two)).toBe(true);
  expect(await present()).toEqual({ one: null, two: 'a', a: two, b: null });
  expect(store.rows('SELECT lid FROM address_pairs WHERE ended IS NULL')).toHaveLength(1);
  expect(store.rows('SELECT lid FROM address_pairs')).toHaveLength(4);
  expect(await read((stores) => stores.clients.phoneOfLid(stranger.id, 'a'))).toBeNull();
  expect(await pair('a', two, stranger)).toBe(true);
});

test('who was taken apart is kept apart, also as a part of somebody else', async () => {
  const carl = await people.add('Carl');
  const areApart = (one: Person, other: Person) =>
    read((stores) => stores.clients.areKeptApart(lawyer.id, one.client, other.client));
  await write((stores) => stores.clients.keepApart(lawyer.id, ben.client, anna.client, AT));
  await write((stores) => stores.clients.keepApart(lawyer.id, anna.client, ben.client, AT));
  expect(await areApart(anna, ben)).toBe(true);
  expect(await areApart(ben, anna)).toBe(true);
  expect(await areApart(anna, carl)).toBe(false);
  await people.merge(anna, carl);
  expect(await areApart(carl, ben)).toBe(true);
  expect(await areApart(ben, carl)).toBe(true);
  await people.unmerge(anna, carl);
  expect(await areApart(carl, ben)).toBe(false);
  expect(store.rows('SELECT * FROM clients_kept_apart')).toHaveLength(1);
});
