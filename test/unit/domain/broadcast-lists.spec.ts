import { expect, test } from '@playwright/test';
import { acked, aliased, CHAT, LID, NOON, reacted, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

const CARL = '4917000002';
let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
});

test.afterEach(() => me.store.remove());

const toAll = (chat: string, change: Parameters<typeof said>[0] = {}) =>
  said({ id: 'ME1', chat, fromMe: true, ack: 1, text: 'to all', broadcast: true, ...change });

/** The texts of each conversation, in the order in which they came. */
function conversations(): string[][] {
  const rows = me.store.rows<{ id: string; text: string }>(
    'SELECT conversation_id AS id, content AS text FROM messages ORDER BY rowid',
  );
  return [...Map.groupBy(rows, ({ id }) => id).values()].map((of) => of.map(({ text }) => text));
}

test('a message to a broadcast list is kept in each chat that it was sent to', async () => {
  const chats = ['4917000001@c.us', '4917000002@c.us'];
  await me.receive(...chats.map((chat) => toAll(chat)));
  await me.receive(acked(3, 'ME1', '4917000002@c.us'));
  expect(me.store.rows('SELECT chat, status FROM messages ORDER BY chat')).toEqual([
    { chat: '4917000001@c.us', status: 'sent' },
    { chat: '4917000002@c.us', status: 'read' },
  ]);
});

for (const [one, other] of [
  [CHAT, LID],
  [LID, CHAT],
] as const) {
  test(`a broadcast to ${one} and to ${other}, who is nobody known, mixes nobody`, async () => {
    await me.receive(said({ id: 'A1', chat: one, text: 'from Anna' }));
    await me.receive(toAll(one), toAll(other));
    await me.receive(said({ id: 'C1', chat: other, text: 'from Carl, confidential', timestamp: NOON + 9 }));
    expect(conversations()).toEqual([
      ['from Anna', 'to all'],
      ['to all', 'from Carl, confidential'],
    ]);
  });
}

test('one id in the chats of a number and of a lid that WhatsApp says is another’s is two messages, broadcast or not', async () => {
  for (const [id, broadcast] of Object.entries({ ME1: true, ME2: false, ME3: null })) {
    await me.receive(toAll(CHAT, { id, broadcast }), toAll(LID, { id, broadcast, phone: CARL }));
  }
  // As with ours, so with theirs: the same id at the same second proves nothing against WhatsApp’s own word.
  await me.receive(said({ id: 'A1', chat: CHAT, text: 'in' }), said({ id: 'A1', chat: LID, text: 'in' }));
  expect(conversations()).toEqual([
    ['to all', 'to all', 'to all', 'in'],
    ['to all', 'to all', 'to all', 'in'],
  ]);
});

test('one id in the chats of a lid and of a number that WhatsApp says is behind another lid is two messages', async () => {
  await me.receive(toAll(LID, { broadcast: false }), aliased('555@lid', CARL));
  await me.receive(toAll(`${CARL}@c.us`, { broadcast: false }));
  expect(conversations()).toEqual([['to all'], ['to all']]);
});

test('a message of ours of which nobody says that it is no broadcast joins nobody, and is one when they turn out to be', async () => {
  await me.receive(toAll(CHAT, { broadcast: null }), toAll(LID, { broadcast: null }));
  expect(conversations()).toEqual([['to all'], ['to all']]);
  await me.receive(aliased(LID, CHAT.slice(0, CHAT.indexOf('@'))));
  expect(me.store.rows('SELECT size FROM conversations WHERE merged_into IS NULL')).toEqual([{ size: 1 }]);
});

test('what comes from one more chat of a broadcast belongs to none of those that are stored', async () => {
  await me.receive(toAll('4917000001@c.us'), toAll('4917000002@c.us'));
  await me.receive(acked(3, 'ME1', LID), reacted('👍', { id: 'ME1', chat: LID, fromMe: true, sender: LID }));
  expect(me.store.rows('SELECT status FROM messages')).toEqual([{ status: 'sent' }, { status: 'sent' }]);
  expect(me.told()).not.toContain('message.reaction');
  // It waits for its own copy.
  await me.receive(toAll(LID));
  expect(me.store.rows('SELECT m.chat FROM reactions r JOIN messages m ON m.id = r.message_id')).toEqual([
    { chat: LID },
  ]);
});

test('a reaction that waits is not that of somebody else on the list', async () => {
  await me.receive(reacted('👍', { id: 'ME1', chat: LID, fromMe: true, sender: LID }));
  await me.receive(toAll(CHAT));
  expect(me.told()).not.toContain('message.reaction');
});
