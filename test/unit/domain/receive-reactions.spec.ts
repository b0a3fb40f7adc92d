import { expect, test } from '@playwright/test';
import { newId } from '../../../main/domain/new-id.ts';
import { CHAT, GROUP, LID, NOON, pageMessage, reacted, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
});

test.afterEach(() => me.store.remove());

const reactions = () => me.store.rows('SELECT sender, emoji FROM reactions ORDER BY sender');
const held = () => me.store.rows('SELECT emoji FROM held_reactions');
const told = () => me.told().filter((type) => type === 'message.reaction').length;
const byMe = { byMe: true, sender: '4930000000@c.us' };

test('a reaction is kept, and told with its emoji and who it is from', async () => {
  const hook = {
    id: newId('whk'),
    lawyerId: me.lawyer.id,
    url: 'u',
    secret: 's',
    events: ['message.reaction' as const],
    at: me.at,
  };
  await me.store.database.write((stores) => stores.webhooks.insert(hook));
  await me.receive(said(), reacted('👍'), reacted('❤️', { ...byMe }));
  expect(reactions()).toEqual([
    { sender: 'client', emoji: '👍' },
    { sender: 'me', emoji: '❤️' },
  ]);
  const payloads = me.store.rows<{ payload: string }>('SELECT payload FROM webhook_payloads ORDER BY queue_id');
  expect(payloads.map(({ payload }) => JSON.parse(payload).data)).toMatchObject([
    { reaction: { emoji: '👍', from: 'client' }, message: { text: 'Hello', reactions: [{ emoji: '👍' }] } },
    { reaction: { emoji: '❤️', from: 'lawyer' }, message: { reactions: [{ emoji: '👍' }, { emoji: '❤️' }] } },
  ]);
});

test('one person has one reaction: the latest, in whatever order they come', async () => {
  const facts = [
    reacted('👍', { timestamp: NOON + 1 }),
    reacted('❤️', { timestamp: NOON + 2 }),
    reacted('', { timestamp: NOON + 3 }),
  ];
  await me.receive(said(), ...facts);
  expect([reactions(), told()]).toEqual([[{ sender: 'client', emoji: '' }], 3]);
  await me.receive(...[...facts].reverse(), ...facts);
  expect([reactions(), told()]).toEqual([[{ sender: 'client', emoji: '' }], 3]);
});

test('the same person under a number and under a lid has one reaction', async () => {
  await me.receive(said(), reacted('👍'), reacted('❤️', { chat: LID, sender: LID, timestamp: NOON + 70 }));
  expect(reactions()).toEqual([{ sender: 'client', emoji: '❤️' }]);
});

test('a reaction that comes before its message waits for it, also through a restart', async () => {
  await me.receive(reacted('👍'), reacted('❤️', { timestamp: NOON + 70 }), reacted('😀', { ...byMe }));
  expect([reactions(), held().length, told()]).toEqual([[], 2, 0]);
  await me.store.reopen();
  await me.receive(said());
  expect([reactions(), held()]).toEqual([
    [
      { sender: 'client', emoji: '❤️' },
      { sender: 'me', emoji: '😀' },
    ],
    [],
  ]);
  expect(me.told()).toEqual(['message.received', 'message.reaction', 'message.reaction']);
});

test('a reaction that waits is nobody else’s: another chat’s message with the same id does not get it', async () => {
  const stranger = '4917000666@c.us';
  await me.receive(reacted('👍', { chat: CHAT }));
  await me.receive(said({ chat: stranger, timestamp: NOON + 5 }));
  expect([reactions(), held().length]).toEqual([[], 1]);
  await me.receive(said());
  expect([reactions().length, held().length]).toEqual([1, 0]);
});

test('what reacts to one chat’s message changes none of another chat', async () => {
  await me.receive(said(), reacted('👍', { chat: '4917000666@c.us', sender: '4917000666@c.us' }));
  expect(reactions()).toEqual([]);
});

test('reactions that a message is read with are kept; those of a known one are told', async () => {
  const one = { id: 'AC01', chat: CHAT, fromMe: false, byMe: false, sender: CHAT, emoji: '👍', timestamp: NOON + 9 };
  await me.receive(said({ reactions: [one] }));
  expect([reactions(), me.told()]).toEqual([[{ sender: 'client', emoji: '👍' }], ['message.received']]);
  await me.receive(said({ reactions: [{ ...one, emoji: '❤️', timestamp: NOON + 10 }] }), said({ reactions: null }));
  expect([reactions(), told()]).toEqual([[{ sender: 'client', emoji: '❤️' }], 1]);
});

test('old reactions from history are kept, and not told as new', async () => {
  const old = NOON - 30 * 24 * 60 * 60;
  await me.readFromHistory(said({ timestamp: old }), reacted('👍', { timestamp: old + 60 }));
  expect([reactions().length, me.told()]).toEqual([1, []]);
});

test('reactions in groups are each person’s own where groups are taken in, and left alone elsewhere', async () => {
  const inGroup = { chat: GROUP, sender: '4917000001@c.us' };
  await me.receive(reacted('👍', inGroup));
  expect(held()).toEqual([]);
  await me.settings({ groups: 'read_only' });
  const message = { kind: 'message', message: pageMessage({ chat: GROUP, author: '4917000001@c.us' }) } as const;
  await me.receive(message, reacted('👍', inGroup), reacted('❤️', { ...inGroup, sender: '555@lid' }));
  expect(reactions()).toEqual([
    { sender: '4917000001@c.us', emoji: '👍' },
    { sender: '555@lid', emoji: '❤️' },
  ]);
});
