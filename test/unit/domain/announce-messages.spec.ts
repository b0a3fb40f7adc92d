import { expect, test } from '@playwright/test';
import type { AppSettings } from '../../../main/contract/app-settings.ts';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { ConversationId } from '../../../main/contract/ids.ts';
import { Phone } from '../../../main/contract/values.ts';
import { type Announcement, announceMessages } from '../../../main/domain/announce-messages.ts';
import { FakeClock, untilDone } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { storeMessage } from '../../support/stored-message.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const ANNA = Phone.parse('+4915100000011');
const BEN = Phone.parse('+4915100000012');

let store: TempDatabase;
let clock: FakeClock;
let lawyer: Lawyer;
let level: AppSettings['notifications'];
let held: boolean;
let seen: ConversationId | null;
let announced: Announcement[];
let stop: () => void;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  lawyer = await addLawyer(store.database, clock.now());
  level = 'full';
  held = false;
  seen = null;
  announced = [];
  const announcer = announceMessages({
    database: { ...store.database, read: (work) => untilDone(store.database.read(work)) },
    clock,
    log: new FakeLog(),
    level: () => level,
    isHeld: () => held,
    isSeen: (_lawyerId, { id }) => id === seen,
    announce: (announcement) => announced.push(announcement),
  });
  const stopListening = store.database.onCommitted((events) => announcer.heard(events));
  stop = () => {
    stopListening();
    announcer.stop();
  };
});

test.afterEach(() => {
  stop();
  return store.remove();
});

const write = (phone: Phone, text = 'Hello', at = clock.now()) =>
  storeMessage(store.database, lawyer.id, { phone, text, at });

test('a message is announced two seconds after it has come, with its chat, name and text', async () => {
  const { conversationId } = await write(ANNA, 'When is the hearing?');
  await clock.advance(1_999);
  expect(announced).toEqual([]);
  await clock.advance(1);
  expect(announced).toEqual([
    {
      count: 1,
      lawyerId: lawyer.id,
      conversationId,
      names: [ANNA],
      hasMore: false,
      message: { kind: 'text', text: 'When is the hearing?' },
    },
  ]);
  await clock.advance(60_000);
  expect(announced).toHaveLength(1);
});

test('several within two seconds are one announcement, and what comes later is another one', async () => {
  await write(ANNA, 'one');
  await clock.advance(1_000);
  await write(ANNA, 'two');
  await clock.advance(5_000);
  await write(ANNA, 'three');
  await clock.advance(5_000);
  expect(announced.map(({ count, message }) => [count, message?.text])).toEqual([
    [2, 'two'],
    [1, 'three'],
  ]);
});

test('messages of several chats are announced together, the newest chat first, without any text', async () => {
  await write(ANNA);
  await write(BEN);
  await write(ANNA);
  await clock.advance(2_000);
  expect(announced).toMatchObject([{ count: 3, conversationId: null, names: [ANNA, BEN], message: null }]);
});

test('more chats than there is room for names are said to be more', async () => {
  for (const end of ['1', '2', '3', '4']) await write(Phone.parse(`+491510000002${end}`));
  await clock.advance(2_000);
  expect(announced).toMatchObject([{ count: 4, hasMore: true }]);
  expect(announced[0]?.names).toHaveLength(3);
});

test('no more is told than the level of privacy lets others see', async () => {
  for (const [now, names, message] of [
    ['count', [], null],
    ['name', [ANNA], null],
    ['full', [ANNA], { kind: 'text', text: 'Hello' }],
  ] as const) {
    level = now;
    await write(ANNA);
    await clock.advance(2_000);
    expect(announced.pop()).toMatchObject({ names, message });
  }
  level = 'off';
  await write(ANNA);
  await clock.advance(2_000);
  expect(announced).toEqual([]);
});

test('nothing is announced while it is held, in the chat that is looked at, or once it was read', async () => {
  held = true;
  await write(ANNA);
  await clock.advance(2_000);
  held = false;
  const { conversationId } = await write(BEN);
  seen = conversationId;
  await clock.advance(2_000);
  seen = null;
  await write(BEN);
  await store.database.write((stores) => stores.conversations.markRead(lawyer.id, conversationId));
  await clock.advance(2_000);
  expect(announced).toEqual([]);
});

test('what was written more than a day ago, and what the lawyer writes, is not announced', async () => {
  await write(ANNA, 'old', clock.now() - 25 * 60 * 60 * 1_000);
  await storeMessage(store.database, lawyer.id, { phone: BEN, direction: 'outbound', at: clock.now() });
  await clock.advance(2_000);
  expect(announced).toEqual([]);
});

test('all that nobody has read is counted, of lawyers who are active', async () => {
  await write(ANNA);
  await write(ANNA);
  await write(BEN);
  const count = () => store.database.read((stores) => stores.conversations.countUnread());
  expect(await count()).toEqual(new Map([[lawyer.id, 3]]));
  await store.database.write((stores) => stores.lawyers.update(lawyer.id, { isActive: false }, clock.now()));
  expect(await count()).toEqual(new Map());
});
