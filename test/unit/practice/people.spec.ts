import { createHash } from 'node:crypto';
import { expect, test } from '@playwright/test';
import type { WrittenMessageInput } from '../../../main/practice/written-message.ts';
import { codeOf, createPracticeWorld, type PracticeWorld } from './practice-world.ts';

const account = '4915100001';
const client = '4917000001';
const at = { account, client };
const bytes = Buffer.from('a file of some kind');
const file = { name: 'Brief.pdf', type: 'application/pdf', base64: bytes.toString('base64') };
const sha256 = createHash('sha256').update(bytes).digest('hex');
let world: PracticeWorld;

test.beforeEach(async () => {
  world = await createPracticeWorld();
});
test.afterEach(() => world.close());

test('writes every kind, and refuses one without what it needs', async () => {
  const { people } = world;
  const whole: WrittenMessageInput[] = [
    { kind: 'text', text: 'x' },
    ...(['image', 'video', 'voice', 'audio', 'document', 'sticker'] as const).map((kind) => ({ kind, file })),
    { kind: 'location', location: { latitude: 1, longitude: 2 } },
    { kind: 'contact', contact: { name: 'Eva', phone: '+4917000000042' } },
    { kind: 'poll', poll: { question: 'When?', options: ['Mon', 'Tue'] } },
    { kind: 'missed_call' },
    { kind: 'notice' },
    { kind: 'unknown' },
  ];
  for (const written of whole) await people.writeAsClient({ ...at, ...written });
  expect((await people.readClientPhone(account, client)).map(({ kind }) => kind)).toEqual(
    whole.map(({ kind }) => kind ?? 'text'),
  );
  for (const kind of ['text', 'image', 'voice', 'document', 'location', 'contact', 'poll'] as const) {
    expect([kind, await codeOf(people.writeAsClient({ ...at, kind }))]).toEqual([kind, '400 invalid_request']);
  }
  expect(await codeOf(people.writeAsClient({ ...at, kind: 'text', text: 'x', file }))).toBe('400 invalid_request');
  expect(await people.readClientPhone(account, client)).toHaveLength(whole.length);
});

test('takes what is written for what its parts make of it, and says which kinds a file can be', async () => {
  const { people } = world;
  await people.writeAsClient({ ...at, file });
  await people.writeAsClient({ ...at, file: { ...file, type: 'image/jpeg' }, text: 'look' });
  await people.writeAsClient({ ...at, location: { latitude: 1, longitude: 2 } });
  expect((await people.readClientPhone(account, client)).map(({ kind }) => kind)).toEqual([
    'document',
    'image',
    'location',
  ]);
  await expect(people.writeAsClient({ ...at, kind: 'text', file, text: 'x' })).rejects.toThrow(
    'kind: must be image, video, voice, audio, document, sticker for a file',
  );
});

test('keeps the bytes of a file beside the ledger, whose entry names their hash', async () => {
  const { people } = world;
  const { id } = await people.writeAsClient({ ...at, kind: 'document', file, text: 'here it is' });
  const stored = { name: 'Brief.pdf', type: 'application/pdf', size: bytes.length, sha256 };
  expect(await people.readClientPhone(account, client)).toMatchObject([{ id, text: 'here it is', file: stored }]);
  expect(await people.file(sha256)).toEqual(bytes);
  expect(await people.ledger()).toMatchObject([{ kind: 'message', id, type: 'document', media: { sha256 } }]);
  expect(await codeOf(people.file('0'.repeat(64)))).toBe('404 unknown_media');
});

test('writes many messages at once, in their order and with one fsync', async () => {
  const messages = Array.from({ length: 2_000 }, (_, n) => ({ client: `${4917100001 + (n % 20)}`, text: `no ${n}` }));
  const ids = await world.people.writeMany(account, messages);
  const entries = await world.people.ledger();
  expect(entries.map((entry) => (entry.kind === 'message' ? [entry.id, entry.text] : []))).toEqual(
    ids.map((id, n) => [id, `no ${n}`]),
  );
});

test('edits, takes back and reacts, each once more a fact of the ledger', async () => {
  const { people } = world;
  const [{ id: first }, { id: second }] = [
    await people.writeAsClient({ ...at, text: 'frist' }),
    await people.writeAsClient({ ...at, text: 'no' }),
  ];
  await people.act(at, { action: 'edit', message: first, text: 'first' });
  await people.act(at, { action: 'react', message: first, emoji: '👍' });
  await people.act(at, { action: 'revoke', message: second });
  expect((await people.ledger(2)).map(({ kind }) => kind)).toEqual(['edit', 'reaction', 'revoke']);
  expect(await people.readClientPhone(account, client)).toMatchObject([
    { text: 'first', edited: true, reactions: [{ by: 'client', emoji: '👍' }] },
    { text: '', revoked: true },
  ]);
  await people.act(at, { action: 'react', message: first, emoji: '' });
  expect(await people.readClientPhone(account, client)).toMatchObject([{ reactions: [] }, {}]);
});

test('lets a client change only what it wrote and what is there', async () => {
  const { people } = world;
  const { id } = await people.writeElsewhere({ ...at, text: 'from the lawyer' });
  await expect.poll(async () => (await people.readClientPhone(account, client)).length).toBe(1);
  expect(await codeOf(people.act(at, { action: 'edit', message: id, text: 'x' }))).toBe('409 not_own_message');
  expect(await codeOf(people.act(at, { action: 'revoke', message: id }))).toBe('409 not_own_message');
  expect(await codeOf(people.act(at, { action: 'play', message: id }))).toBe('409 not_a_voice_note');
  expect(await codeOf(people.act(at, { action: 'react', message: '3A00000000', emoji: 'x' }))).toBe(
    '404 unknown_message',
  );
  const { id: own } = await people.writeAsClient({ ...at, text: 'mine' });
  await people.act(at, { action: 'revoke', message: own });
  expect(await codeOf(people.act(at, { action: 'edit', message: own, text: 'x' }))).toBe('409 not_own_message');
});

test('plays a voice note of the lawyer, which says so', async () => {
  const { people } = world;
  const { id } = await people.writeElsewhere({ ...at, kind: 'voice', file });
  await expect.poll(async () => (await people.readClientPhone(account, client))[0]?.status).toBe('read');
  await people.act(at, { action: 'play', message: id });
  expect(await people.readClientPhone(account, client)).toMatchObject([{ id, status: 'played' }]);
});

test('answers a message with its quote', async () => {
  const { people } = world;
  const linked = await world.linkedDevice(account);
  const { id } = await people.writeAsClient({ ...at, text: 'original' });
  await people.writeAsClient({ ...at, text: 'answer', reply_to: id });
  await people.writeAsClient({ ...at, text: 'to nothing', reply_to: '3A0000000000000000FF' });
  await linked.next('message');
  expect(await linked.next('message')).toMatchObject({
    text: 'answer',
    quoted: { id, fromMe: false, sender: `${client}@c.us`, text: 'original' },
  });
  expect(await linked.next('message')).toMatchObject({ quoted: { id: '3A0000000000000000FF', type: 'unknown' } });
});

test('writes into groups, newsletters, statuses and broadcast lists, and refuses anything else', async () => {
  const { people } = world;
  const linked = await world.linkedDevice(account);
  const group = '120363041234567890@g.us';
  await people.writeInChat({ account, chat: group, from: client, subject: 'Club', name: 'Greta', text: 'hi' });
  const told = { chat: group, author: `${client}@c.us`, fromMe: false, name: 'Greta', subject: 'Club' };
  expect(await linked.next('message')).toMatchObject(told);
  await people.writeInChat({ account, chat: '1699999999@broadcast', text: 'to all' });
  expect(await linked.next('message')).toMatchObject({ chat: '1699999999@broadcast', fromMe: true });
  expect(await people.readChat(account, group)).toMatchObject([{ text: 'hi', from_me: true }]);
  expect(await people.readClientPhone(account, client)).toEqual([]);
  expect(await codeOf(people.writeInChat({ account, chat: group, text: 'by nobody' }))).toBe('400 invalid_request');
  for (const chat of [`${client}@c.us`, 'x@g.us', '../x']) {
    expect(await codeOf(people.writeInChat({ account, chat, from: client, text: 'x' }))).toBe('400 invalid_request');
  }
});

test('makes a long history, read long ago, of which a page is told chat by chat', async () => {
  const { people } = world;
  const linked = await world.linkedDevice(account);
  const seed = {
    first_client: '4917500001',
    chats: 3,
    messages_per_chat: 1_500,
    from: 1_600_000_000,
    until: 1_600_100_000,
    picture_every: 100,
  };
  expect(await people.seed(account, seed)).toEqual({ messages: 4_500, chats: 3 });
  const chats = new Set<unknown>();
  while (chats.size < 3) chats.add((await linked.next('history')).chat);
  const { body } = await linked.get('snapshot');
  expect(body.chats).toMatchObject(Array(3).fill({ unread: 0, recent: [{ t: expect.any(Number) }] }));
  const query = { naming: 'phone', chat: '4917500002@c.us', direction: 'before', count: '100000' };
  const { messages } = (await linked.get('history', query)).body as { messages: { t: number; type: string }[] };
  expect(messages).toHaveLength(1_500);
  expect(messages.map(({ t }) => t)).toEqual(messages.map(({ t }) => t).sort((a, b) => a - b));
  expect(messages.filter(({ type }) => type === 'image').length).toBeGreaterThan(10);
});

test('puts history that comes late in its place by time', async () => {
  const { people } = world;
  const linked = await world.linkedDevice(account);
  await people.writeAsClient({ ...at, text: 'new' });
  await people.seed(account, {
    first_client: '4917000001',
    chats: 1,
    messages_per_chat: 2,
    from: 1_600_000_000,
    until: 1_600_000_100,
  });
  await people.writeAsClient({ ...at, text: 'older', timestamp: 1_600_000_050 });
  const query = { naming: 'phone', chat: `${client}@c.us`, direction: 'before', count: '10' };
  const { messages } = (await linked.get('history', query)).body as { messages: { text: string }[] };
  expect(messages.map(({ text }) => text.replace(/:.*/, ''))).toEqual(['1', 'older', '2', 'new']);
});

test('shows the client that the lawyer types, until the message arrives', async () => {
  const linked = await world.linkedDevice(account);
  expect(await world.people.lawyerPresence(at)).toBeNull();
  await linked.post('presence', { chat: `${client}@c.us`, state: 'composing' });
  expect(await world.people.lawyerPresence(at)).toBe('composing');
  await linked.send(client, '3EB00011223344556677', 'Here I am');
  expect(await world.people.lawyerPresence(at)).toBe('paused');
  expect((await world.people.ledger(1)).slice(0, 2).map(({ kind }) => kind)).toEqual(['presence', 'message']);
});
