import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { PageMessage } from '../../../main/contract/page.ts';
import { PageError } from '../../../main/domain/page-error.ts';
import { reconcileChats } from '../../../main/domain/reconcile-chats.ts';
import { createWhatsAppPage } from '../../../main/whatsapp/whatsapp-page.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeAccount, FakePageHost } from '../../support/fake-page-host.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA = '4917000001@c.us';
const CARL = '4917000002@c.us';
let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let host: FakePageHost;
let lawyer: Lawyer;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  host = new FakePageHost(account, () => seconds());
  lawyer = await addLawyer(store.database, clock.now());
  await clock.advance(3_600_000);
});

test.afterEach(() => store.remove());

const seconds = () => Math.floor(clock.now() / 1000);
const reconcile = () => reconcileChats({ database: store.database, clock, page: createWhatsAppPage(host) }, lawyer.id);
const write = (jid: string, ago: number, change: Partial<PageMessage> = {}) =>
  account.write(jid, { timestamp: seconds() - ago, ...change });
const stored = () => store.rows<{ content: string }>('SELECT content FROM messages').map(({ content }) => content);
const marks = () => store.rows('SELECT chat, through FROM chat_marks ORDER BY chat');
const reads = () => host.asked.filter((name) => name === 'readMessages').length;

test('reads every chat to its beginning the first time, batch by batch', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 2000 - i, { text: `b${i}` });
  write(CARL, 1000, { text: 'c' });
  await reconcile();
  expect(stored().sort()).toEqual([...Array.from({ length: 250 }, (_, i) => `b${i}`), 'c'].sort());
  // Three batches and an empty one of the first chat, one and an empty one of the second: only an empty one is the end.
  expect(reads()).toBe(6);
  expect(marks()).toEqual([
    { chat: BEA, through: seconds() - 1751 },
    { chat: CARL, through: seconds() - 1000 },
  ]);
});

test('reads nothing of a chat that has nothing new, and only the new of one that has', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 2000 - i);
  write(CARL, 1000);
  await reconcile();
  const before = reads();
  await reconcile();
  expect(reads()).toBe(before);
  write(BEA, 500, { text: 'new' });
  await reconcile();
  expect([reads(), stored().filter((text) => text === 'new')]).toEqual([before + 1, ['new']]);
});

test('reads again what is younger than five minutes, so that a message that comes late is not missed', async () => {
  write(BEA, 10, { text: 'on time' });
  await reconcile();
  expect(marks()).toEqual([{ chat: BEA, through: seconds() - 300 }]);
  account.chat(BEA).unshift(account.message(BEA, { timestamp: seconds() - 60, text: 'late' }));
  await reconcile();
  expect(stored().sort()).toEqual(['late', 'on time']);
});

test('goes on from its marks after the page went away, and stores nothing twice', async () => {
  for (const chat of [BEA, CARL]) for (let i = 0; i < 150; i++) write(chat, 2000 - i);
  let commands = 0;
  host.onStep = (where) => {
    if (!where.startsWith('before')) return;
    commands += 1;
    // listChats, three reads of the first chat, one of the second.
    if (commands === 6) throw new Error('the page is gone');
  };
  await expect(reconcile()).rejects.toThrow(PageError);
  expect(marks().map((mark) => (mark as { chat: string }).chat)).toEqual([BEA]);
  host.onStep = () => {};
  const before = reads();
  await reconcile();
  expect(reads() - before).toBe(3);
  expect(stored()).toHaveLength(300);
  expect(store.rows("SELECT id FROM events WHERE type = 'message.received'")).toHaveLength(300);
});

test('leaves out what is malformed, stores what is around it, and does not call the chat complete', async () => {
  write(BEA, 1003, { text: 'before' });
  write(BEA, 1002, { timestamp: -5 });
  account.chat(BEA).push({ nonsense: true } as unknown as PageMessage);
  write(BEA, 1000, { text: 'after' });
  await reconcile();
  expect(stored()).toEqual(['before', 'after']);
  expect(marks()).toEqual([]);
});

test('a message that cannot be read yet holds the mark back until it can', async () => {
  write(BEA, 1010, { text: 'one' });
  const hidden = write(BEA, 1000, { type: 'ciphertext', text: '' });
  write(BEA, 900, { text: 'three' });
  await reconcile();
  expect([stored(), marks()]).toEqual([['one', 'three'], [{ chat: BEA, through: seconds() - 1001 }]]);
  Object.assign(hidden, { type: 'chat', text: 'two' });
  await reconcile();
  expect([stored().sort(), marks()]).toEqual([['one', 'three', 'two'], [{ chat: BEA, through: seconds() - 900 }]]);
});

test('leaves groups and channels unread', async () => {
  for (const chat of ['1-2@g.us', '5@newsletter', 'status@broadcast']) write(chat, 100);
  await reconcile();
  expect([reads(), stored(), marks()]).toEqual([0, [], []]);
});

test('a page that answers the same batch for ever is not asked for ever', async () => {
  for (let i = 0; i < 100; i++) write(BEA, 2000 - i);
  const command = host.command.bind(host);
  host.command = (name, input) =>
    command(name, name === 'readMessages' ? { ...(input as object), before: null } : input);
  await reconcile();
  expect([stored().length, reads()]).toEqual([100, 2]);
});

test('a clock of WhatsApp’s that is ahead moves no mark into the future', async () => {
  write(BEA, -100_000, { text: 'from tomorrow' });
  await reconcile();
  expect(marks()).toEqual([{ chat: BEA, through: seconds() - 300 }]);
});

test('a page that refuses to list its chats is a PageError, and changes nothing', async () => {
  write(BEA, 100);
  host.refused.add('listChats');
  const before = store.content();
  await expect(reconcile()).rejects.toMatchObject({ reason: 'refused' });
  expect(store.content()).toBe(before);
});
