import { expect, test } from '@playwright/test';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { KNOWN_KINDS, type MessageDetails } from '../../../main/contract/values.ts';
import { GROUP, NOON, pageMessage, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
});

test.afterEach(() => me.store.remove());

const rows = (columns: string) => me.store.rows(`SELECT ${columns} FROM messages ORDER BY message_index`);
const unread = () => me.store.rows<{ unread: number }>('SELECT unread FROM conversations')[0]?.unread;
const missed = (is: boolean): MessageDetails => ({ type: 'call', missed: is, is_video: false });
const media: PageMessage['media'] = {
  mimeType: 'image/jpeg',
  fileName: '../../evil.exe',
  size: 4711,
  sha256: 'ab'.repeat(32),
  seconds: 3,
  width: 640,
  height: 480,
  thumbnail: null,
};

/** WhatsApp's name of each kind, and ours. */
const KINDS: [type: string, kind: string][] = [
  ['chat', 'text'],
  ['image', 'image'],
  ['video', 'video'],
  ['ptv', 'video'],
  ['ptt', 'voice'],
  ['audio', 'audio'],
  ['document', 'document'],
  ['sticker', 'sticker'],
  ['location', 'location'],
  ['live_location', 'location'],
  ['vcard', 'contacts'],
  ['multi_vcard', 'contacts'],
  ['poll_creation', 'poll'],
  ['call_log', 'call'],
  ['e2e_notification', 'notice'],
  ['gp2', 'notice'],
  ['notification_template', 'notice'],
];

for (const [type, kind] of KINDS) {
  test(`${type} is stored as ${kind}`, async () => {
    await me.receive(said({ type }));
    expect(rows('kind')).toEqual([{ kind }]);
  });
}

test('every kind of the contract comes from one of WhatsApp’s', () => {
  expect(new Set(KINDS.map(([, kind]) => kind))).toEqual(new Set(KNOWN_KINDS));
});

test('a kind that nobody knows keeps WhatsApp’s own name, and what the page held of it', async () => {
  const details = { type: 'unknown', json: '{"hologram":1}' } as const;
  await me.receive(said({ id: 'A1', type: 'hologram', details }), said({ id: 'A2', type: 'hologram', details: null }));
  expect(rows('kind, details')).toEqual([
    { kind: 'hologram', details: JSON.stringify(details) },
    { kind: 'hologram', details: JSON.stringify({ type: 'unknown', json: '{"type":"hologram"}' }) },
  ]);
  expect(me.told()).toEqual(['message.received', 'message.received']);
});

test('what only says that another message has changed is not stored', async () => {
  const before = me.store.content();
  for (const type of [
    'protocol',
    'reaction',
    'reaction_enc',
    'pin_message',
    'keep_in_chat',
    'poll_update',
    'album',
    'debug',
  ])
    await me.receive(said({ type, id: type }));
  expect(me.store.content()).toBe(before);
});

test('what belongs to a kind alone is kept with it', async () => {
  const kinds: Record<string, MessageDetails> = {
    location: { type: 'location', latitude: 52.5, longitude: 13.4, name: 'Court', address: null, is_live: true },
    multi_vcard: { type: 'contacts', contacts: [{ name: 'Carl', phones: ['+49 170 1'] }] },
    poll_creation: { type: 'poll', question: 'When?', options: ['Monday', 'Tuesday'], allows_several: true },
    call_log: missed(true),
    e2e_notification: { type: 'notice', code: 'encrypt', values: ['x'] },
  };
  for (const [type, details] of Object.entries(kinds)) await me.receive(said({ type, id: type, details }));
  expect(rows('details').map((row) => JSON.parse(String(row.details)))).toEqual(Object.values(kinds));
});

test('the quote, and that it was forwarded, is to be viewed once or disappears, is kept', async () => {
  const quoted = { id: 'Q1', text: 'the question' };
  await me.receive(said({ quoted, forwarded: true, viewOnce: true, disappearsAfter: 604_800 }));
  expect(rows('quoted_whatsapp_id, quoted_preview, forwarded, view_once, disappears_after')).toEqual([
    { quoted_whatsapp_id: 'Q1', quoted_preview: 'the question', forwarded: 1, view_once: 1, disappears_after: 604_800 },
  ]);
});

test('a notice raises no event of a message and is not unread, whoever it is from', async () => {
  const details: MessageDetails = { type: 'notice', code: 'encrypt', values: [] };
  await me.receive(
    said({ id: 'N1', type: 'e2e_notification', details }),
    said({ id: 'N2', type: 'gp2', details, fromMe: true, ack: 3 }),
  );
  await me.receive(said({ id: 'N2', type: 'gp2', details, fromMe: true, ack: 4 }));
  expect(rows('kind, direction, status')).toEqual([
    { kind: 'notice', direction: 'inbound', status: 'received' },
    { kind: 'notice', direction: 'outbound', status: 'sent' },
  ]);
  expect([me.told(), unread()]).toEqual([[], 0]);
});

test('a missed call is told and unread; one that was taken, or made by the lawyer, is only kept', async () => {
  await me.receive(
    said({ id: 'C1', type: 'call_log', text: '', details: missed(false) }),
    said({ id: 'C2', type: 'call_log', text: '', details: missed(true), fromMe: true }),
  );
  expect([me.told(), unread()]).toEqual([[], 0]);
  await me.receive(said({ id: 'C3', type: 'call_log', text: '', details: missed(true) }));
  expect([me.told(), unread(), rows('id').length]).toEqual([['message.received'], 1, 3]);
});

test('a message with a file gets an attachment to be fetched, with what its sender declared', async () => {
  await me.receive(said({ type: 'image', text: 'the caption', media }));
  expect(rows('kind, content')).toEqual([{ kind: 'image', content: 'the caption' }]);
  const [row] = me.store.rows('SELECT * FROM attachments');
  expect(row).toMatchObject({
    status: 'pending',
    file_name: '../../evil.exe',
    declared_type: 'image/jpeg',
    declared_size: 4711,
    declared_sha256: 'ab'.repeat(32),
    mime_type: null,
    duration_seconds: 3,
    width: 640,
    height: 480,
    attempts: 0,
  });
  // The same message again: the same attachment.
  await me.receive(said({ type: 'image', text: 'the caption', media }));
  expect(me.store.rows('SELECT id FROM attachments')).toEqual([{ id: row?.id }]);
});

test('an attachment that the page learns of late is added to its message', async () => {
  await me.receive(said({ type: 'video', media: null }));
  expect(me.store.rows('SELECT id FROM attachments')).toEqual([]);
  await me.receive(said({ type: 'video', media }));
  expect(me.store.rows('SELECT status FROM attachments')).toEqual([{ status: 'pending' }]);
});

test('what is to be viewed once is marked, and no file of it is fetched', async () => {
  await me.receive(
    said({ id: 'A1', type: 'image', viewOnce: true, media }),
    // What the phone alone may open stays ciphertext on WhatsApp Web.
    said({ id: 'A2', type: 'ciphertext', text: '', viewOnce: true }),
  );
  expect(rows('view_once')).toEqual([{ view_once: 1 }, { view_once: 1 }]);
  expect(me.store.rows('SELECT id FROM attachments')).toEqual([]);
});

test('ciphertext is no message until it can be read', async () => {
  await me.receive(said({ type: 'ciphertext', text: '' }));
  expect(rows('id')).toEqual([]);
  await me.receive(said());
  await me.receive(said({ type: 'ciphertext', text: '' }));
  expect([rows('content'), me.told()]).toEqual([[{ content: 'Hello' }], ['message.received']]);
});

test.describe('groups', () => {
  const author = '4917000001@c.us';
  const inGroup = (change: Partial<PageMessage> = {}) => said({ chat: GROUP, author, senderName: 'Carl', ...change });

  test('are left alone by default', async () => {
    const before = me.store.content();
    expect(await me.receive(inGroup())).toBe(0);
    expect(me.store.content()).toBe(before);
  });

  test.describe('that are taken in', () => {
    test.beforeEach(() => me.settings({ groups: 'read_only' }));

    test('have one conversation without a client, and keep who wrote', async () => {
      await me.receive(
        inGroup({ id: 'A1' }),
        inGroup({ id: 'A2', author: '555@lid', authorPhone: '4917000002', senderName: 'Dora' }),
        inGroup({ id: 'A3', author: '556@lid', senderName: null }),
        inGroup({ id: 'M1', fromMe: true, author: null, ack: 2 }),
      );
      expect(me.store.rows('SELECT group_jid, size, unread, phone_number FROM conversations')).toEqual([
        { group_jid: GROUP, size: 4, unread: 3, phone_number: null },
      ]);
      expect(me.store.rows('SELECT id FROM clients')).toEqual([]);
      expect(rows('sender_name, sender_phone, status')).toEqual([
        { sender_name: 'Carl', sender_phone: '+4917000001', status: 'received' },
        { sender_name: 'Dora', sender_phone: '+4917000002', status: 'received' },
        { sender_name: null, sender_phone: null, status: 'received' },
        { sender_name: 'Carl', sender_phone: null, status: 'delivered' },
      ]);
      const events = [
        'conversation.created',
        ...Array(3).fill('message.received'),
        'message.sent',
        'message.delivered',
      ];
      expect(me.events()).toEqual(events);
    });

    test('keep apart what two people send under one id, and let nobody change what another wrote', async () => {
      const stranger = '4917000666@c.us';
      await me.receive(inGroup({ id: 'A1', text: 'the original' }));
      await me.receive(inGroup({ id: 'A1', text: 'forged', author: stranger, editedAt: NOON + 5 }));
      await me.receive(inGroup({ id: 'A1', text: '', type: 'revoked', author: stranger }));
      expect(rows('content, sender_phone, revoked')).toEqual([
        { content: 'the original', sender_phone: '+4917000001', revoked: null },
        { content: 'forged', sender_phone: '+4917000666', revoked: me.at },
      ]);
    });

    test('know an author whose jid has turned to a lid', async () => {
      await me.receive(inGroup({ id: 'A1' }));
      await me.receive(inGroup({ id: 'A1', author: '555@lid' }));
      expect([rows('id').length, me.told()]).toEqual([1, ['message.received']]);
    });
  });
});

test('one id in two chats is two messages: a stranger’s message changes nobody else’s', async () => {
  const stranger = '4917000666@c.us';
  await me.receive(said({ id: 'A1', text: 'the original' }));
  await me.receive(said({ id: 'A1', text: 'forged', chat: stranger, timestamp: NOON + 1, editedAt: NOON + 5 }));
  await me.receive(said({ id: 'A1', text: '', type: 'revoked', chat: stranger, timestamp: NOON + 1 }));
  expect(rows('content, revoked')).toEqual([
    { content: 'the original', revoked: null },
    { content: 'forged', revoked: me.at },
  ]);
});

test('what a test calls a page message is one', () => {
  expect(pageMessage()).toMatchObject({ forwarded: false, media: null, details: null, reactions: null });
});
