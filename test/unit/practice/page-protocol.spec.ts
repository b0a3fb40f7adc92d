import { createHash, randomUUID } from 'node:crypto';
import { expect, test } from '@playwright/test';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import { jidOfPerson } from '../../../main/practice/jid.ts';
import { createPracticeWorld, type PracticeWorld } from './practice-world.ts';

const account = '4915100001';
const client = '4917000001';
const chat = `${client}@c.us`;
let world: PracticeWorld;

test.beforeEach(async () => {
  world = await createPracticeWorld({ delays: { lidLearnt: 60_000 } });
});
test.afterEach(() => world.close());

test('takes files up and gives them back, and sends none that was not uploaded', async () => {
  const linked = await world.linkedDevice(account);
  const bytes = Buffer.from('scan');
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const media = { sha256, size: bytes.length, mimetype: 'image/png', filename: null };
  const message = { op: 'message', chat, id: '3EB00011223344556677', type: 'image', text: '', media };
  expect(await linked.sendOut(message)).toEqual([{ error: 'invalid_request' }]);
  expect(await linked.upload(bytes)).toEqual({ sha256, size: 4 });
  expect(await linked.sendOut(message)).toMatchObject([{ t: expect.any(Number) }]);
  const place = { chat, id: message.id, fromMe: true };
  expect(await linked.download(place)).toEqual(bytes);
  expect(await linked.download({ ...place, fromMe: false })).toBe(404);
  expect(await linked.download({ ...place, id: '../../ledger.jsonl' })).toBe(400);
});

test('settles each of several items by itself, in their order', async () => {
  const linked = await world.linkedDevice(account);
  const text = (id: string, written: string) => ({ op: 'message', chat, id, type: 'text', text: written });
  const results = await linked.sendOut(
    text('3EB0000000000001', 'one'),
    { op: 'message', chat },
    { op: 'dance' },
    text('../../etc', 'two'),
    text('3EB0000000000002', ''),
    { op: 'edit', chat, id: '3EB0000000000003', message: { id: 'nothing00', fromMe: true }, text: 'x' },
    { op: 'message', chat: '4917000000@c.us', id: '3EB0000000000004', type: 'text', text: 'nobody' },
    text('3EB0000000000005', 'three'),
  );
  expect(results.map(({ error }) => error ?? 'taken')).toEqual([
    'taken',
    ...['invalid_request', 'invalid_request', 'invalid_request', 'invalid_request'],
    ...['unknown_message', 'unknown_chat', 'taken'],
  ]);
  const texts = (await world.people.ledger()).flatMap((entry) => (entry.kind === 'message' ? [entry.text] : []));
  expect(texts).toEqual(['one', 'three']);
});

test('edits, takes back and reacts once for an attempt that is repeated', async () => {
  const linked = await world.linkedDevice(account);
  await linked.send(client, '3EB0000000000001', 'frist');
  const message = { id: '3EB0000000000001', fromMe: true };
  for (const item of [
    { op: 'edit', id: '3EB0000000000002', text: 'first' },
    { op: 'reaction', id: '3EB0000000000003', emoji: '👍' },
    { op: 'revoke', id: '3EB0000000000004' },
  ]) {
    const whole = { ...item, chat, message, attempt: randomUUID() };
    const [first, second] = [await linked.sendOut(whole), await linked.sendOut(whole)];
    expect(second).toEqual(first);
  }
  const kinds = (await world.people.ledger()).map(({ kind }) => kind);
  expect(kinds.filter((kind) => ['edit', 'reaction', 'revoke'].includes(kind))).toEqual(['edit', 'reaction', 'revoke']);
  const again = { op: 'edit', chat, message, id: '3EB0000000000005', text: 'too late' };
  expect(await linked.sendOut(again)).toEqual([{ error: 'invalid_request' }]);
});

test('tells a revoked message by the id of the revoke, and knows it by no other', async () => {
  const linked = await world.linkedDevice(account);
  const { id } = await world.people.writeAsClient({ account, client, text: 'gone soon' });
  await world.people.writeAsClient({ account, client, text: 'stays' });
  await world.people.act({ account, client }, { action: 'revoke', message: id });
  const told = await linked.next('revoke');
  expect(told).toMatchObject({ chat, id, fromMe: false, bySelf: false });
  const around = (wanted: string) =>
    linked.get('history', { naming: 'phone', chat, direction: 'around', count: '10', id: wanted, fromMe: 'false' });
  expect((await around(String(told.changeId))).body).toMatchObject({
    found: true,
    messages: [{ revoke: { id: told.changeId, bySelf: false } }, { text: 'stays' }],
  });
  expect((await around(id)).body).toEqual({ found: false, messages: [] });
});

test('names people by lids where it is told to, and takes both names from the page', async () => {
  const linked = await world.linkedDevice(account);
  await world.people.setFaults({ lids: 'late' });
  const lid = jidOfPerson(client, 'lid');
  const { id } = await world.people.writeAsClient({ account, client, text: 'Hello' });
  const page = await world.device({ id: linked.id, naming: 'lid' });
  expect(await page.next('message')).toMatchObject({ chat: lid, phone: null });
  expect((await page.get('snapshot')).body).toMatchObject({
    naming: 'lid',
    linked: { lid: jidOfPerson(account, 'lid') },
    chats: [{ chat: lid, phone: null }],
  });
  expect((await page.post('exists', { user: lid })).body).toEqual({ found: { phone: client, lid } });
  expect(await page.next('lid')).toEqual({ lid, phone: client });
  expect((await page.get('snapshot')).body).toMatchObject({ chats: [{ phone: client }] });
  for (const name of [lid, chat]) {
    const query = { naming: 'lid', chat: name, direction: 'before', count: '5' };
    expect((await page.get('history', query)).body).toMatchObject({ messages: [{ id, chat: lid }] });
  }
  const item = { op: 'message', type: 'text', id: '3EB0000000000001', text: 'Hi', chat: lid };
  expect(await page.sendOut(item)).toMatchObject([{ t: expect.any(Number) }]);
  expect(await world.people.readClientPhone(account, client)).toHaveLength(1);
});

test('changes only the faults that are named, refuses what is none, and answers with the whole', async () => {
  expect(await world.people.faults()).toEqual(ORDINARY_DAY);
  expect(await world.people.setFaults({ sends: 'slow' })).toEqual({ ...ORDINARY_DAY, sends: 'slow' });
  expect(await world.people.setFaults({ media: 'gone' })).toEqual({ ...ORDINARY_DAY, sends: 'slow', media: 'gone' });
  for (const wrong of ['{"sends":"never"}', '{"rain":true}', '{"hang_ms":-1}', '{"duplicate_every":1.5}', '[]']) {
    const headers = { 'content-type': 'application/json', 'x-practice-control': '1' };
    const answer = await fetch(`${world.server.url}/control/faults`, { method: 'POST', headers, body: wrong });
    expect([wrong, answer.status]).toEqual([wrong, 400]);
  }
  expect(await world.people.faults()).toMatchObject({ sends: 'slow', hang_ms: 0 });
});

test('tells open pages of changed faults at once', async () => {
  const waiting = await world.device();
  expect(await waiting.next('hello')).toMatchObject({ faults: { silent: false } });
  await world.people.setFaults({ silent: true });
  expect(await waiting.next('faults')).toMatchObject({ silent: true });
});

test('hangs one load of a page, and not the next', async () => {
  await world.people.setFaults({ hang_ms: 50 });
  const first = await world.device();
  expect(await first.next('hang')).toEqual({ ms: 50 });
  const second = await world.device();
  await second.next('code');
  await world.people.setFaults({ hang_ms: 0 });
  expect(await second.next('faults')).toMatchObject({ hang_ms: 0 });
});

test('takes, refuses, holds and loses answers as it is told to', async () => {
  const linked = await world.linkedDevice(account);
  const send = (id: string) => linked.send(client, id, id);
  await world.people.setFaults({ sends: 'refused' });
  expect(await send('3EB0000000000001')).toEqual({ error: 'refused' });
  await world.people.setFaults({ sends: 'pending' });
  expect(await send('3EB0000000000002')).toEqual({ held: true });
  await world.people.setFaults({ sends: 'answer_lost' });
  expect(await send('3EB0000000000003')).toEqual({ lost: true });
  await world.people.setFaults({ sends: 'ok' });
  expect(await send('3EB0000000000004')).toMatchObject({ t: expect.any(Number) });
  await expect
    .poll(async () => (await world.people.readClientPhone(account, client)).map(({ status }) => status))
    .toEqual(['read', 'read']);
  const ids = (await world.people.readClientPhone(account, client)).map(({ id }) => id);
  expect(ids).toEqual(['3EB0000000000003', '3EB0000000000004']);
  // The page hears nothing of the one whose answer was lost.
  expect(await linked.next('ack')).toMatchObject({ id: '3EB0000000000004', ack: 2 });
});

test('lets nothing through while the network is down, but what the page has in its own database', async () => {
  const linked = await world.linkedDevice(account);
  await world.people.setFaults({ network: 'down' });
  await expect(linked.next('nothing')).rejects.toThrow();
  await expect(linked.post('exists', { user: client })).rejects.toThrow();
  await expect(linked.upload(Buffer.from('x'))).rejects.toThrow();
  expect((await linked.get('snapshot')).status).toBe(200);
  await world.people.setFaults({ network: 'up' });
  expect((await linked.post('exists', { user: client })).status).toBe(200);
});
