import { expect, test } from '@playwright/test';
import type { ClientId } from '../../main/contract/ids.ts';
import { Phone } from '../../main/contract/values.ts';
import { newId } from '../../main/domain/new-id.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;
let person: ClientId;
let unknown: ClientId;

/** The client of a message just exchanged with that number or lid. */
async function clientWith(who: { phone?: Phone; lid?: string }, text: string): Promise<ClientId> {
  const { database } = api.store;
  const { conversationId } = await storeMessage(database, lawyer.lawyer.id, { ...who, text, at: api.clock.now() });
  const id = await database.read((stores) => stores.conversations.clientOf(lawyer.lawyer.id, conversationId));
  if (!id) throw new Error('the conversation has no client');
  return id;
}

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
  person = await clientWith({ phone: Phone.parse(CLIENT) }, 'by number');
  unknown = await clientWith({ lid: '998877' }, 'by lid');
});

test.afterEach(() => api.stop());

test('a client tells all addresses that it is known under', async () => {
  const client = await caller.use('getClient', { id: person });
  expect(client).toMatchObject({ id: person, phone: CLIENT, merged: [] });
  expect(client.aliases).toMatchObject([{ kind: 'phone', value: CLIENT }]);
  const { data } = await caller.use('listClients');
  expect(data.map(({ id }) => id).sort()).toEqual([person, unknown].sort());
  const first = await caller.use('listClients', { query: '?limit=1' });
  const query = `?limit=1&cursor=${encodeURIComponent(first.next_cursor ?? '')}`;
  const second = await caller.use('listClients', { query });
  expect([...first.data, ...second.data]).toEqual(data);
});

test('two clients become one with one chat, and two again, without loss', async () => {
  const before = await caller.use('getClient', { id: unknown });
  const merged = await caller.use('mergeClients', { id: person, body: { from: unknown } });
  expect(merged).toMatchObject({ id: person, phone: CLIENT, merged: [{ client_id: unknown }] });
  expect(merged.aliases.map(({ kind }) => kind).sort()).toEqual(['lid', 'phone']);
  await caller.refusal('getClient', 'client_not_found', { id: unknown });
  const { messages } = await caller.use('getConversation');
  expect(messages.map(({ text }) => text)).toEqual(['by number', 'by lid']);
  expect((await caller.use('listConversations')).data).toHaveLength(1);

  expect(await caller.use('unmergeClients', { id: person, body: { from: unknown } })).toMatchObject({
    id: unknown,
    aliases: before.aliases.map(({ kind, value }) => ({ kind, value })),
  });
  expect((await caller.use('getClient', { id: person })).merged).toEqual([]);
  expect((await caller.use('getConversation')).messages.map(({ text }) => text)).toEqual(['by number']);
  expect((await caller.use('listConversations')).data).toHaveLength(2);
});

test('what cannot be merged or taken apart is refused, and nothing is changed', async () => {
  const other = await api.addLawyer();
  const theirs = createRouteCaller(api, other);
  const nobody = newId('cli');
  const before = api.store.content();
  await caller.refusal('mergeClients', 'clients_not_mergeable', { id: person, body: { from: person } });
  await caller.refusal('mergeClients', 'client_not_found', { id: nobody, body: { from: person } });
  const problem = await caller.refusal('mergeClients', 'client_not_found', { id: person, body: { from: nobody } });
  expect(problem.errors?.[0]?.field).toBe('from');
  await caller.refusal('unmergeClients', 'not_merged', { id: person, body: { from: unknown } });
  await caller.refusal('unmergeClients', 'client_not_found', { id: nobody, body: { from: unknown } });
  for (const name of ['mergeClients', 'unmergeClients'] as const) {
    await theirs.refusal(name, 'client_not_found', { id: person, body: { from: unknown } });
  }
  expect(api.store.content()).toBe(before);
});

test('a merge is done once under an Idempotency-Key, and told', async () => {
  const request = { id: person, body: { from: unknown }, headers: { 'idempotency-key': 'm-1' } };
  const first = await caller.answerOf('mergeClients', request);
  const second = await caller.answerOf('mergeClients', request);
  expect([second.status, second.text, second.headers['idempotent-replayed']]).toEqual([200, first.text, 'true']);
  expect(api.store.rows("SELECT type FROM events WHERE type = 'client.merged'")).toHaveLength(1);
});
