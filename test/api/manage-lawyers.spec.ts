import { expect, test } from '@playwright/test';
import { Phone } from '../../main/contract/values.ts';
import { CLIENT, createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let other: TestLawyer;
let caller: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  other = await api.addLawyer();
  caller = createRouteCaller(api, lawyer);
});

test.afterEach(() => api.stop());

const admin = () => ({ key: api.adminKey });

/** What is left in the table of that lawyer. */
const countIn = (table: string) =>
  api.store.rows(`SELECT 1 FROM ${table} WHERE lawyer_id = ?`, lawyer.lawyer.id).length;

test('a lawyer’s own key changes the name and email, and only an administrator the number', async () => {
  const { id } = lawyer.lawyer;
  await api.clock.advance(1000);
  const changed = await caller.use('changeLawyer', { body: { name: 'Ada Lovelace' } });
  expect(changed).toEqual({
    ...lawyer.lawyer,
    name: 'Ada Lovelace',
    updated_at: new Date(api.clock.now()).toISOString(),
  });
  // The own address in another case is nobody else's.
  const email = lawyer.lawyer.email.toUpperCase();
  expect((await caller.use('changeLawyer', { body: { email } })).email).toBe(email);

  const phone_number = '+4930555555';
  const refused = await caller.refusal('changeLawyer', 'insufficient_role', { body: { name: 'X', phone_number } });
  expect(refused.errors?.[0]?.field).toBe('phone_number');
  expect(await caller.use('getLawyer')).toMatchObject({ name: 'Ada Lovelace', email });
  expect(await caller.use('changeLawyer', { ...admin(), body: { phone_number } })).toMatchObject({ id, phone_number });
  expect(api.sessions.told.at(-1)).toEqual(['lawyer', id]);
});

test('with another number the account that is linked is no longer known to be the lawyer’s', async () => {
  const { id } = lawyer.lawyer;
  const { database } = api.store;
  const isConfirmed = () => database.read((stores) => stores.lawyers.isAccountConfirmed(id));
  await database.write((stores) => stores.lawyers.setAccountConfirmed(id, true));
  await caller.use('changeLawyer', { ...admin(), body: { name: 'X', phone_number: lawyer.lawyer.phone_number } });
  expect(await isConfirmed()).toBe(true);
  await caller.use('changeLawyer', { ...admin(), body: { phone_number: '+4930555555' } });
  expect(await isConfirmed()).toBe(false);
});

test('what is another lawyer’s is taken, and nothing is changed by asking for it', async () => {
  const before = api.store.content();
  const { email, phone_number } = other.lawyer;
  for (const [body, code] of [
    [{ name: 'X', email: email.toUpperCase() }, 'email_taken'],
    [{ name: 'X', phone_number }, 'phone_taken'],
  ] as const) {
    await caller.refusal('changeLawyer', code, { ...admin(), body });
  }
  expect(api.store.content()).toBe(before);
});

test('who is not active has no page and sends nothing, and what is stored can still be read', async () => {
  const { id } = lawyer.lawyer;
  const received = await storeMessage(api.store.database, id, { phone: Phone.parse(CLIENT), at: api.clock.now() });
  const waiting = await caller.use('sendMessage', { body: { to: CLIENT, text: 'before' } });
  expect(await caller.use('deactivateLawyer', { ...admin() })).toMatchObject({ id, is_active: false });
  expect(api.sessions.told.at(-1)).toEqual(['close', id]);

  const before = api.store.content();
  const message = { id: received.id };
  await caller.refusal('sendMessage', 'lawyer_not_active', { body: { to: CLIENT, text: 'after' } });
  await caller.refusal('reactToMessage', 'lawyer_not_active', { ...message, body: { emoji: '👍' } });
  await caller.refusal('editMessage', 'lawyer_not_active', { ...message, body: { text: 'after' } });
  await caller.refusal('revokeMessage', 'lawyer_not_active', message);
  await caller.refusal('readConversation', 'lawyer_not_active');
  expect(api.store.content()).toBe(before);
  expect((await caller.use('getConversation')).messages).toHaveLength(2);
  expect((await caller.use('getMessage', { id: waiting.id })).status).toBe('queued');

  expect(await caller.use('activateLawyer', { ...admin() })).toMatchObject({ id, is_active: true });
  expect(api.sessions.told.at(-1)).toEqual(['open', id]);
  await caller.use('sendMessage', { body: { to: CLIENT, text: 'again' } });
});

test('a lawyer who is active already is not opened a second time', async () => {
  const told = [...api.sessions.told];
  expect((await caller.use('activateLawyer', { ...admin() })).is_active).toBe(true);
  expect(api.sessions.told).toEqual(told);
});

test('a lawyer with a client is never removed', async () => {
  await storeMessage(api.store.database, lawyer.lawyer.id, { phone: Phone.parse(CLIENT), at: api.clock.now() });
  await caller.refusal('removeLawyer', 'lawyer_active', { ...admin() });
  await caller.use('deactivateLawyer', { ...admin() });
  const before = api.store.content();
  await caller.refusal('removeLawyer', 'lawyer_not_empty', { ...admin() });
  expect(api.store.content()).toBe(before);
  expect((await caller.use('getConversation')).messages).toHaveLength(1);
});

test('a lawyer who was made by mistake is removed with keys, webhooks and uploads, and nobody else is', async () => {
  const { id } = lawyer.lawyer;
  const webhook = { url: 'http://127.0.0.1:9/', events: ['*'] };
  await caller.use('createWebhook', { body: webhook, headers: { 'idempotency-key': 'hook' } });
  const file = await caller.use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello') });
  const link = new URL((await caller.use('createFileLink', { id: file.id })).url).pathname;
  expect((await api.call({ path: link })).status).toBe(200);
  await caller.use('createTemplate', { body: { name: 'Hi', variants: [{ language: 'de', text: 'Hallo' }] } });
  await caller.use('changeSettings', { body: { pace: { jitter: 0.1 } } });
  await api.store.database.write((stores) =>
    stores.alerts.raise({ lawyerId: id, code: 'logged_out', subject: null, at: api.clock.now() }),
  );
  await caller.use('deactivateLawyer', { ...admin() });
  const answer = await caller.answerOf('removeLawyer');
  expect(answer.status).toBe(204);
  expect([api.sessions.told.at(-1), api.removed]).toEqual([['forget', id], [id]]);
  for (const table of ['api_keys', 'webhooks', 'events', 'attachments', 'alerts', 'lawyer_settings', 'templates']) {
    expect([table, countIn(table)]).toEqual([table, 0]);
  }
  expect(api.store.rows('SELECT 1 FROM kept_answers WHERE owner = ?', id)).toEqual([]);
  await caller.refusal('getOwnLawyer', 'unauthorized');
  expect((await api.call({ path: link })).status).toBe(404);
  await caller.refusal('removeLawyer', 'lawyer_not_found', { ...admin() });
  await createRouteCaller(api, other).use('getOwnLawyer');
});

test('an administrator lists the keys of one lawyer, and a lawyer’s key those of no other', async () => {
  const query = `?lawyer_id=${lawyer.lawyer.id}`;
  const listed = await caller.use('listKeys', { ...admin(), query });
  expect(listed.data.map((key) => key.lawyer_id)).toEqual([lawyer.lawyer.id]);
  expect((await caller.use('listKeys', { query })).data).toEqual(listed.data);
  const theirs = { query: `?lawyer_id=${other.lawyer.id}` };
  expect((await caller.refusal('listKeys', 'lawyer_not_found', theirs)).errors?.[0]?.field).toBe('lawyer_id');
  await caller.refusal('listKeys', 'invalid_request', { query: '?lawyer_id=x' });
});
