import { createHash } from 'node:crypto';
import { expect } from '@playwright/test';
import { FILE_PART_BYTES } from '../../../main/contract/page-channels.ts';
import type { PageCommandInput } from '../../../main/contract/page-commands.ts';
import { pdf, png, wav } from '../practice-page-files.ts';
import { type DrivenPage, test } from './driven-page.ts';
import { ACCOUNT, createStandIn, isReady, isThere, link, type StandIn } from './linked-page.ts';
import { holdTime, letPass } from './page-time.ts';

const account = ACCOUNT;
const client = '4917000001';
const chat = `${client}@c.us`;

let counted = 0;
/** An id as the main process chooses it. */
function newId(): string {
  counted += 1;
  return `3EB0${String(counted).padStart(18, '0')}`;
}

async function stage(driven: DrivenPage, file: string, bytes: Buffer): Promise<void> {
  for (let offset = 0; offset < bytes.length; offset += FILE_PART_BYTES) {
    const part = bytes.subarray(offset, offset + FILE_PART_BYTES);
    const { size } = await driven.command('stageFile', { file, offset, base64: part.toString('base64') });
    expect(size).toBe(offset + part.length);
  }
}

async function fetchMedia(driven: DrivenPage, place: PageCommandInput<'openMedia'>): Promise<Buffer> {
  const { file, size } = await driven.command('openMedia', place);
  const parts: Buffer[] = [];
  for (let offset = 0; offset < size; offset += FILE_PART_BYTES) {
    const { base64 } = await driven.command('readMedia', { file, offset });
    parts.push(Buffer.from(base64, 'base64'));
  }
  await driven.command('closeMedia', { file });
  await expect(driven.command('readMedia', { file, offset: 0 })).rejects.toThrow('media_not_open');
  return Buffer.concat(parts);
}

test.describe('what the lawyer does through wa-js', () => {
  test.describe.configure({ mode: 'serial' });
  let standIn: StandIn;
  let driven: DrivenPage;

  test.beforeAll(async () => {
    standIn = await createStandIn();
    driven = await standIn.open();
    await link(standIn, driven);
    await standIn.people.writeAsClient({ account, client, name: 'Erika', text: 'I need a lawyer' });
  });
  test.afterAll(() => standIn.close());

  const phone = () => standIn.people.readClientPhone(account, client);
  const onPhone = async (id: string) => (await phone()).find((message) => message.id === id);
  const send = (text: string, change: Partial<PageCommandInput<'sendText'>> = {}) => {
    const id = newId();
    return driven.command('sendText', { chat, phone: client, id, text, quoted: null, ...change });
  };

  test('a text arrives under the id that we chose, and its acknowledgements are reported', async () => {
    const id = newId();
    const sent = await send('How can I help?\n*Today* 😀', { id });
    expect(sent.id).toBe(id);
    expect(sent.ack).toBeGreaterThanOrEqual(1);
    await expect.poll(() => onPhone(id)).toMatchObject({ text: 'How can I help?\n*Today* 😀', from_me: false });
    const acks = async () =>
      (await driven.items()).flatMap((item) => (item.kind === 'ack' && item.ack.id === id ? [item.ack.ack] : []));
    await expect.poll(async () => (await acks()).at(-1)).toBe(3);
    expect(await acks()).toContain(2);
  });

  test('an answer quotes the message that it answers; one that is not there is refused before anything is sent', async () => {
    const { id: question } = await standIn.people.writeAsClient({ account, client, text: 'a question' });
    await isThere(driven, { chat, id: question, fromMe: false });
    const { id } = await send('an answer', { quoted: { chat, id: question, fromMe: false } });
    await expect.poll(async () => (await onPhone(id ?? ''))?.reply_to).toBe(question);
    const before = (await phone()).length;
    const gone = send('to nobody', { quoted: { chat, id: '3A00000000000000000000', fromMe: false } });
    await expect(gone).rejects.toThrow('message_not_found');
    expect(await phone()).toHaveLength(before);
  });

  const FILES = [
    ['image', 'damage.png', 'image/png', png(40, 30), 'image'],
    ['video', 'scene.mp4', 'video/mp4', Buffer.from('some frames'), 'video'],
    ['voice', 'note.ogg', 'audio/ogg', wav(1), 'voice'],
    ['audio', 'tone.wav', 'audio/wav', wav(1), 'audio'],
    ['document', 'Vollmacht „neu“.pdf', 'application/pdf', pdf('power of attorney'), 'document'],
  ] as const;
  for (const [use, fileName, mimeType, bytes, kind] of FILES) {
    test(`a file sent as ${use} arrives as it was`, async () => {
      const id = newId();
      const caption = use === 'image' || use === 'document' ? 'as agreed' : '';
      await stage(driven, id, bytes);
      const sent = await driven.command('sendFile', {
        ...{ chat, phone: client, id, file: id, use, mimeType, fileName, caption, quoted: null },
      });
      expect(sent.id).toBe(id);
      expect(sent.ack).toBeGreaterThanOrEqual(1);
      await expect.poll(() => onPhone(id)).toMatchObject({ kind, text: caption });
      const { sha256 = '' } = (await onPhone(id))?.file ?? {};
      expect(sha256).toBe(createHash('sha256').update(bytes).digest('hex'));
      if (use === 'document') expect((await onPhone(id))?.file?.name).toBe(fileName);
      const shown = await driven.command('findMessage', { chat, id, fromMe: true, author: null });
      const picture = Buffer.from(shown?.media?.thumbnail ?? '', 'base64');
      if (use === 'image') expect(picture.subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
      const again = driven.command('sendFile', {
        ...{ chat, phone: client, id: newId(), file: id, use, mimeType, fileName, caption, quoted: null },
      });
      await expect(again).rejects.toThrow('file_not_staged');
    });
  }

  test('a file of several parts is the same at both ends, in and out', async () => {
    const bytes = Buffer.alloc(2 * FILE_PART_BYTES + 4321);
    for (let at = 0; at < bytes.length; at += 1) bytes[at] = (at * 31 + (at >> 8)) & 0xff;
    const id = newId();
    await stage(driven, id, bytes);
    await driven.command('sendFile', {
      ...{ chat, phone: client, id, file: id, use: 'document', mimeType: 'application/octet-stream' },
      ...{ fileName: 'large.bin', caption: '', quoted: null },
    });
    await expect.poll(async () => (await onPhone(id))?.file?.size).toBe(bytes.length);
    const sha256 = (await onPhone(id))?.file?.sha256 ?? '';
    expect((await standIn.people.file(sha256)).equals(bytes)).toBe(true);

    const written = {
      kind: 'document',
      file: { name: 'x', type: 'application/x', base64: bytes.toString('base64') },
    } as const;
    const received = await standIn.people.writeAsClient({ account, client, ...written });
    const place = { chat, id: received.id, fromMe: false };
    await isThere(driven, place);
    expect((await fetchMedia(driven, place)).equals(bytes)).toBe(true);
  });

  test('parts that come out of order are refused, and 0 begins anew', async () => {
    await driven.command('stageFile', { file: 'f', offset: 0, base64: 'AAAA' });
    await expect(driven.command('stageFile', { file: 'f', offset: 9, base64: 'AAAA' })).rejects.toThrow(
      'part_out_of_order',
    );
    expect(await driven.command('stageFile', { file: 'f', offset: 0, base64: 'AAAA' })).toEqual({ size: 3 });
  });

  test('a reaction reaches the client and is reported as ours, and is taken back', async () => {
    const { id } = await standIn.people.writeAsClient({ account, client, text: 'on Monday?' });
    const message = { chat, id, fromMe: false };
    await isThere(driven, message);
    await driven.command('react', { message, emoji: '👍' });
    await expect.poll(async () => (await onPhone(id))?.reactions).toEqual([{ by: 'lawyer', emoji: '👍' }]);
    const reported = (await driven.items()).flatMap((item) => (item.kind === 'reaction' ? [item.reaction] : []));
    expect(reported).toContainEqual(expect.objectContaining({ id, byMe: true, emoji: '👍' }));
    await driven.command('react', { message, emoji: '' });
    await expect.poll(async () => (await onPhone(id))?.reactions).toEqual([]);
  });

  test('an edit and a revoke reach the client and are reported', async () => {
    const id = newId();
    await send('Monady', { id });
    const message = { chat, id, fromMe: true };
    await driven.command('edit', { message, text: 'Monday' });
    await expect.poll(() => onPhone(id)).toMatchObject({ text: 'Monday', edited: true });
    const latest = async () => (await driven.messages()).findLast((one) => one.id === id);
    await expect.poll(latest).toMatchObject({ text: 'Monday', editedAt: expect.any(Number) });
    await driven.command('revoke', { message });
    await expect.poll(() => onPhone(id)).toMatchObject({ revoked: true });
    await expect.poll(latest).toMatchObject({ type: 'revoked', text: '', fromMe: true });
    await expect(driven.command('revoke', { message: { chat, id: '3A11111111111111', fromMe: true } })).rejects.toThrow(
      'message_not_found',
    );
  });

  test('what a client wrote is never taken back on this device alone', async () => {
    const { id } = await standIn.people.writeAsClient({ account, client, text: 'theirs' });
    const message = { chat, id, fromMe: false };
    await isThere(driven, message);
    await expect(driven.command('revoke', { message })).rejects.toThrow('message_not_own');
    expect(await driven.command('findMessage', message)).toMatchObject({ text: 'theirs' });
  });

  test('"typing…" and that a chat was read are shown to the client', async () => {
    await driven.command('showTyping', { chat, typing: true });
    await expect.poll(() => standIn.people.lawyerPresence({ account, client })).toBe('composing');
    await driven.command('showTyping', { chat, typing: false });
    await expect.poll(() => standIn.people.lawyerPresence({ account, client })).toBe('paused');
    await driven.command('markRead', { chat });
    await expect
      .poll(async () => (await phone()).filter((one) => one.from_me).every((one) => one.status === 'read'))
      .toBe(true);
  });

  test('a chat is opened on the screen, and read from there', async () => {
    await driven.command('openChat', { chat, phone: client });
    const open = await driven.command('readOpenChat', undefined);
    expect(open).toMatchObject({ chat, title: 'Erika' });
    expect(open?.messages.length).toBeGreaterThan(5);
  });

  test('a number is resolved, and one that is not on WhatsApp is not', async () => {
    expect(await driven.command('resolvePhone', { phone: '4917000077' })).toMatchObject({ chat: '4917000077@c.us' });
    expect(await driven.command('resolvePhone', { phone: '4917000000' })).toBeNull();
  });

  test('every ability is done by wa-js, and nothing is missing', async () => {
    const abilities = await driven.abilities();
    expect([...abilities.values()].every((driver) => driver === 'wa-js')).toBe(true);
    expect(abilities.size).toBe(23);
    expect(await driven.command('checkHealth', undefined)).toEqual({
      socket: 'CONNECTED',
      listening: true,
      missing: [],
    });
  });
});

/** The client sends an image; where the page has it. */
async function sendImageAsClient(standIn: StandIn, driven: DrivenPage, bytes: Buffer) {
  const file = { name: 'x.png', type: 'image/png', base64: bytes.toString('base64') };
  const { id } = await standIn.people.writeAsClient({ account, client, kind: 'image', file });
  const place = { chat, id, fromMe: false };
  await isThere(driven, place);
  return place;
}

test.describe('media', () => {
  test('that WhatsApp has dropped are told as gone, and come once the phone has uploaded them again', async () => {
    const standIn = await createStandIn({ faults: { media: 'gone' } });
    const driven = await standIn.open();
    await link(standIn, driven);
    const bytes = png(30, 30);
    const place = await sendImageAsClient(standIn, driven, bytes);
    await expect(driven.command('openMedia', place)).rejects.toThrow('media_gone');
    await standIn.people.setFaults({ media: 'ok' });
    await expect.poll(async () => (await fetchMedia(driven, place).catch(() => null))?.equals(bytes)).toBe(true);
    await standIn.close();
  });

  test('that fail at first are told as failed, and come at the next try', async () => {
    const standIn = await createStandIn({ faults: { media: 'fails_first' } });
    const driven = await standIn.open();
    await link(standIn, driven);
    const bytes = png(31, 31);
    const place = await sendImageAsClient(standIn, driven, bytes);
    await expect(driven.command('openMedia', place)).rejects.toThrow(/media_failed|media_gone/);
    await expect.poll(async () => (await fetchMedia(driven, place).catch(() => null))?.equals(bytes)).toBe(true);
    await expect(driven.command('openMedia', { chat, id: '3A22222222222222', fromMe: false })).rejects.toThrow(
      'message_not_found',
    );
    await standIn.close();
  });
});

test('what WhatsApp refuses is told as refused, and what it leaves pending as pending', async () => {
  const standIn = await createStandIn({ faults: { sends: 'refused' } });
  const driven = await standIn.open();
  await holdTime(driven.page);
  await driven.inApp((viewApp) => viewApp.reload());
  await link(standIn, driven);
  await standIn.people.writeAsClient({ account, client, text: 'hello' });
  const send = (id: string) => driven.command('sendText', { chat, phone: client, id, text: 'an answer', quoted: null });
  const refused = newId();
  expect((await send(refused)).ack).toBe(-1);
  await expect
    .poll(async () =>
      (await driven.items()).some((item) => item.kind === 'ack' && item.ack.id === refused && item.ack.ack === -1),
    )
    .toBe(true);
  await standIn.people.setFaults({ sends: 'pending' });
  const pending = newId();
  const sending = send(pending);
  await isThere(driven, { chat, id: pending, fromMe: true });
  // Longer than the page waits for WhatsApp's server.
  await letPass(driven.page, 16_000);
  expect(await sending).toEqual({ ack: 0, id: pending });
  expect(await driven.command('findMessage', { chat, id: pending, fromMe: true })).toMatchObject({ ack: 0 });
  await standIn.close();
});

test('numbers behind lids are reported when they are learnt', async () => {
  const standIn = await createStandIn({ faults: { lids: 'late', ciphertext_every: 0 }, delays: { lidLearnt: 1500 } });
  const driven = await standIn.open();
  await link(standIn, driven);
  const { id } = await standIn.people.writeAsClient({ account, client, name: 'Erika', text: 'who am I?' });
  const message = async () => (await driven.messages()).find((one) => one.id === id);
  await expect.poll(message).toMatchObject({ chat: expect.stringMatching(/@lid$/), phone: null });
  const lid = (await message())?.chat;
  const aliases = async () => (await driven.items()).flatMap((item) => (item.kind === 'alias' ? [item.alias] : []));
  await expect.poll(aliases).toContainEqual({ lid, phone: client, username: null });
  expect(await driven.command('resolvePhone', { phone: client })).toEqual({ chat: lid, lid });
  // The same message, by either address of its chat.
  expect(await driven.command('findMessage', { chat, id, fromMe: false })).toMatchObject({ text: 'who am I?' });
  await standIn.close();
});

test('messages that the page keeps to itself are noticed, and told when it is listened to anew', async () => {
  const standIn = await createStandIn({ faults: { silent: true } });
  const driven = await standIn.open();
  await link(standIn, driven);
  const health = () => driven.command('checkHealth', undefined);
  expect((await health()).listening).toBe(true);
  const { id } = await standIn.people.writeAsClient({ account, client, text: 'can you hear me?' });
  await expect.poll(async () => (await health()).listening).toBe(false);
  expect(await driven.messages()).toEqual([]);
  await driven.command('resubscribe', undefined);
  await expect.poll(async () => (await driven.messages()).map((message) => message.id)).toEqual([id]);
  expect((await health()).listening).toBe(true);
  await standIn.close();
});

test('the history of a long chat is read whole, with its calls, however the page cuts it', async () => {
  const standIn = await createStandIn({ faults: { history_patchy: true, ciphertext_every: 0 } });
  const { people } = standIn;
  const driven = await standIn.open();
  await link(standIn, driven);
  const start = 1_700_000_000;
  const written = Array.from({ length: 230 }, (_, index) => ({
    client,
    timestamp: start + index,
    ...(index % 40 === 0 ? { kind: 'missed_call' as const } : { text: `no ${index}` }),
  }));
  const ids = await people.writeMany(account, written);
  await driven.inApp((viewApp) => viewApp.reload());
  await expect.poll(() => driven.inApp((viewApp) => viewApp.events.length)).toBe(2);
  await expect.poll(() => driven.command('listChats', undefined).catch(() => [])).not.toHaveLength(0);
  await isReady(driven);
  const read: string[] = [];
  let before: { id: string; fromMe: boolean } | null = null;
  for (;;) {
    const batch = await driven.command('readMessages', { chat, before, count: 50 }).catch(() => null);
    // The page could not read this batch; the next try can.
    if (batch === null) continue;
    const messages = batch as { id: string; fromMe: boolean }[];
    const [oldest] = messages;
    if (!oldest) break;
    read.unshift(...messages.map(({ id }) => id));
    before = { id: oldest.id, fromMe: oldest.fromMe };
  }
  expect(new Set(read)).toEqual(new Set(ids));
  expect(read.filter((id, index) => read.indexOf(id) === index)).toEqual(ids);
  await people.setFaults({ history_patchy: false });
  await expect(
    driven.command('readMessages', { chat, before: { id: '3A000000000000000000', fromMe: false }, count: 5 }),
  ).rejects.toThrow('anchor_not_found');
  await standIn.close();
});
