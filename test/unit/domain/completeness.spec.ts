import { expect, test } from '@playwright/test';
import { ConversationId } from '../../../main/contract/ids.ts';
import { completenessOf } from '../../../main/domain/completeness.ts';
import { newId } from '../../../main/domain/new-id.ts';
import type { ChatHistory } from '../../../main/domain/stores/history-store.ts';
import { aliased, CHAT, LID, NOON, said } from '../../support/page-facts.ts';
import { type ReceivingLawyer, receivingLawyer } from '../../support/receiving-lawyer.ts';

let me: ReceivingLawyer;

test.beforeEach(async () => {
  me = await receivingLawyer();
  await me.receive(said({ chat: CHAT }), aliased(LID, '4915112345678'));
});

test.afterEach(() => me.store.remove());

const time = (seconds: number) => new Date((NOON + seconds) * 1000).toISOString();

async function known(...histories: (Partial<ChatHistory> & { chat: string })[]) {
  await me.store.database.write(async (stores) => {
    for (const history of histories) {
      const whole = {
        completeFrom: null,
        completeUntil: null,
        reachesStart: false,
        anchor: null,
        gap: null,
        messages: 0,
        checkedAt: 0,
      };
      await stores.histories.set(me.lawyer.id, { ...whole, ...history });
    }
  });
  const [row] = me.store.rows<{ id: string }>('SELECT id FROM conversations');
  const id = ConversationId.parse(row?.id);
  return me.store.database.read((stores) => completenessOf(stores, me.lawyer.id, id));
}

test('nothing is promised of a chat that was never read', async () => {
  expect(await known()).toEqual({
    complete_from: null,
    complete_until: null,
    reaches_start: false,
    gaps: [{ from: null, until: null, reason: 'not_read_yet' }],
    messages: 1,
    checked_at: null,
  });
});

test('what is older than what was read is a gap until the start is reached', async () => {
  const range = { completeFrom: NOON + 10, completeUntil: NOON + 20, checkedAt: me.at };
  expect(await known({ chat: CHAT, ...range })).toMatchObject({
    complete_from: time(10),
    complete_until: time(20),
    gaps: [{ from: null, until: time(10), reason: 'not_read_yet' }],
    checked_at: new Date(me.at).toISOString(),
  });
  expect(await known({ chat: CHAT, ...range, reachesStart: true })).toMatchObject({ reaches_start: true, gaps: [] });
});

test('from a message that could not be taken in on, nothing is promised', async () => {
  const gap = { at: NOON + 15, reason: 'not_decrypted' as const };
  const one = { chat: CHAT, completeFrom: NOON + 10, completeUntil: NOON + 20, reachesStart: true, gap };
  expect((await known(one)).gaps).toEqual([{ from: time(15), until: time(20), reason: 'not_decrypted' }]);
});

test('ranges of one person’s two chats are one where they touch', async () => {
  const older = { chat: CHAT, completeFrom: NOON, completeUntil: NOON + 20, reachesStart: true };
  const newer = { chat: LID, completeFrom: NOON + 15, completeUntil: NOON + 40 };
  expect(await known(older, newer)).toMatchObject({
    complete_from: time(0),
    complete_until: time(40),
    reaches_start: true,
    gaps: [],
  });
});

test('and where they do not, only the newer is promised', async () => {
  const older = { chat: CHAT, completeFrom: NOON, completeUntil: NOON + 5, reachesStart: true };
  const newer = { chat: LID, completeFrom: NOON + 15, completeUntil: NOON + 40 };
  expect(await known(older, newer)).toMatchObject({
    complete_from: time(15),
    complete_until: time(40),
    reaches_start: false,
    gaps: [{ from: null, until: time(15), reason: 'not_read_yet' }],
  });
});

test('an end without a beginning, as an earlier version has left it, promises nothing', async () => {
  expect(await known({ chat: CHAT, completeUntil: NOON + 20 })).toMatchObject({
    complete_from: null,
    complete_until: null,
  });
});

test('a conversation that is not there, or another lawyer’s, is not found', async () => {
  const unknown = me.store.database.read((stores) => completenessOf(stores, me.lawyer.id, newId('con')));
  await expect(unknown).rejects.toMatchObject({ code: 'conversation_not_found' });
});
