import { expect, test } from '@playwright/test';
import type { Client, Lawyer } from '../../../main/contract/entities.ts';
import type { ClientId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { changeClient, createClient, noteClient } from '../../../main/domain/manage-clients.ts';
import { mergeClients } from '../../../main/domain/merge-clients.ts';
import { previewMerge } from '../../../main/domain/preview-merge.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { createPeople, type People } from '../storage/people.ts';

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

const preview = (from: ClientId, into: ClientId) =>
  store.database.read((stores) => previewMerge(stores, lawyer.id, { from, into }));

async function merge(from: ClientId, into: ClientId): Promise<{ client: Client; messages: number }> {
  const client = await store.database.write((stores) => mergeClients(stores, lawyer.id, { from, into }, people.tick()));
  const id = client.conversation_id;
  const conversation = id && (await store.database.read((stores) => stores.conversations.find(lawyer.id, id)));
  return { client, messages: conversation ? conversation.message_count : 0 };
}

test('what a merge is said to come to is what comes of it', async () => {
  const one = await people.add('One');
  const other = await people.add('Other');
  await people.receive(one, one.conversation, { whatsappId: '3EB0SAME' });
  await people.receive(one, one.conversation);
  await people.receive(other, other.conversation, { whatsappId: '3EB0SAME' });
  const noted = { email: 'one@example.org', status: 'blocked' as const };
  await store.database.write((stores) => changeClient(stores, lawyer.id, one.client, noted, people.tick()));
  const before = store.content();
  const { from, into, result } = await preview(one.client, other.client);
  expect(store.content()).toBe(before);
  expect([from.message_count, into.message_count]).toEqual([2, 1]);
  expect(result).toMatchObject({
    ...{ name: 'Other', status: 'blocked', chat: 'into', message_count: 2, duplicates: 1 },
    ...{ taken_over: ['email'], left_aside: ['name'] },
  });
  const { client, messages } = await merge(one.client, other.client);
  const values = (aliases: Client['aliases']) => aliases.map(({ value }) => value).sort();
  expect(values(result.aliases)).toEqual(values(client.aliases));
  expect([result.name, result.phone, result.status]).toEqual([client.name, client.phone, client.status]);
  expect(client.email).toBe('one@example.org');
  expect([client.conversation_id, messages]).toEqual([other.conversation, result.message_count]);
});

test('where only the first one has a chat, it goes on; with neither there is none', async () => {
  const one = await people.add('One');
  await people.receive(one, one.conversation);
  const make = (phone: string) =>
    store.database.write((stores) => {
      const client = { name: 'Made', phone: Phone.parse(phone), status: 'lead' as const };
      return createClient(stores, lawyer.id, client, people.tick());
    });
  const [made, another] = [await make('+4930555551'), await make('+4930555552')];
  expect((await preview(another.id, made.id)).result).toMatchObject({ chat: 'none', message_count: 0 });
  expect((await preview(one.client, made.id)).result).toMatchObject({ chat: 'new', message_count: 1 });
  expect((await merge(one.client, made.id)).messages).toBe(1);
});

test('a merge with itself, and with nobody, is refused before it is looked at', async () => {
  const { client } = await people.add('One');
  await expect(preview(client, client)).rejects.toMatchObject({ code: 'clients_not_mergeable' });
  await store.database.write((stores) => stores.clients.remove(lawyer.id, client, people.tick()));
  const other = await people.add('Other');
  await expect(preview(client, other.client)).rejects.toMatchObject({ code: 'client_not_found' });
});

test('notes that somebody else has changed meanwhile are not written over', async () => {
  const { client } = await people.add('One');
  const note = (notes: string | null, before: string | null) =>
    store.database.write((stores) => noteClient(stores, lawyer.id, client, { notes, before }, people.tick()));
  expect(await note('mine', null)).toMatchObject({ isKept: true, client: { notes: 'mine' } });
  expect(await note('theirs', null)).toMatchObject({ isKept: false, client: { notes: 'mine' } });
  // The same words, written twice, are no conflict.
  expect(await note('mine', null)).toMatchObject({ isKept: true });
  expect(await note(null, 'mine')).toMatchObject({ isKept: true, client: { notes: null } });
});
