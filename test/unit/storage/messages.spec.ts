import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ConversationId, MessageId } from '../../../main/contract/ids.ts';
import { type MessageDetails, Phone } from '../../../main/contract/values.ts';
import { findOrCreateConversation } from '../../../main/domain/find-or-create-conversation.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { HeldReaction, NewMessage, NewReaction } from '../../../main/domain/stores/message-store.ts';
import type { Stores } from '../../../main/domain/stores.ts';
import { addLawyer, openTempDatabase, plainMessage, type TempDatabase } from '../../support/temp-database.ts';

const AT = Date.UTC(2026, 10, 20);
let store: TempDatabase;
let lawyer: Lawyer;
let conversation: ConversationId;

test.beforeEach(async () => {
  store = openTempDatabase();
  lawyer = await addLawyer(store.database, AT);
  conversation = await conversationWith('+4917000001');
});

test.afterEach(() => store.remove());

const write = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.write(work);
const read = <Result>(work: (stores: Stores) => Promise<Result>) => store.database.read(work);
const iso = (at: number) => new Date(at).toISOString();

async function conversationWith(phone: string): Promise<ConversationId> {
  const person = { phone: Phone.parse(phone), lid: null, name: null, source: 'whatsapp' } as const;
  return (await write((stores) => findOrCreateConversation(stores, lawyer.id, person, AT))).id;
}

async function insert(change: Partial<NewMessage> = {}, into = conversation): Promise<NewMessage> {
  const message = plainMessage({ lawyerId: lawyer.id, conversationId: into, sentAt: AT }, change);
  expect(await write((stores) => stores.messages.insert(message))).toBe(true);
  return message;
}

const find = (id: MessageId) => read((stores) => stores.messages.find(lawyer.id, id));
const listed = async () => (await read((stores) => stores.messages.list(lawyer.id, conversation, { limit: 50 }))).rows;

test('everything that a message can carry comes back as it was', async () => {
  const details: MessageDetails[] = [
    { type: 'location', latitude: 52.5, longitude: -13.4, name: 'Café "Ö"', address: null, is_live: true },
    { type: 'contacts', contacts: [{ name: 'A', phones: ['+49 170', ''] }] },
    { type: 'poll', question: '?', options: ['a', 'b'], allows_several: false },
    { type: 'call', missed: true, is_video: false },
    { type: 'notice', code: 'encrypt', values: ['x'] },
    { type: 'unknown', json: '{"a":1}' },
  ];
  for (const one of details) {
    const { id } = await insert({
      kind: one.type,
      details: one,
      text: 'with "quotes", \\ and 😀\n',
      senderName: 'Anna',
      senderPhone: Phone.parse('+4917099999'),
      quoted: { whatsappId: 'NOWHERE', preview: 'what was said' },
      forwarded: true,
      viewOnce: true,
      disappearsAfter: 604_800,
      editedAt: AT + 1,
      revokedAt: AT + 2,
    });
    expect(await find(id)).toMatchObject({
      kind: one.type,
      details: one,
      text: 'with "quotes", \\ and 😀\n',
      sender_name: 'Anna',
      sender_phone: '+4917099999',
      reply_to: { message_id: null, whatsapp_id: 'NOWHERE', preview: 'what was said' },
      forwarded: true,
      view_once: true,
      disappears_after: 604_800,
      edited_at: iso(AT + 1),
      revoked_at: iso(AT + 2),
      attachment: null,
      reactions: [],
    });
  }
});

test('details that this version does not know are passed on, and hold up no list', async () => {
  const { id } = await insert({ kind: 'newer', details: { type: 'unknown', json: '{}' } });
  store.run('UPDATE messages SET details = ? WHERE id = ?', '{"type":"later","field":1}', id);
  expect((await listed())[0]?.details).toEqual({ type: 'unknown', json: '{"type":"later","field":1}' });
  expect(() => store.run("UPDATE messages SET details = 'no json' WHERE id = ?", id)).toThrow(/constraint/);
});

test('an answer points at the message that it quotes, whichever of them was stored first', async () => {
  const elsewhere = await conversationWith('+4917000002');
  await insert({ whatsappId: 'QUOTED' }, elsewhere);
  const answer = await insert({ quoted: { whatsappId: 'QUOTED', preview: null } });
  // The same id in somebody else's chat is another message.
  expect((await find(answer.id))?.reply_to).toEqual({ message_id: null, whatsapp_id: 'QUOTED', preview: null });
  const quoted = await insert({ whatsappId: 'QUOTED', sentAt: AT - 1000 });
  expect((await find(answer.id))?.reply_to?.message_id).toBe(quoted.id);
  expect((await listed()).map(({ reply_to }) => reply_to?.message_id)).toEqual([undefined, quoted.id]);
});

test('of each person one reaction counts, and the latest one, in whatever order they are told', async () => {
  const { id } = await insert();
  const react = (reaction: Partial<NewReaction>) =>
    write((stores) =>
      stores.messages.react(lawyer.id, id, { sender: 'client', senderName: 'Anna', emoji: '👍', at: AT, ...reaction }),
    );
  const shown = async () => (await find(id))?.reactions.map(({ emoji, from }) => [emoji, from]);
  expect(await react({ at: AT + 10 })).toBe(true);
  expect(await react({ at: AT + 10 })).toBe(false);
  expect(await react({ emoji: '❤️', at: AT + 5 })).toBe(false);
  expect(await react({ sender: 'me', senderName: null, emoji: '🙏', at: AT + 7 })).toBe(true);
  expect(await shown()).toEqual([
    ['🙏', 'lawyer'],
    ['👍', 'client'],
  ]);
  // WhatsApp's clock has whole seconds: of two in one, what was told last is so.
  expect(await react({ emoji: '😀', at: AT + 10 })).toBe(true);
  expect(await react({ emoji: '', at: AT + 20 })).toBe(true);
  expect(await react({ emoji: '😡', at: AT + 15 })).toBe(false);
  expect(await react({ emoji: '', at: AT + 30 })).toBe(false);
  expect(await shown()).toEqual([['🙏', 'lawyer']]);
  expect(await react({ sender: 'nobody', emoji: '' })).toBe(false);
  // The same one again later is no news, but it outlives what was taken back before it.
  expect(await react({ sender: 'me', senderName: null, emoji: '🙏', at: AT + 50 })).toBe(false);
  expect(await react({ sender: 'me', senderName: null, emoji: '', at: AT + 40 })).toBe(false);
  expect(await shown()).toEqual([['🙏', 'lawyer']]);
});

test('a page of messages has each one’s own reactions and attachment', async () => {
  const messages = [await insert(), await insert(), await insert()];
  const file = { sha256: 'a'.repeat(64), size: 12, mimeType: 'image/png' };
  const none = { declaredType: null, declaredSize: null, declaredSha256: null, durationSeconds: null };
  await write(async (stores) => {
    for (const [i, { id }] of messages.entries()) {
      for (let n = 0; n < i; n++) {
        await stores.messages.react(lawyer.id, id, { sender: `${n}@lid`, senderName: null, emoji: '👍', at: AT + n });
      }
      const media = { lawyerId: lawyer.id, messageId: id, width: 1, height: 2, ...none, at: AT };
      if (i > 0) await stores.attachments.insert({ id: newId('att'), ...media, fileName: `${i}.png`, file });
    }
  });
  const rows = await listed();
  expect(rows.map(({ reactions }) => reactions.length)).toEqual([0, 1, 2]);
  expect(rows.map(({ attachment }) => attachment?.file_name ?? null)).toEqual([null, '1.png', '2.png']);
  expect(rows[2]?.attachment).toMatchObject({
    status: 'stored',
    mime_type: 'image/png',
    size: 12,
    sha256: 'a'.repeat(64),
    width: 1,
    height: 2,
    has_thumbnail: false,
  });
  expect(store.rows('SELECT attachment_filename FROM messages ORDER BY message_index')).toEqual([
    { attachment_filename: null },
    { attachment_filename: '1.png' },
    { attachment_filename: '2.png' },
  ]);
});

test('every text that a message had is kept, once and in the order of time', async () => {
  const { id } = await insert({ text: 'first' });
  const versions = async () =>
    (await read((stores) => stores.messages.versions(lawyer.id, id))).map(({ text, written_at }) => [text, written_at]);
  await write((stores) => stores.messages.edit(lawyer.id, id, 'third', AT + 3000));
  expect(await versions()).toEqual([['first', iso(AT)]]);
  await write((stores) => stores.messages.addVersion(lawyer.id, id, 'second', AT + 2000));
  await write((stores) => stores.messages.addVersion(lawyer.id, id, 'second', AT + 2000));
  await write((stores) => stores.messages.edit(lawyer.id, id, 'fourth', AT + 4000));
  expect(await versions()).toEqual([
    ['first', iso(AT)],
    ['second', iso(AT + 2000)],
    ['third', iso(AT + 3000)],
  ]);
  expect(await find(id)).toMatchObject({ text: 'fourth', edited_at: iso(AT + 4000) });
  await write((stores) => stores.messages.revoke(lawyer.id, id, AT + 5000));
  expect(await find(id)).toMatchObject({ text: 'fourth', revoked_at: iso(AT + 5000) });
});

test('what was known in part is replaced without a version, in its place and with its marks', async () => {
  const rough = { text: 'see', sentAt: AT + 60_000, isTimeRough: true, chat: 'x@c.us' };
  const { id } = await insert({ ...rough, direction: 'outbound', status: 'sent' });
  const other = await insert({ sentAt: AT + 30_000 });
  await write((stores) => stores.messages.revoke(lawyer.id, id, AT + 70_000));
  await write((stores) =>
    stores.messages.complete(lawyer.id, id, {
      kind: 'image',
      text: 'see attached',
      senderName: 'Lena',
      senderPhone: null,
      quoted: { whatsappId: 'Q', preview: 'p' },
      forwarded: true,
      viewOnce: false,
      disappearsAfter: null,
      details: null,
      editedAt: null,
      sentAt: AT + 5000,
      isTimeRough: false,
    }),
  );
  expect(await find(id)).toMatchObject({
    kind: 'image',
    text: 'see attached',
    sender_name: 'Lena',
    forwarded: true,
    status: 'sent',
    revoked_at: iso(AT + 70_000),
    sent_at: iso(AT + 5000),
    reply_to: { whatsapp_id: 'Q' },
  });
  expect(await read((stores) => stores.messages.findKnown(lawyer.id, id))).toMatchObject({
    isTimeRough: false,
    chat: 'x@c.us',
  });
  expect(await read((stores) => stores.messages.versions(lawyer.id, id))).toEqual([]);
  // It is no longer the last one.
  expect((await listed()).map((message) => message.id)).toEqual([id, other.id]);
  const found = await read((stores) => stores.conversations.find(lawyer.id, conversation));
  expect(found?.last_message).toMatchObject({ direction: 'inbound', sent_at: iso(AT + 30_000) });
});

test('the time that WhatsApp gives a message puts it, and its conversation, where it belongs', async () => {
  const elsewhere = await conversationWith('+4917000002');
  const { id } = await insert({ direction: 'outbound', status: 'queued', isTimeRough: true });
  await insert({ sentAt: AT + 10_000 }, elsewhere);
  const order = async () =>
    (await read((stores) => stores.conversations.list(lawyer.id, { limit: 9 }))).rows.map((row) => row.id);
  expect(await order()).toEqual([elsewhere, conversation]);
  await write((stores) => stores.messages.setPlace(lawyer.id, id, { chat: 'x@c.us' }));
  expect(await read((stores) => stores.messages.findKnown(lawyer.id, id))).toMatchObject({ isTimeRough: true });
  await write((stores) => stores.messages.setPlace(lawyer.id, id, { chat: 'x@lid', sentAt: AT + 20_000 }));
  expect(await order()).toEqual([conversation, elsewhere]);
  expect(await read((stores) => stores.messages.findKnown(lawyer.id, id))).toMatchObject({
    isTimeRough: false,
    chat: 'x@lid',
    sentAt: AT + 20_000,
  });
});

test('in a group each member’s message counts, even under the same id', async () => {
  const group = await write((stores) =>
    stores.conversations.ofGroup(lawyer.id, { jid: '1@g.us', title: 'Heirs', newId: newId('con'), at: AT }),
  );
  expect(group.isNew).toBe(true);
  const again = { jid: '1@g.us', title: 'other', newId: newId('con'), at: AT };
  expect(await write((stores) => stores.conversations.ofGroup(lawyer.id, again))).toEqual({ ...group, isNew: false });
  const one = await insert({ whatsappId: 'SAME', author: '1@lid' }, group.id);
  await insert({ whatsappId: 'SAME', author: '2@lid', sentAt: AT + 1 }, group.id);
  expect(await write((stores) => stores.messages.insert({ ...one, id: newId('msg') }))).toBe(false);
  const found = await read((stores) => stores.messages.allByWhatsAppId(lawyer.id, 'inbound', 'SAME'));
  expect(found.map(({ author }) => author)).toEqual(['1@lid', '2@lid']);
  expect(await read((stores) => stores.conversations.find(lawyer.id, group.id))).toMatchObject({
    type: 'group',
    client_id: null,
    phone: null,
    title: 'Heirs',
    message_count: 2,
  });
  expect((await read((stores) => stores.conversations.list(lawyer.id, { limit: 9 }))).rows).toHaveLength(2);
});

test('an id that WhatsApp gave later is the one that counts from then on', async () => {
  const { id } = await insert({ direction: 'outbound', status: 'sending', whatsappId: 'OURS' });
  await write((stores) => stores.messages.setWhatsAppId(lawyer.id, id, 'THEIRS'));
  await read(async (stores) => {
    expect(await stores.messages.findByWhatsAppId(lawyer.id, 'outbound', 'OURS')).toBeNull();
    expect(await stores.messages.findByWhatsAppId(lawyer.id, 'outbound', 'THEIRS')).toMatchObject({ id });
  });
  const same = { direction: 'outbound', status: 'sent', whatsappId: 'THEIRS' } as const;
  const again = plainMessage({ lawyerId: lawyer.id, conversationId: conversation, sentAt: AT }, same);
  expect(await write((stores) => stores.messages.insert(again))).toBe(false);
});

test('reactions to what is not stored yet are held, the latest of each, and are given up one by one', async () => {
  const held = (sender: string, emoji: string, at: number, chat = 'x@c.us'): HeldReaction => ({
    direction: 'inbound',
    whatsappId: 'LATER',
    chat,
    reaction: { sender, senderName: null, emoji, at },
  });
  const all = [
    held('me', '👍', AT),
    held('me', '❤️', AT + 2),
    held('me', '😡', AT + 1),
    held('client', '🙏', AT, 'y@lid'),
  ];
  for (const one of all) await write((stores) => stores.messages.holdReaction(lawyer.id, one));
  const waiting = () => read((stores) => stores.messages.heldReactions(lawyer.id, 'inbound', 'LATER'));
  expect(await waiting()).toEqual([held('client', '🙏', AT, 'y@lid'), held('me', '❤️', AT + 2)]);
  expect(await read((stores) => stores.messages.heldReactions(lawyer.id, 'outbound', 'LATER'))).toEqual([]);
  expect(await read((stores) => stores.messages.heldReactionsIn(lawyer.id, ['x@c.us', 'z@lid']))).toEqual([
    held('me', '❤️', AT + 2),
  ]);
  expect(await read((stores) => stores.messages.heldReactionsIn(lawyer.id, []))).toEqual([]);
  await write((stores) => stores.messages.dropHeldReaction(lawyer.id, held('client', '🙏', AT, 'y@lid')));
  expect(await waiting()).toEqual([held('me', '❤️', AT + 2)]);
});

test('who was written to first counts once a message is on its way, and only where nobody had written before', async () => {
  const outbound = (status: NewMessage['status'], change: Partial<NewMessage> = {}) =>
    ({ direction: 'outbound', status, ...change }) as const;
  const count = () => read((stores) => stores.messages.firstContacts(lawyer.id, AT));
  const hasEarlier = (id: MessageId, into: ConversationId) =>
    read((stores) => stores.messages.hasEarlier(lawyer.id, into, id));

  const first = await insert(outbound('queued'));
  expect(await count()).toBe(0);
  const second = await insert(outbound('queued', { sentAt: AT + 1 }));
  // What was never sent was never said.
  expect(await hasEarlier(second.id, conversation)).toBe(false);
  await write((stores) => stores.messages.setStatus(lawyer.id, first.id, 'sending', null));
  expect(await count()).toBe(1);
  expect(await hasEarlier(second.id, conversation)).toBe(true);
  expect(await hasEarlier(first.id, conversation)).toBe(false);

  const answered = await conversationWith('+4917000002');
  // WhatsApp's own notice is nobody's word.
  await insert({ kind: 'notice', sentAt: AT - 9000 }, answered);
  const answer = await insert(outbound('sent', { sentAt: AT + 5 }), answered);
  expect(await hasEarlier(answer.id, answered)).toBe(false);
  expect(await count()).toBe(2);
  await insert({ sentAt: AT - 5000 }, answered);
  expect(await hasEarlier(answer.id, answered)).toBe(true);
  expect(await count()).toBe(1);

  const before = await conversationWith('+4917000003');
  await insert(outbound('read', { sentAt: AT - 1 }), before);
  await insert(outbound('read', { sentAt: AT + 1 }), before);
  for (const status of ['failed', 'cancelled'] as const) {
    await insert(outbound(status), await conversationWith(`+49170000${status.length}`));
  }
  const group = { jid: '1@g.us', title: 'G', newId: newId('con'), at: AT };
  const { id: groupId } = await write((stores) => stores.conversations.ofGroup(lawyer.id, group));
  await insert(outbound('sent'), groupId);
  expect(await count()).toBe(1);
});

test('the newest message that a client wrote is none of WhatsApp’s notices, and no call', async () => {
  const last = () => read((stores) => stores.messages.lastInbound(lawyer.id, conversation));
  expect(await last()).toBeNull();
  const written = await insert({ text: 'hello' });
  await insert({ kind: 'notice', sentAt: AT + 1 });
  await insert({ kind: 'call', sentAt: AT + 2 });
  await insert({ direction: 'outbound', status: 'sent', sentAt: AT + 3 });
  expect(await last()).toMatchObject({ id: written.id, text: 'hello' });
});
