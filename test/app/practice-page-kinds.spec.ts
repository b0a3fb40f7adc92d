import { expect, type Page } from '@playwright/test';
import type * as WaJs from '@wppconnect/wa-js';
import type { WrittenMessageInput } from '../../main/practice/written-message.ts';
import { pdf, png, wav } from './practice-page-files.ts';
import { createStandIn, type StandIn, scanAndWait, test, waJsReady } from './practice-page-view.ts';

declare const WPP: typeof WaJs;

declare global {
  interface Window {
    told: Record<string, unknown>[];
  }
}

const account = '4915100001';
let standIn: StandIn;
let nextClient = 4917200001;

test.beforeAll(async () => {
  standIn = await createStandIn({ faults: { duplicate_every: 0, ciphertext_every: 0 } });
  await standIn.open();
  await scanAndWait(standIn, account);
  await waJsReady(standIn.page());
  await standIn.page().evaluate(() => {
    window.told = [];
    const tell = (event: string, values: object) => void window.told.push({ event, ...values });
    WPP.on('chat.new_message', ({ id, type, subtype }) => tell('new_message', { id: String(id), type, subtype }));
    WPP.on('chat.msg_edited', ({ chat, id, msg }) =>
      tell('msg_edited', {
        chat: String(chat),
        id,
        body: msg.body,
        at: (msg as unknown as { latestEditSenderTimestampMs?: number }).latestEditSenderTimestampMs,
      }),
    );
    WPP.on('chat.msg_revoke', ({ refId, type, id }) =>
      tell('msg_revoke', { refId: String(refId), type, id: String(id) }),
    );
    WPP.on('chat.new_reaction', ({ msgId, reactionText, sender, timestamp }) =>
      tell('new_reaction', { msgId: String(msgId), reactionText, sender: String(sender), timestamp }),
    );
    WPP.on('chat.msg_ack_change', ({ ack, ids }) => tell('msg_ack_change', { ack, ids: ids.map(String) }));
    WPP.on('chat.presence_change', ({ id, state }) => tell('presence_change', { id: String(id), state }));
    WPP.on('conn.needs_update', () => tell('needs_update', {}));
  });
});
test.afterAll(() => standIn.close());

const page = (): Page => standIn.page();
const told = (event: string) => page().evaluate((name) => window.told.filter((entry) => entry.event === name), event);

function newClient(): { client: string; chat: string } {
  const client = `${nextClient++}`;
  return { client, chat: `${client}@c.us` };
}

/** The attributes of a message as the page holds them, without what is not plain data. */
function attributes(key: string): Promise<Record<string, unknown>> {
  return page().evaluate(async (id) => {
    const { attributes: all } = (await WPP.chat.getMessageById(id)) as unknown as { attributes: object };
    return JSON.parse(JSON.stringify(all, (name, value) => (name === 'mediaData' ? undefined : value)));
  }, key);
}

const bytes = png(64, 48);
const file = (name: string, type: string, content: Buffer) => ({ name, type, base64: content.toString('base64') });

const kinds: [name: string, written: WrittenMessageInput, shown: Record<string, unknown>][] = [
  ['a text', { text: 'Good day' }, { type: 'chat', body: 'Good day' }],
  [
    'an image',
    { kind: 'image', text: 'my letter', file: file('a.png', 'image/png', bytes) },
    { type: 'image', caption: 'my letter', mimetype: 'image/png', size: bytes.length, width: 64, height: 48 },
  ],
  [
    'a video',
    { kind: 'video', file: file('a.mp4', 'video/mp4', Buffer.from('film')), duration: 7 },
    { type: 'video', mimetype: 'video/mp4', duration: 7 },
  ],
  [
    'a voice note',
    { kind: 'voice', file: file('a.wav', 'audio/ogg; codecs=opus', wav(1)), duration: 1 },
    { type: 'ptt', mimetype: 'audio/ogg; codecs=opus', duration: 1 },
  ],
  ['an audio file', { kind: 'audio', file: file('a.mp3', 'audio/mpeg', wav(1)) }, { type: 'audio' }],
  [
    'a document',
    { kind: 'document', file: file('Urteil.pdf', 'application/pdf', pdf('x')) },
    { type: 'document', filename: 'Urteil.pdf', mimetype: 'application/pdf' },
  ],
  ['a sticker', { kind: 'sticker', file: file('s.webp', 'image/webp', bytes) }, { type: 'sticker' }],
  [
    'a location',
    { kind: 'location', location: { latitude: 52.5, longitude: 13.4, name: 'Court' } },
    { type: 'location', lat: 52.5, lng: 13.4, loc: 'Court' },
  ],
  [
    'a contact card',
    { kind: 'contact', contact: { name: 'Eva; Test', phone: '+4917000000042' } },
    { type: 'vcard', vcardFormattedName: 'Eva; Test', body: expect.stringContaining('waid=4917000000042:') },
  ],
  [
    'several contact cards',
    {
      kind: 'contact',
      contacts: [
        { name: 'Eva', phone: '+4917000000042' },
        { name: 'Max', phone: '+4917000000043' },
      ],
    },
    { type: 'multi_vcard', vcardList: [{ displayName: 'Eva' }, { displayName: 'Max' }] },
  ],
  [
    'a poll',
    { kind: 'poll', poll: { question: 'When?', options: ['Mon', 'Tue'] } },
    { type: 'poll_creation', pollName: 'When?', pollOptions: [{ name: 'Mon', localId: 0 }, { name: 'Tue' }] },
  ],
  [
    'a missed call',
    { kind: 'missed_call', video_call: true },
    { type: 'call_log', subtype: 'miss', isVideoCall: true },
  ],
  ['a notice', { kind: 'notice' }, { type: 'e2e_notification', subtype: 'encrypt' }],
  [
    'a notice with values',
    { kind: 'notice', text: '90 days' },
    { type: 'notification_template', templateParams: ['90 days'] },
  ],
  [
    'a kind that is not known yet',
    { kind: 'unknown', text: 'odd' },
    { type: 'product_list_reply', body: 'odd', productListReply: { listType: 2, note: 'odd' } },
  ],
  ['a forwarded text', { text: 'fw', forwarded: true }, { type: 'chat', isForwarded: true, forwardingScore: 1 }],
  [
    'a disappearing text',
    { text: 'soon gone', disappears_after: 86_400 },
    { type: 'chat', ephemeralDuration: 86_400, ephemeralStartTimestamp: expect.any(Number) },
  ],
  [
    'what may be seen once',
    { kind: 'image', file: file('o.png', 'image/png', bytes), view_once: true },
    { type: 'ciphertext', subtype: 'view_once_unavailable_fanout', isViewOnce: true },
  ],
];

for (const [name, written, shown] of kinds) {
  test(`shows ${name} as WhatsApp does: as an event, as a model, in the history, and in the document`, async () => {
    const { client, chat } = newClient();
    const { id } = await standIn.people.writeAsClient({ account, client, name: 'Erika', ...written });
    const key = `false_${chat}_${id}`;
    await expect
      .poll(async () => (await told('new_message')).filter((entry) => entry.id === key))
      .toMatchObject([{ type: shown.type }]);
    expect(await attributes(key)).toMatchObject({ ...shown, isNewMsg: true, notifyName: 'Erika' });

    await page().evaluate((jid) => WPP.chat.openChatBottom(jid), chat);
    expect(await page().evaluate(() => String(WPP.chat.getActiveChat()?.id))).toBe(chat);
    const row = page().locator(`#main [data-testid="conv-msg-${id}"][data-id="${id}"]`);
    await expect(row).toBeVisible();
    await expect(row.locator('[data-pre-plain-text]')).toHaveCount(shown.type === 'chat' ? 1 : 0);
    await expect(row).not.toHaveText(/undefined|null|NaN|\[object/);

    // As another device would read it later: from the history alone.
    await standIn.people.writeAsClient({ account, client, text: 'the next one' });
    await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.msgs.length, chat)).toBe(2);
    const read = await page().evaluate(async (jid) => {
      const messages = await WPP.chat.getMessages(jid, { count: 5, includeCallMessages: true });
      return messages.map(({ type, id: messageKey }) => ({ type, id: messageKey?.id }));
    }, chat);
    expect(read).toContainEqual({ type: shown.type, id });
  });
}

test('leaves missed calls out of the messages unless they are asked for', async () => {
  const { client, chat } = newClient();
  await standIn.people.writeAsClient({ account, client, kind: 'missed_call' });
  await standIn.people.writeAsClient({ account, client, text: 'call me' });
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.msgs.length, chat)).toBe(2);
  const types = (calls: boolean) =>
    page().evaluate(
      async ([jid, includeCallMessages]) =>
        (await WPP.chat.getMessages(jid, { count: 5, includeCallMessages })).map(({ type }) => type),
      [chat, calls] as const,
    );
  expect(await types(false)).toEqual(['chat']);
  expect((await types(true)).sort()).toEqual(['call_log', 'chat']);
});

test('reports what a client does to a message, and keeps it for the history', async () => {
  const { client, chat } = newClient();
  const [{ id: edited }, { id: revoked }] = [
    await standIn.people.writeAsClient({ account, client, text: 'frist' }),
    await standIn.people.writeAsClient({ account, client, text: 'not for you' }),
  ];
  const sent = 'A'.repeat(20);
  const sentKey = `true_${chat}_${sent}`;
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.msgs.length, chat)).toBe(2);
  await page().evaluate(
    ([jid, messageId]) => WPP.chat.sendTextMessage(jid, 'Hello', { messageId, waitForAck: true, linkPreview: false }),
    [chat, sentKey] as const,
  );
  const at = { account, client };
  await standIn.people.act(at, { action: 'edit', message: edited, text: 'first' });
  await standIn.people.act(at, { action: 'revoke', message: revoked });
  await standIn.people.act(at, { action: 'react', message: sent, emoji: '🙏🏽' });
  await standIn.people.act(at, { action: 'react', message: sent, emoji: '' });

  const editedKey = `false_${chat}_${edited}`;
  await expect
    .poll(() => told('msg_edited'))
    // wa-js gives the message's addressee for the chat: in what a client wrote, that is the account itself.
    .toMatchObject([{ chat: `${account}@c.us`, id: editedKey, body: 'first', at: expect.any(Number) }]);
  await expect
    .poll(() => told('msg_revoke'))
    .toMatchObject([{ refId: `false_${chat}_${revoked}`, type: 'sender_revoke' }]);
  await expect
    .poll(() => told('new_reaction'))
    .toMatchObject([
      { msgId: sentKey, reactionText: '🙏🏽', sender: chat, timestamp: expect.any(Number) },
      { msgId: sentKey, reactionText: '' },
    ]);
  await standIn.people.act(at, { action: 'react', message: sent, emoji: '👍' });

  await page().reload();
  await waJsReady(page());
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid) !== undefined, chat)).toBe(true);
  expect(await attributes(editedKey)).toMatchObject({ body: 'first', latestEditSenderTimestampMs: expect.any(Number) });
  expect(await attributes(sentKey)).toMatchObject({ hasReaction: true });
  const reactions = await page().evaluate(
    async (id) => (await WPP.chat.getReactions(id)).reactions.map(({ aggregateEmoji }) => aggregateEmoji),
    sentKey,
  );
  expect(reactions).toEqual(['👍']);
  const types = await page().evaluate(
    async (jid) => (await WPP.chat.getMessages(jid, { count: 9 })).map(({ type }) => type),
    chat,
  );
  expect(types).toEqual(['chat', 'revoked', 'chat']);
  expect(await standIn.people.readClientPhone(account, client)).toMatchObject([
    { text: 'first', edited: true },
    { text: '', revoked: true },
    { reactions: [{ by: 'client', emoji: '👍' }] },
  ]);
});

test('follows a voice note until the client has played it', async () => {
  const { client, chat } = newClient();
  await standIn.people.writeAsClient({ account, client, text: 'Hello' });
  await expect.poll(() => page().evaluate((jid) => WPP.chat.get(jid)?.msgs.length, chat)).toBe(1);
  const id = 'B'.repeat(20);
  const key = `true_${chat}_${id}`;
  await page().evaluate(() => {
    window.told = [];
    WPP.on('chat.msg_ack_change', ({ ack, ids }) =>
      window.told.push({ event: 'msg_ack_change', ack, ids: ids.map(String) }),
    );
  });
  await page().evaluate(
    async ([jid, messageId, base64]) => {
      const sound = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0));
      const content = new File([sound], 'note.wav', { type: 'audio/wav' });
      await WPP.chat.sendFileMessage(jid, content, { type: 'audio', isPtt: true, messageId, waitForAck: true });
    },
    [chat, key, wav(1).toString('base64')] as const,
  );
  await expect.poll(async () => (await told('msg_ack_change')).at(-1)).toMatchObject({ ack: 3, ids: [key] });
  await standIn.people.act({ account, client }, { action: 'play', message: id });
  await expect.poll(async () => (await told('msg_ack_change')).at(-1)).toMatchObject({ ack: 4, ids: [key] });
  expect((await standIn.people.readClientPhone(account, client)).at(-1)).toMatchObject({ status: 'played' });
});
