import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { PageMessage } from '../../../main/contract/page-reports.ts';
import type { WrittenMessageInput } from '../../../main/practice/written-message.ts';
import { pdf, png, wav } from '../practice-page-files.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { ACCOUNT, createStandIn, link, type StandIn } from './linked-page.ts';

const account = ACCOUNT;
const client = '4917000001';
const chat = `${client}@c.us`;

/** Everything that a message carries when it is none of it. */
const PLAIN = {
  chat,
  fromMe: false,
  phone: client,
  isTimeRough: false,
  author: null,
  quoted: null,
  forwarded: false,
  broadcast: false,
  viewOnce: false,
  disappearsAfter: null,
  editedAt: null,
  media: null,
  details: null,
  followedBy: [],
};

const file = (name: string, type: string, bytes: Buffer) => ({ name, type, base64: bytes.toString('base64') });
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

const picture = png(64, 48);
const tone = wav(2);
const letter = pdf('a letter');

/** What a client writes, and what the page reports of it. */
const KINDS: readonly [string, WrittenMessageInput, Partial<Record<keyof PageMessage, unknown>>][] = [
  ['a text', { text: 'Good day' }, { type: 'chat', text: 'Good day', senderName: 'Erika' }],
  [
    'a picture with its caption',
    { kind: 'image', text: 'the damage', file: file('damage.png', 'image/png', picture) },
    {
      type: 'image',
      text: 'the damage',
      media: expect.objectContaining({ sha256: sha256(picture), width: 64, height: 48 }),
    },
  ],
  [
    'a video',
    { kind: 'video', duration: 7, file: file('scene.mp4', 'video/mp4', Buffer.from('not really a video')) },
    { type: 'video', text: '', media: expect.objectContaining({ mimeType: 'video/mp4', seconds: 7 }) },
  ],
  [
    'a voice note',
    { kind: 'voice', duration: 2, file: file('note.ogg', 'audio/ogg; codecs=opus', tone) },
    { type: 'ptt', media: expect.objectContaining({ sha256: sha256(tone), seconds: 2, thumbnail: null }) },
  ],
  [
    'an audio file',
    { kind: 'audio', file: file('tone.wav', 'audio/wav', tone) },
    { type: 'audio', media: expect.objectContaining({ mimeType: 'audio/wav', size: tone.length }) },
  ],
  [
    'a document without a caption, whose name is none',
    { kind: 'document', file: file('letter.pdf', 'application/pdf', letter) },
    { type: 'document', text: '', media: expect.objectContaining({ fileName: 'letter.pdf', sha256: sha256(letter) }) },
  ],
  [
    'a sticker',
    { kind: 'sticker', file: file('smile.webp', 'image/webp', Buffer.from('RIFF....WEBP')) },
    { type: 'sticker', media: expect.objectContaining({ mimeType: 'image/webp' }) },
  ],
  [
    'a place',
    { kind: 'location', location: { latitude: 52.52, longitude: 13.405, name: 'Court' } },
    {
      type: 'location',
      details: { type: 'location', latitude: 52.52, longitude: 13.405, name: 'Court', address: null, is_live: false },
    },
  ],
  [
    'a contact card',
    { kind: 'contact', contact: { name: 'Müller, Hans', phone: '+4915112345678' } },
    {
      type: 'vcard',
      text: '',
      details: { type: 'contacts', contacts: [{ name: 'Müller, Hans', phones: ['+4915112345678'] }] },
    },
  ],
  [
    'several contact cards',
    {
      kind: 'contact',
      contacts: [
        { name: 'A', phone: '+4915100000011' },
        { name: 'B', phone: '+4915100000012' },
      ],
    },
    {
      type: 'multi_vcard',
      details: {
        type: 'contacts',
        contacts: [
          { name: 'A', phones: ['+4915100000011'] },
          { name: 'B', phones: ['+4915100000012'] },
        ],
      },
    },
  ],
  [
    'a poll',
    { kind: 'poll', poll: { question: 'When?', options: ['Monday', 'Tuesday'] } },
    {
      type: 'poll_creation',
      text: 'When?',
      details: { type: 'poll', question: 'When?', options: ['Monday', 'Tuesday'], allows_several: false },
    },
  ],
  [
    'a missed call',
    { kind: 'missed_call' },
    { type: 'call_log', details: { type: 'call', missed: true, is_video: false } },
  ],
  [
    'a missed video call',
    { kind: 'missed_call', video_call: true },
    { type: 'call_log', details: { type: 'call', missed: true, is_video: true } },
  ],
  [
    "WhatsApp's own notice",
    { kind: 'notice' },
    { type: 'e2e_notification', details: { type: 'notice', code: 'encrypt', values: [] } },
  ],
  [
    'a notice with values',
    { kind: 'notice', text: 'Muster Ltd' },
    {
      type: 'notification_template',
      details: { type: 'notice', code: 'biz_privacy_mode_to_e2ee', values: ['Muster Ltd'] },
    },
  ],
  ['a forwarded text', { text: 'see this', forwarded: true }, { type: 'chat', forwarded: true }],
  [
    'a text that disappears',
    { text: 'gone soon', disappears_after: 86_400 },
    { type: 'chat', disappearsAfter: 86_400 },
  ],
  [
    'what may be seen once, on the phone alone',
    { kind: 'image', view_once: true, file: file('once.png', 'image/png', picture) },
    { type: 'ciphertext', text: '', viewOnce: true },
  ],
];

test.describe('every kind of message that a client writes', () => {
  test.describe.configure({ mode: 'serial' });
  let standIn: StandIn;
  let driven: DrivenPage;

  test.beforeAll(async () => {
    standIn = await createStandIn({ faults: { ciphertext_every: 0 } });
    driven = await standIn.open();
    await link(standIn, driven);
  });
  test.afterAll(() => standIn.close());

  async function reported(id: string): Promise<PageMessage | undefined> {
    return (await driven.messages()).findLast((message) => message.id === id);
  }

  for (const [name, written, expected] of KINDS) {
    test(`reports ${name} as it happens, and reads it the same from the history`, async () => {
      const { id } = await standIn.people.writeAsClient({ account, client, name: 'Erika', ...written });
      await expect.poll(() => reported(id)).toBeDefined();
      expect(await reported(id)).toMatchObject({ ...PLAIN, ...expected, id });
      const history = await driven.command('readMessages', { chat, before: null, count: 20 });
      expect(history).toContainEqual(expect.objectContaining({ ...PLAIN, ...expected, id }));
    });
  }

  test('keeps a kind that nobody knows with its fields, and nothing of its text in them', async () => {
    const { id } = await standIn.people.writeAsClient({ account, client, kind: 'unknown', text: 'a secret word' });
    await expect.poll(() => reported(id)).toBeDefined();
    const message = await reported(id);
    expect(message).toMatchObject({ type: 'product_list_reply', text: '' });
    if (message?.details?.type !== 'unknown') throw new Error('it has no details');
    expect(JSON.parse(message.details.json)).toMatchObject({ kind: 'productListReply' });
    expect(message.details.json).not.toContain('secret');
  });

  test('reports an answer with the message that it answers', async () => {
    const { id: question } = await standIn.people.writeAsClient({ account, client, text: 'the question' });
    const { id } = await standIn.people.writeAsClient({ account, client, text: 'the answer', reply_to: question });
    await expect.poll(async () => (await reported(id))?.quoted).toEqual({ id: question, text: 'the question' });
  });

  test('reports what the lawyer writes on the phone', async () => {
    const { id } = await standIn.people.writeElsewhere({ account, client, text: 'from the phone' });
    await expect.poll(() => reported(id)).toMatchObject({ fromMe: true, text: 'from the phone', ack: 1 });
  });

  test('reports an edit with the new text and its time', async () => {
    const { id, timestamp } = await standIn.people.writeAsClient({ account, client, text: 'the frist' });
    await expect.poll(() => reported(id)).toBeDefined();
    await standIn.people.act({ account, client }, { action: 'edit', message: id, text: 'the first' });
    await expect.poll(async () => (await reported(id))?.text).toBe('the first');
    expect((await reported(id))?.editedAt).toBeGreaterThanOrEqual(timestamp);
  });

  test('reports what is taken back under the id that it was sent with', async () => {
    const { id } = await standIn.people.writeAsClient({ account, client, text: 'never said' });
    await expect.poll(() => reported(id)).toBeDefined();
    await standIn.people.act({ account, client }, { action: 'revoke', message: id });
    await expect.poll(() => reported(id)).toMatchObject({ ...PLAIN, type: 'revoked', text: '' });
    // The page has it under another id by then.
    expect(await driven.command('findMessage', { chat, id, fromMe: false })).toMatchObject({ id, type: 'revoked' });
    const history = await driven.command('readMessages', { chat, before: null, count: 5 });
    expect(history).toContainEqual(expect.objectContaining({ id, type: 'revoked' }));
    const older = await driven.command('readMessages', { chat, before: { id, fromMe: false }, count: 5 });
    expect(older.length).toBeGreaterThan(0);
  });

  test('reports a reaction with its time, and that it is taken back', async () => {
    const { id, timestamp } = await standIn.people.writeAsClient({ account, client, text: 'how about Monday?' });
    const reactions = async () =>
      (await driven.items()).flatMap((item) =>
        item.kind === 'reaction' && item.reaction.id === id ? [item.reaction] : [],
      );
    await expect.poll(() => reported(id)).toBeDefined();
    await standIn.people.act({ account, client }, { action: 'react', message: id, emoji: '👍' });
    await expect.poll(async () => (await reactions()).length).toBe(1);
    expect((await reactions())[0]).toMatchObject({ chat, fromMe: false, byMe: false, sender: chat, emoji: '👍' });
    expect((await reactions())[0]?.timestamp).toBeGreaterThanOrEqual(timestamp);
    const found = await driven.command('findMessage', { chat, id, fromMe: false });
    expect(found?.reactions).toEqual([expect.objectContaining({ emoji: '👍', sender: chat, byMe: false })]);
    await standIn.people.act({ account, client }, { action: 'react', message: id, emoji: '' });
    await expect.poll(async () => (await reactions()).at(-1)?.emoji).toBe('');
  });

  test('reports who wrote in a group', async () => {
    const group = '120363000000000001@g.us';
    const { id } = await standIn.people.writeInChat({
      account,
      chat: group,
      from: client,
      subject: 'The case',
      text: 'all',
    });
    await expect
      .poll(() => reported(id))
      .toMatchObject({ chat: group, author: chat, authorPhone: client, text: 'all' });
    const history = await driven.command('readMessages', { chat: group, before: null, count: 5 });
    expect(history).toContainEqual(expect.objectContaining({ id, author: chat }));
    expect(await driven.command('findMessage', { chat: group, id, fromMe: false })).toMatchObject({ id, text: 'all' });
  });

  test('reports nothing that the contract does not take', async () => {
    expect(await driven.refused()).toBe(0);
  });
});

test('a message that comes without its text first is reported again with it, and one that comes twice is the same', async () => {
  const standIn = await createStandIn({ faults: { ciphertext_every: 2, duplicate_every: 3 } });
  const driven = await standIn.open();
  await link(standIn, driven);
  const texts = Array.from({ length: 12 }, (_, index) => `message ${index}`);
  for (const text of texts) await standIn.people.writeAsClient({ account, client, text });
  const latest = async () => new Map((await driven.messages()).map(({ id, text }) => [id, text]));
  await expect.poll(async () => [...(await latest()).values()]).toEqual(texts);
  expect((await driven.messages()).some(({ type, text }) => type === 'ciphertext' && text === '')).toBe(true);
  await standIn.close();
});

test('a message that gets its text late is reported with what follows it in its second, live and from history', async () => {
  const standIn = await createStandIn({ faults: { ciphertext_every: 2, duplicate_every: 0 } });
  const driven = await standIn.open();
  await link(standIn, driven);
  const timestamp = Math.floor(Date.now() / 1000);
  const ids: string[] = [];
  for (const text of ['one', 'two', 'three']) {
    ids.push((await standIn.people.writeAsClient({ account, client, text, timestamp })).id);
  }
  const [one, two, three] = ids;
  const reported = async () => (await driven.messages()).findLast(({ id, text }) => id === two && text === 'two');
  await expect.poll(reported).toMatchObject({ followedBy: [{ id: three, fromMe: false }] });
  const history = await driven.command('readMessages', { chat, before: null, count: 10 });
  const read = history.map((found) => PageMessage.parse(found)).filter((message) => ids.includes(message.id));
  expect(read.map(({ id, followedBy }) => [id, followedBy.map((behind) => behind.id)])).toEqual([
    [one, [two, three]],
    [two, [three]],
    [three, []],
  ]);
  await standIn.close();
});

test('old messages that are edited or taken back, and are in no memory of the page, are reported', async () => {
  const standIn = await createStandIn({ faults: { ciphertext_every: 0 } });
  const { people } = standIn;
  const driven = await standIn.open();
  await link(standIn, driven);
  const { id: edited } = await people.writeAsClient({
    account,
    client,
    text: 'first version',
    timestamp: 1_700_000_000,
  });
  const { id: revoked } = await people.writeAsClient({ account, client, text: 'taken back', timestamp: 1_700_000_001 });
  await people.writeMany(
    account,
    Array.from({ length: 80 }, (_, index) => ({ client, text: `later ${index}` })),
  );
  await expect.poll(async () => (await driven.messages()).some(({ text }) => text === 'later 79')).toBe(true);
  await driven.inApp((viewApp) => viewApp.reload());
  await expect.poll(() => driven.inApp((viewApp) => viewApp.events.length)).toBe(2);
  await isLinkedAgain(driven);
  await people.act({ account, client }, { action: 'edit', message: edited, text: 'second version' });
  await people.act({ account, client }, { action: 'revoke', message: revoked });
  const latest = async (id: string) => (await driven.messages()).findLast((message) => message.id === id);
  await expect.poll(() => latest(edited)).toMatchObject({ text: 'second version', editedAt: expect.any(Number) });
  await expect.poll(() => latest(revoked)).toMatchObject({ type: 'revoked', text: '', chat });
  await standIn.close();
});

/** What was reported before the reload says nothing: a chat that can be read does. */
async function isLinkedAgain(driven: DrivenPage): Promise<void> {
  await expect
    .poll(async () => driven.command('listChats', undefined).catch(() => []), { timeout: 30_000 })
    .not.toHaveLength(0);
}
