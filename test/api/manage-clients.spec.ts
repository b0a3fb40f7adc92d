import { expect, test } from '@playwright/test';
import type { Client } from '../../main/contract/entities.ts';
import { ConversationId } from '../../main/contract/ids.ts';
import { Phone } from '../../main/contract/values.ts';
import { learnPair } from '../../main/domain/learn-addresses.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';
import { plainMessage } from '../support/temp-database.ts';

const OTHER_PHONE = '+4917012345';

let api: TestApi;
let lawyer: TestLawyer;
let other: TestLawyer;
let caller: RouteCaller;
let theirs: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  other = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
  theirs = createRouteCaller(api, other);
});

test.afterEach(() => api.stop());

const write = (text = 'Hello') =>
  storeMessage(api.store.database, lawyer.lawyer.id, { phone: Phone.parse(CLIENT), text, at: api.clock.now() });
const told = () =>
  api.store.rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'client.%' ORDER BY cursor");

async function clientByPhone(phone: string): Promise<Client> {
  const { data } = await caller.use('listClients', { query: `?phone=${phone}` });
  const [client] = data;
  if (!client) throw new Error('there is no such client');
  return client;
}

test('a client is made before anything is written, and gets the conversation with the first message', async () => {
  const body = { name: 'Bea', phone: CLIENT, email: 'bea@example.org', notes: 'By recommendation', status: 'active' };
  const answer = await caller.answerOf('createClient', { body });
  const made = (answer.json as Client) ?? {};
  expect([answer.status, answer.headers.location]).toEqual([201, `/v1/clients/${made.id}`]);
  expect(made).toMatchObject({
    ...body,
    conversation_id: null,
    aliases: [{ kind: 'phone', value: CLIENT, source: 'api' }],
  });
  const { conversationId } = await write();
  const client = await caller.use('getClient', { id: made.id });
  expect(client).toMatchObject({ ...body, conversation_id: conversationId });
  expect((await caller.use('getConversation')).title).toBe('Bea');
  expect((await caller.use('listClients')).data).toHaveLength(1);
});

test('the client whose number it is already is named in the refusal', async () => {
  const { id } = await caller.use('createClient', { body: { phone: CLIENT } });
  const before = api.store.content();
  const problem = await caller.refusal('createClient', 'client_exists', { body: { name: 'Bea', phone: CLIENT } });
  expect(problem).toMatchObject({ existing: id, errors: [{ field: 'phone' }] });
  expect(api.store.content()).toBe(before);
  // Of another lawyer's clients nothing is told.
  await theirs.use('createClient', { body: { phone: CLIENT } });
});

test('two forms of one number are one client', async () => {
  const { id } = await caller.use('createClient', { body: { phone: '+5511987654321' } });
  const problem = await caller.refusal('createClient', 'client_exists', { body: { phone: '+551187654321' } });
  expect(problem.existing).toBe(id);
});

test('what is noted of a client is changed, told once, and shown as the title of the chat', async () => {
  await write();
  const { id } = await clientByPhone(CLIENT);
  const change = { name: 'Bea B', email: 'b@example.org', notes: 'Calls on Mondays', status: 'active' };
  const before = told().length;
  expect(await caller.use('changeClient', { id, body: change })).toMatchObject(change);
  expect((await caller.use('getConversation')).title).toBe('Bea B');
  expect(told().slice(before)).toEqual([{ type: 'client.updated' }]);
  await caller.use('changeClient', { id, body: change });
  expect(told()).toHaveLength(before + 1);
  const cleared = await caller.use('changeClient', { id, body: { name: null, email: null, notes: null } });
  expect(cleared).toMatchObject({ name: null, email: null, notes: null, status: 'active' });
  expect((await caller.use('getConversation')).title).toBe(CLIENT);
});

test('to somebody who is blocked nothing is sent, what waits is cancelled, and what they write is kept', async () => {
  const { id: received } = await write();
  const { id } = await clientByPhone(CLIENT);
  const waiting = await caller.use('sendMessage', { body: { to: CLIENT, text: 'waits' } });
  await caller.use('reactToMessage', { id: received, body: { emoji: '👍' } });
  await caller.use('readConversation');
  await caller.use('changeClient', { id, body: { status: 'blocked' } });
  expect((await caller.use('getMessage', { id: waiting.id })).status).toBe('cancelled');
  expect((await caller.use('listOutbox')).data).toEqual([]);

  const before = api.store.content();
  await caller.refusal('sendMessage', 'client_blocked', { body: { to: CLIENT, text: 'no' } });
  const inChat = { conversation_id: waiting.conversation_id, text: 'no' };
  await caller.refusal('sendMessage', 'client_blocked', { body: inChat });
  await caller.refusal('reactToMessage', 'client_blocked', { id: received, body: { emoji: '👍' } });
  expect(api.store.content()).toBe(before);
  await write('still here');
  expect((await caller.use('getConversation')).messages.map(({ text }) => text)).toContain('still here');

  await caller.use('changeClient', { id, body: { status: 'active' } });
  await caller.use('sendMessage', { body: { to: CLIENT, text: 'again' } });
});

test('whoever is blocked before anything was written, or under another address, is not written to either', async () => {
  await caller.use('createClient', { body: { phone: OTHER_PHONE, status: 'blocked' } });
  const before = api.store.content();
  await caller.refusal('sendMessage', 'client_blocked', { body: { to: OTHER_PHONE, text: 'no' } });
  expect(api.store.content()).toBe(before);
  await write();
  const { id } = await clientByPhone(CLIENT);
  const from = (await clientByPhone(OTHER_PHONE)).id;
  expect(await caller.use('mergeClients', { id, body: { from } })).toMatchObject({ status: 'blocked' });
  await caller.refusal('sendMessage', 'client_blocked', { body: { to: CLIENT, text: 'no' } });
});

test('clients are listed by status and found by any of their numbers', async () => {
  const active = await caller.use('createClient', { body: { name: 'A', status: 'active' } });
  const lead = await caller.use('createClient', { body: { name: 'L', phone: CLIENT } });
  const ids = async (query: string) => (await caller.use('listClients', { query })).data.map(({ id }) => id);
  expect(await ids('?status=active')).toEqual([active.id]);
  expect(await ids('?status=lead')).toEqual([lead.id]);
  expect(await ids('?status=closed')).toEqual([]);
  for (const phone of [CLIENT, encodeURIComponent(CLIENT)]) expect(await ids(`?phone=${phone}`)).toEqual([lead.id]);
  expect(await ids(`?phone=${CLIENT}&status=active`)).toEqual([]);
  expect(await ids('?phone=%2B4917099999')).toEqual([]);
  for (const query of ['?status=all', '?status=', '?phone=x', '?phone=4915112345678', '?phone=']) {
    await caller.refusal('listClients', 'invalid_request', { query });
  }
});

test('one more number leads to the same client, and can be taken back while nothing was exchanged with it', async () => {
  const { conversationId } = await write();
  const { id } = await clientByPhone(CLIENT);
  const body = { phone: OTHER_PHONE };
  const client = await caller.use('addAlias', { id, body });
  expect(client.aliases.map(({ value, source }) => [value, source])).toContainEqual([OTHER_PHONE, 'api']);
  expect(client.phone).toBe(CLIENT);
  // Said twice, it is true once.
  expect(await caller.use('addAlias', { id, body })).toEqual(client);
  expect((await caller.use('getConversation', { conversation: OTHER_PHONE })).id).toBe(conversationId);

  expect((await caller.answerOf('removeAlias', { id, alias: OTHER_PHONE })).status).toBe(204);
  expect((await caller.use('getClient', { id })).aliases).toHaveLength(1);
  await caller.refusal('removeAlias', 'alias_not_found', { id, alias: OTHER_PHONE });
  await caller.refusal('removeAlias', 'alias_in_use', { id, alias: CLIENT });

  await caller.use('addAlias', { id, body });
  await caller.use('sendMessage', { body: { to: OTHER_PHONE, text: 'waits' } });
  await caller.refusal('removeAlias', 'alias_in_use', { id, alias: OTHER_PHONE });
});

test('the first number of a client who had none is shown, and is gone when it is taken back', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea' } });
  expect((await caller.use('addAlias', { id, body: { phone: OTHER_PHONE } })).phone).toBe(OTHER_PHONE);
  await caller.use('addAlias', { id, body: { phone: CLIENT } });
  expect((await caller.answerOf('removeAlias', { id, alias: OTHER_PHONE })).status).toBe(204);
  expect((await caller.use('getClient', { id })).phone).toBe(CLIENT);
  expect((await caller.answerOf('removeAlias', { id, alias: CLIENT })).status).toBe(204);
  expect(await caller.use('getClient', { id })).toMatchObject({ phone: null, aliases: [] });
});

test('a number that is another client’s, or by WhatsApp’s word somebody else’s, is not taken', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT } });
  const owner = await caller.use('createClient', { body: { name: 'Carl', phone: OTHER_PHONE } });
  const before = api.store.content();
  const problem = await caller.refusal('addAlias', 'alias_taken', { id, body: { phone: OTHER_PHONE } });
  expect([problem.existing, api.store.content()]).toEqual([owner.id, before]);

  await api.store.database.write(async (stores) => {
    const at = api.clock.now();
    await learnPair(stores, lawyer.lawyer.id, { lid: '1', phone: Phone.parse(CLIENT) }, at);
    await learnPair(stores, lawyer.lawyer.id, { lid: '2', phone: Phone.parse('+4917099999') }, at);
  });
  await caller.refusal('addAlias', 'alias_taken', { id, body: { phone: '+4917099999' } });
  await caller.refusal('removeAlias', 'alias_in_use', { id, alias: '1' });
});

test('with a mistaken number goes the lid that WhatsApp has for it, unless something came from there', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT } });
  const database = api.store.database;
  const pair = { lid: '77', phone: Phone.parse(OTHER_PHONE) };
  await database.write((stores) => learnPair(stores, lawyer.lawyer.id, pair, api.clock.now()));
  const add = () => caller.use('addAlias', { id, body: { phone: OTHER_PHONE } });
  expect((await add()).aliases.map(({ value }) => value).sort()).toEqual([CLIENT, OTHER_PHONE, '77'].sort());
  expect((await caller.answerOf('removeAlias', { id, alias: OTHER_PHONE })).status).toBe(204);
  expect((await caller.use('getClient', { id })).aliases.map(({ value }) => value)).toEqual([CLIENT]);

  await add();
  await write();
  const { conversation_id: conversationId } = await caller.use('getClient', { id });
  await database.write(({ messages }) =>
    messages.insert(
      plainMessage(
        { lawyerId: lawyer.lawyer.id, conversationId: ConversationId.parse(conversationId), sentAt: api.clock.now() },
        { chat: '77@lid' },
      ),
    ),
  );
  await caller.refusal('removeAlias', 'alias_in_use', { id, alias: OTHER_PHONE });
});

test('an assigned client is the other lawyer’s by name and number, and the chat stays with the first', async () => {
  await write('a confession');
  const { id } = await clientByPhone(CLIENT);
  await caller.use('changeClient', { id, body: { name: 'Bea', notes: 'Confessed', email: 'b@example.org' } });
  const body = { lawyer_id: other.lawyer.id, status: 'active' };
  expect(await caller.use('assignClient', { id, body })).toMatchObject(body);
  const { data } = await theirs.use('listClients');
  expect(data).toMatchObject([
    { name: 'Bea', phone: CLIENT, status: 'active', email: null, notes: null, conversation_id: null },
  ]);
  expect(data[0]?.id).not.toBe(id);
  await theirs.refusal('getClient', 'client_not_found', { id });
  await theirs.refusal('getConversation', 'conversation_not_found');
  const theirEvents = api.store.rows('SELECT type FROM events WHERE lawyer_id = ?', other.lawyer.id);
  expect(theirEvents).toEqual([{ type: 'client.created' }]);
  expect((await caller.use('getClient', { id })).status).toBe('lead');

  // Once more changes the status alone.
  await caller.use('assignClient', { id, body: { ...body, status: 'closed' } });
  expect((await caller.use('listAssignments', { id })).data).toMatchObject([{ ...body, status: 'closed' }]);
  expect((await theirs.use('listClients')).data).toHaveLength(1);
  await theirs.use('sendMessage', { body: { to: CLIENT, text: 'Hello' } });
  expect((await theirs.use('getConversation')).messages.map(({ text }) => text)).toEqual(['Hello']);

  expect((await caller.answerOf('unassignClient', { id, lawyer: other.lawyer.id })).status).toBe(204);
  expect((await caller.use('listAssignments', { id })).data).toEqual([]);
  await caller.refusal('unassignClient', 'assignment_not_found', { id, lawyer: other.lawyer.id });
  await caller.refusal('unassignClient', 'assignment_not_found', { id, lawyer: lawyer.lawyer.id });
  expect((await caller.use('getConversation')).messages).toHaveLength(1);
});

test('a client is assigned to nobody who is not there, nor to the own lawyer, nor without a name and a number', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea' } });
  const known = await storeMessage(api.store.database, lawyer.lawyer.id, { lid: '998877', at: api.clock.now() });
  const { client_id: unknown } = await caller.use('getConversation', { conversation: known.conversationId });
  const before = api.store.content();
  const to = (lawyer_id: string) => ({ body: { lawyer_id } });
  await caller.refusal('assignClient', 'lawyer_not_found', { id, ...to('law_01k0000000000000000000000a') });
  await caller.refusal('assignClient', 'invalid_request', { id, ...to(lawyer.lawyer.id) });
  await caller.refusal('assignClient', 'client_not_assignable', { id: unknown ?? '', ...to(other.lawyer.id) });
  expect(api.store.content()).toBe(before);
});

test('of two clients that are one now, each assignment is there once, and ends as one', async () => {
  const bea = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT } });
  const also = await caller.use('createClient', { body: { name: 'Bea B', phone: OTHER_PHONE } });
  const body = { lawyer_id: other.lawyer.id, status: 'lead' };
  for (const { id } of [bea, also]) await caller.use('assignClient', { id, body });
  await caller.use('mergeClients', { id: bea.id, body: { from: also.id } });
  const listed = async () => (await caller.use('listAssignments', { id: bea.id })).data;
  expect(await listed()).toMatchObject([body]);
  const again = { id: bea.id, body: { ...body, status: 'active' } };
  expect(await caller.use('assignClient', again)).toMatchObject({ status: 'active' });
  expect(await listed()).toMatchObject([{ ...body, status: 'active' }]);
  expect((await theirs.use('listClients')).data).toHaveLength(2);
  expect((await caller.answerOf('unassignClient', { id: bea.id, lawyer: other.lawyer.id })).status).toBe(204);
  expect(await listed()).toEqual([]);
});

test('nobody is blocked in another lawyer’s name', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT, status: 'blocked' } });
  const body = { lawyer_id: other.lawyer.id };
  await caller.refusal('assignClient', 'invalid_request', { id, body: { ...body, status: 'blocked' } });
  await caller.use('assignClient', { id, body });
  await theirs.use('sendMessage', { body: { to: CLIENT, text: 'Hello' } });
});

test('what is noted of one goes with them when two are taken apart again', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT } });
  const noted = { email: 'carl@example.org', notes: 'Has confessed' };
  const carl = await caller.use('createClient', { body: { name: 'Carl', phone: OTHER_PHONE, ...noted } });
  expect(await caller.use('mergeClients', { id, body: { from: carl.id } })).toMatchObject({ name: 'Bea', ...noted });
  expect(await caller.use('unmergeClients', { id, body: { from: carl.id } })).toMatchObject({ name: 'Carl', ...noted });
  expect(await caller.use('getClient', { id })).toMatchObject({ name: 'Bea', email: null, notes: null });
  // What was written since stays with whom it was written of.
  await caller.use('mergeClients', { id, body: { from: carl.id } });
  await caller.use('changeClient', { id, body: { notes: 'Was away' } });
  await caller.use('unmergeClients', { id, body: { from: carl.id } });
  expect(await caller.use('getClient', { id })).toMatchObject({ email: null, notes: 'Was away' });
});

test('a client with whom nothing was exchanged is removed whole, and their number can be another one’s', async () => {
  const { id } = await caller.use('createClient', { body: { name: 'Bea', phone: CLIENT, notes: 'Confessed' } });
  await caller.use('assignClient', { id, body: { lawyer_id: other.lawyer.id } });
  expect((await caller.answerOf('removeClient', { id })).status).toBe(204);
  await caller.refusal('getClient', 'client_not_found', { id });
  await caller.refusal('removeClient', 'client_not_found', { id });
  await caller.refusal('addAlias', 'client_not_found', { id, body: { phone: OTHER_PHONE } });
  expect((await caller.use('listClients')).data).toEqual([]);
  expect(api.store.rows('SELECT name, phone_number, email, notes FROM clients WHERE id = ?', id)).toEqual([
    { name: null, phone_number: null, email: null, notes: null },
  ]);
  expect(told().at(-1)).toEqual({ type: 'client.removed' });
  expect((await theirs.use('listClients')).data).toMatchObject([{ name: 'Bea', notes: null }]);
  const again = await caller.use('createClient', { body: { name: 'Carl', phone: CLIENT } });
  const { conversationId } = await write();
  expect((await caller.use('getClient', { id: again.id })).conversation_id).toBe(conversationId);
});

test('a client with whom something was exchanged, or with another one in it, is never removed', async () => {
  await write();
  const { id } = await clientByPhone(CLIENT);
  const bea = await caller.use('createClient', { body: { name: 'Bea' } });
  const part = await caller.use('createClient', { body: { name: 'B' } });
  await caller.use('mergeClients', { id: bea.id, body: { from: part.id } });
  const before = api.store.content();
  for (const one of [id, bea.id]) await caller.refusal('removeClient', 'client_not_empty', { id: one });
  await theirs.refusal('removeClient', 'client_not_found', { id });
  expect(api.store.content()).toBe(before);
});
