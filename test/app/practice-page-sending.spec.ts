import { createHash } from 'node:crypto';
import { expect, type Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import { pdf, png, sendFile, wav } from './practice-page-files.ts';
import { createStandIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

const account = '4915100001';
const sha256 = (bytes: Buffer) => createHash('sha256').update(bytes).digest('hex');

let standIn: StandIn;
let nextClient = 4917100001;
let nextId = 1;

test.beforeAll(async () => {
  standIn = await createStandIn({ faults: { duplicate_every: 0, ciphertext_every: 0 } });
  await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(standIn.page());
});
test.afterAll(() => standIn.close());

/** A chat of its own for each test, with one message in it. */
async function newChat(): Promise<{ client: string; chat: string; page: Page; first: string }> {
  const client = `${nextClient++}`;
  const page = standIn.page();
  const { id } = await standIn.people.writeAsClient({ account, client, text: 'Good day', name: `Client ${client}` });
  const chat = `${client}@c.us`;
  await expect.poll(() => page.evaluate((jid) => WPP.chat.get(jid)?.msgs.length, chat)).toBe(1);
  return { client, chat, page, first: id };
}

function newKey(chat: string): { key: string; id: string } {
  const id = `3EB0${String(nextId++).padStart(18, '0')}`;
  return { id, key: `true_${chat}_${id}` };
}

const files = [
  { type: 'image', kind: 'image', bytes: png(160, 120), mime: 'image/png', name: 'photo.png' },
  { type: 'document', kind: 'document', bytes: pdf('a contract'), mime: 'application/pdf', name: 'Vertrag Müller.pdf' },
  { type: 'audio', kind: 'audio', bytes: wav(1), mime: 'audio/wav', name: 'note.wav' },
  { type: 'video', kind: 'video', bytes: Buffer.from('no film at all'), mime: 'video/mp4', name: 'film.mp4' },
] as const;

for (const { type, kind, bytes, mime, name } of files) {
  test(`sends a file as ${kind} under an id of our choice, whose bytes arrive on the phone`, async () => {
    const { client, chat, page } = await newChat();
    const { key, id } = newKey(chat);
    const file = { bytes, type: mime, name };
    const result = await sendFile(page, chat, file, { type, filename: name, caption: 'Please sign', messageId: key });
    expect(result).toMatchObject({ id: key, sendMsgResult: { messageSendResult: 'OK' } });
    // At WhatsApp's server at least: on a slow machine it is on the client's phone by then.
    expect(result.ack).toBeGreaterThan(0);

    const phone = async () => (await standIn.people.readClientPhone(account, client)).at(-1);
    await expect.poll(phone).toMatchObject({ id, kind, text: 'Please sign', from_me: false });
    const arrived = (await phone())?.file;
    expect(arrived).toEqual({
      name: kind === 'document' ? name : null,
      type: mime,
      size: bytes.length,
      sha256: sha256(bytes),
    });
    expect(await standIn.people.file(sha256(bytes))).toEqual(bytes);
    expect((await standIn.people.ledger()).findLast((entry) => entry.kind === 'message')).toMatchObject({
      id,
      type: kind,
      media: { sha256: sha256(bytes) },
    });
  });
}

test('gives a picture its size and a preview, and a voice note its length and waveform', async () => {
  const { chat, page } = await newChat();
  const picture = newKey(chat);
  const photo = { bytes: png(300, 200), type: 'image/png', name: 'a.png' };
  await sendFile(page, chat, photo, { type: 'image', messageId: picture.key });
  const voice = newKey(chat);
  const sound = { bytes: wav(2), type: 'audio/wav', name: 'b.wav' };
  await sendFile(page, chat, sound, { type: 'audio', isPtt: true, waveform: true, messageId: voice.key });
  const shown = await page.evaluate(
    async (keys) =>
      (await WPP.chat.getMessageById(keys)).map((message) => ({
        type: message.type,
        width: message.width,
        height: message.height,
        preview: message.body?.slice(0, 4),
        duration: message.duration,
        waveform: (message.waveform as Uint8Array | undefined)?.length,
      })),
    [picture.key, voice.key],
  );
  expect(shown[0]).toMatchObject({ type: 'image', width: 300, height: 200, preview: '/9j/' });
  expect(shown[1]).toMatchObject({ type: 'ptt', duration: 2, waveform: 64 });
  const sent = (await standIn.people.ledger()).filter((entry) => entry.kind === 'message').slice(-2);
  expect(sent).toMatchObject([{ media: { width: 300, height: 200 } }, { type: 'voice', media: { duration: 2 } }]);
});

test('downloads what was sent, and what a client sent, byte for byte', async () => {
  const { client, chat, page } = await newChat();
  const { key } = newKey(chat);
  const ours = pdf('ours');
  await sendFile(
    page,
    chat,
    { bytes: ours, type: 'application/pdf', name: 'ours.pdf' },
    { type: 'document', messageId: key },
  );
  const theirs = png(40, 30);
  const written = await standIn.people.writeAsClient({
    account,
    client,
    kind: 'image',
    text: 'the letter',
    file: { name: 'IMG_1.png', type: 'image/png', base64: theirs.toString('base64') },
  });
  const theirKey = `false_${chat}_${written.id}`;
  const download = (id: string) =>
    page.evaluate(async (wanted) => {
      const blob = await WPP.chat.downloadMedia(wanted);
      const bytes = new Uint8Array(await blob.arrayBuffer());
      return { type: blob.type, bytes: Array.from(bytes) };
    }, id);
  await expect.poll(() => page.evaluate((id) => WPP.whatsapp.MsgStore.get(id) !== undefined, theirKey)).toBe(true);
  expect(await download(theirKey)).toEqual({ type: 'image/png', bytes: [...theirs] });
  expect(await download(key)).toEqual({ type: 'application/pdf', bytes: [...ours] });
  await page.reload();
  await waJsReady(page);
  await expect.poll(() => page.evaluate((jid) => WPP.chat.get(jid) !== undefined, chat)).toBe(true);
  expect(await download(key)).toEqual({ type: 'application/pdf', bytes: [...ours] });
});

test('answers a message with its quote, by text and by file', async () => {
  const { client, chat, page, first } = await newChat();
  const { key, id } = newKey(chat);
  const quoted = `false_${chat}_${first}`;
  const sent = await page.evaluate(
    async ([jid, messageId, quotedMsg]) => {
      const options = { messageId, quotedMsg, waitForAck: true, linkPreview: false };
      return (await WPP.chat.sendTextMessage(jid, 'I can help', options)).ack;
    },
    [chat, key, quoted] as const,
  );
  expect(sent).toBe(1);
  const file = newKey(chat);
  const document = { bytes: pdf('answer'), type: 'application/pdf', name: 'answer.pdf' };
  await sendFile(page, chat, document, { type: 'document', messageId: file.key, quotedMsg: quoted });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).map(({ reply_to }) => reply_to))
    .toEqual([null, first, first]);

  const { id: reply } = await standIn.people.writeAsClient({ account, client, text: 'Thank you', reply_to: id });
  const replyKey = `false_${chat}_${reply}`;
  const read = () =>
    page.evaluate(async (wanted) => {
      const message = await WPP.chat.getMessageById(wanted);
      const original = await WPP.chat.getQuotedMsg(wanted);
      return {
        stanza: message.quotedStanzaID,
        participant: String(message.quotedParticipant),
        key: String(WPP.chat.getQuotedMsgKey(message)),
        body: original.body,
        quote: (message.attributes as { quotedMsg: { body: string } }).quotedMsg.body,
      };
    }, replyKey);
  await expect
    .poll(() => page.evaluate((wanted) => WPP.whatsapp.MsgStore.get(wanted) !== undefined, replyKey))
    .toBe(true);
  const expected = { stanza: id, participant: `${account}@c.us`, key, body: 'I can help', quote: 'I can help' };
  expect(await read()).toEqual(expected);
});

test('reacts to a message, changes its mind, and takes the reaction back', async () => {
  const { client, chat, page, first } = await newChat();
  const key = `false_${chat}_${first}`;
  const onPhone = async () => (await standIn.people.readClientPhone(account, client))[0]?.reactions;
  for (const [emoji, reactions] of [
    ['👍', [{ by: 'lawyer', emoji: '👍' }]],
    ['❤️', [{ by: 'lawyer', emoji: '❤️' }]],
    ['', []],
  ] as const) {
    await page.evaluate(([id, text]) => WPP.chat.sendReactionToMessage(id, text), [key, emoji] as const);
    expect(await onPhone()).toEqual(reactions);
    const held = await page.evaluate(async (id) => {
      const { reactions: all, reactionByMe } = await WPP.chat.getReactions(id);
      return { all: all.map(({ aggregateEmoji }) => aggregateEmoji), mine: reactionByMe?.reactionText };
    }, key);
    expect(held).toEqual({ all: reactions.map((reaction) => reaction.emoji), mine: emoji === '' ? undefined : emoji });
  }
});

test('edits a text and a caption, as the phone shows them then', async () => {
  const { client, chat, page } = await newChat();
  const [text, file] = [newKey(chat), newKey(chat)];
  await page.evaluate(
    ([jid, messageId]) => WPP.chat.sendTextMessage(jid, 'at nin', { messageId, waitForAck: true, linkPreview: false }),
    [chat, text.key] as const,
  );
  const photo = { bytes: png(20, 20), type: 'image/png', name: 'x.png' };
  await sendFile(page, chat, photo, { type: 'image', caption: 'frist', messageId: file.key });
  for (const [key, edited] of [
    [text.key, 'at nine'],
    [file.key, 'first'],
  ] as const) {
    const result = await page.evaluate(([id, body]) => WPP.chat.editMessage(id, body), [key, edited] as const);
    expect(String(result.id)).toBe(key);
  }
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).slice(1))
    .toMatchObject([
      { id: text.id, text: 'at nine', edited: true },
      { id: file.id, text: 'first', edited: true },
    ]);
  const refused = await page.evaluate(
    ([jid, id]) => WPP.chat.editMessage(`false_${jid}_${id}`, 'x').catch((error: { code: string }) => error.code),
    [chat, (await standIn.people.readClientPhone(account, client))[0]?.id ?? ''] as const,
  );
  expect(refused).toBe('edit_message_error');
});

test('takes a message back for everyone, which gives it another id', async () => {
  const { client, chat, page } = await newChat();
  const { key, id } = newKey(chat);
  await page.evaluate(
    ([jid, messageId]) => WPP.chat.sendTextMessage(jid, 'oh no', { messageId, waitForAck: true, linkPreview: false }),
    [chat, key] as const,
  );
  const result = await page.evaluate(([jid, messageId]) => WPP.chat.deleteMessage(jid, messageId, true, true), [
    chat,
    key,
  ] as const);
  expect(result).toMatchObject({ isRevoked: true, isSentByMe: true, sendMsgResult: 'OK' });
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).at(-1))
    .toMatchObject({ id, text: '', revoked: true });
  const held = await page.evaluate(async (jid) => {
    const messages = await WPP.chat.getMessages(jid, { count: 5 });
    const last = messages.at(-1) as unknown as {
      type: string;
      id: { id: string };
      protocolMessageKey?: { id: string };
    };
    return { type: last.type, original: last.protocolMessageKey?.id, own: last.id.id };
  }, chat);
  expect(held).toMatchObject({ type: 'revoked', original: id });
  expect(held.own).not.toBe(id);
  const missing = await page.evaluate(
    (wanted) => WPP.chat.getMessageById(wanted).catch((error: { code: string }) => error.code),
    key,
  );
  expect(missing).toBe('msg_not_found');
});

test('tells the client that the lawyer types, records and reads', async () => {
  const { client, chat, page } = await newChat();
  const shown = () => standIn.people.lawyerPresence({ account, client });
  expect(await shown()).toBeNull();
  for (const [name, state] of [
    ['markIsComposing', 'composing'],
    ['markIsRecording', 'recording'],
    ['markIsPaused', 'paused'],
  ] as const) {
    await page.evaluate(([method, jid]) => WPP.chat[method](jid), [name, chat] as const);
    expect(await shown()).toBe(state);
  }
  await page.evaluate((jid) => WPP.chat.markIsRead(jid), chat);
  expect((await standIn.people.readClientPhone(account, client))[0]).toMatchObject({ status: 'read' });
});

test('knows who got a message, and when', async () => {
  const { chat, page } = await newChat();
  const { key } = newKey(chat);
  await page.evaluate(([jid, messageId]) => WPP.chat.sendTextMessage(jid, 'Hello', { messageId, linkPreview: false }), [
    chat,
    key,
  ] as const);
  await expect.poll(() => page.evaluate(async (id) => (await WPP.chat.getMessageACK(id)).ack, key)).toBe(3);
  expect(await page.evaluate(async (id) => (await WPP.chat.getMessageACK(id)).participants.length, key)).toBe(1);
});

test('sends three hundred texts as one after the other, in their order', async () => {
  const { client, chat, page } = await newChat();
  const acks = await page.evaluate(async (jid) => {
    const sends = Array.from({ length: 300 }, (_, index) =>
      WPP.chat.sendTextMessage(jid, `no ${index}`, { waitForAck: true, linkPreview: false, markIsRead: false }),
    );
    return (await Promise.all(sends)).map(({ ack }) => ack);
  }, chat);
  expect(Math.min(...acks.map((ack) => ack ?? 0))).toBeGreaterThanOrEqual(1);
  await expect
    .poll(async () => (await standIn.people.readClientPhone(account, client)).slice(1).map(({ text }) => text))
    .toEqual(Array.from({ length: 300 }, (_, index) => `no ${index}`));
});
