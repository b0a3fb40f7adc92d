import { expect, test } from '@playwright/test';
import { MessageId } from '../../main/contract/ids.ts';
import { Phone } from '../../main/contract/values.ts';
import { newId } from '../../main/domain/new-id.ts';
import { beforeEachWithOneLawyer } from '../support/one-lawyers-api.ts';
import { CLIENT, type RouteCaller } from '../support/route-caller.ts';
import type { TestApi, TestLawyer } from '../support/start-test-api.ts';
import { storeMessage } from '../support/stored-message.ts';

let api: TestApi;
let lawyer: TestLawyer;
let caller: RouteCaller;

beforeEachWithOneLawyer((world) => {
  ({ api, lawyer, caller } = world);
});

/** A message that was accepted and has come to that end. */
async function ended(status: 'failed' | 'unknown', error: string, body: object = { text: 'Out' }): Promise<string> {
  const { id } = await caller.use('sendMessage', { body: { to: CLIENT, ...body } });
  await api.store.database.write(async (stores) => {
    await stores.messages.reachStatus(lawyer.lawyer.id, MessageId.parse(id), status, error, api.clock.now());
    await stores.outbox.removeByMessage(lawyer.lawyer.id, MessageId.parse(id));
  });
  return id;
}

const actions = () => api.store.rows<{ action: string; state: string }>('SELECT action, state FROM outbox ORDER BY id');

test('a failed message is queued again as the same one, with its file and what it answers', async () => {
  const { id: first } = await caller.use('sendMessage', { body: { to: CLIENT, text: 'First' } });
  await api.store.database.write((stores) =>
    stores.messages.reachStatus(lawyer.lawyer.id, MessageId.parse(first), 'sent', null, api.clock.now()),
  );
  const file = await caller.use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello') });
  const body = { attachment: { id: file.id }, text: 'See here', reply_to: first };
  const id = await ended('failed', 'attachment_damaged', body);
  const [{ action } = { action: '' }] = actions().slice(-1);
  expect(JSON.parse(action)).toMatchObject({ text: 'First' });
  const message = await caller.use('retryMessage', { id });
  expect(message).toMatchObject({ id, status: 'queued', error: null, text: 'See here', attachment: { id: file.id } });
  const [again] = actions().slice(-1);
  expect([again?.state, JSON.parse(again?.action ?? '')]).toMatchObject([
    'queued',
    { type: 'send', to: 'conversation', text: 'See here', file: { fileName: 'a.txt', use: 'document' }, quoted: {} },
  ]);
  expect(api.woken.at(-1)).toBe(lawyer.lawyer.id);
  await caller.refusal('retryMessage', 'message_not_retryable', { id });
  expect(await caller.use('cancelMessage', { id })).toMatchObject({ id, status: 'cancelled' });
});

test('a file that was taken back is sent after all, also without a word', async () => {
  const file = await caller.use('uploadAttachment', { query: '?file_name=a.txt', body: Buffer.from('hello') });
  const { id } = await caller.use('sendMessage', { body: { to: CLIENT, attachment: { id: file.id } } });
  const [before] = actions();
  await caller.use('cancelMessage', { id });
  expect(actions()).toEqual([]);
  expect(await caller.use('retryMessage', { id })).toMatchObject({ id, status: 'queued', attachment: { id: file.id } });
  const [after] = actions();
  expect(JSON.parse(after?.action ?? '')).toMatchObject({ file: JSON.parse(before?.action ?? '').file });
});

test('one whose fate is unknown is looked for first, once a person has said that it may come twice', async () => {
  const id = await ended('unknown', 'not_confirmed');
  const before = api.store.content();
  for (const body of [undefined, {}, { confirm: false }]) {
    const problem = await caller.refusal('retryMessage', 'confirmation_needed', { id, ...(body ? { body } : {}) });
    expect(problem.errors?.[0]?.field).toBe('confirm');
  }
  expect(api.store.content()).toBe(before);
  expect((await caller.use('retryMessage', { id, body: { confirm: true } })).status).toBe('sending');
  expect(actions().map(({ state }) => state)).toEqual(['sending']);
});

test('nothing is sent again for somebody who is not active, or to somebody who is blocked', async () => {
  const id = await ended('failed', 'not_on_whatsapp');
  const { data } = await caller.use('listClients');
  await caller.use('changeClient', { id: data[0]?.id, body: { status: 'blocked' } });
  await caller.refusal('retryMessage', 'client_blocked', { id });
  await caller.use('deactivateLawyer', { key: api.adminKey });
  await caller.refusal('retryMessage', 'lawyer_not_active', { id });
  expect(actions()).toEqual([]);
});

test('what the lawyer’s phone could not send, and we cannot either, is not sent as something else', async () => {
  const { id: lawyerId } = lawyer.lawyer;
  const { database } = api.store;
  const at = api.clock.now();
  const failed = { direction: 'outbound', status: 'failed', at } as const;
  for (const [kind, text] of [
    ['location', ''],
    ['sticker', ''],
    ['contacts', 'Bea'],
    ['text', ''],
  ] as const) {
    const { id } = await storeMessage(database, lawyerId, { ...failed, phone: Phone.parse(CLIENT), kind, text });
    await caller.refusal('retryMessage', 'message_not_retryable', { id });
  }
  const revoked = await storeMessage(database, lawyerId, { ...failed, phone: Phone.parse(CLIENT) });
  await database.write((stores) => stores.messages.revoke(lawyerId, revoked.id, at));
  await caller.refusal('retryMessage', 'message_not_retryable', { id: revoked.id });
  const { id: group } = await database.write((stores) =>
    stores.conversations.ofGroup(lawyerId, { jid: '1203630@g.us', title: 'Family', newId: newId('con', at), at }),
  );
  const inGroup = await storeMessage(database, lawyerId, { ...failed, group });
  await caller.refusal('retryMessage', 'group_is_read_only', { id: inGroup.id });
  expect(actions()).toEqual([]);
});
