import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { PageMessage } from '../../../main/contract/page.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { type PageFact, receiveFromPage } from '../../../main/domain/receive-from-page.ts';
import { reconcileChats } from '../../../main/domain/reconcile-chats.ts';
import { createWhatsAppPage } from '../../../main/whatsapp/whatsapp-page.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeAccount, FakePageHost } from '../../support/fake-page-host.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA_CHAT = '4917000001@c.us';
const CARL_CHAT = '4917000002@c.us';
const LID = '777@lid';

let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let lawyer: Lawyer;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  lawyer = await addLawyer(store.database, clock.now());
  await clock.advance(3_600_000);
});

test.afterEach(() => store.remove());

const seconds = () => Math.floor(clock.now() / 1000);
const stored = () =>
  store.rows<{ content: string }>('SELECT content FROM messages ORDER BY content').map(({ content }) => content);
const marked = () => store.rows<{ chat: string }>('SELECT chat FROM chat_marks ORDER BY chat').map(({ chat }) => chat);
const said = (change: Partial<PageMessage>): PageFact => ({
  kind: 'message',
  message: account.message(BEA_CHAT, { timestamp: seconds(), ...change }),
});
const receive = (...facts: PageFact[]) =>
  store.database.write((stores) => receiveFromPage(stores, lawyer.id, facts, 'live', clock.now()));
const reconcile = (host: FakePageHost) =>
  reconcileChats({ database: store.database, clock, page: createWhatsAppPage(host) }, lawyer.id);

/** The page's answers, changed on their way. */
function changing(host: FakePageHost, name: string, change: (value: unknown[]) => unknown[]): void {
  const command = host.command.bind(host);
  host.command = async (asked, input) => {
    const answer = (await command(asked, input)) as { value: unknown[] };
    return asked === name ? { ok: true, value: change(answer.value) } : answer;
  };
}

test('a batch of which nothing can be read does not end the reading of its chat', async () => {
  const host = new FakePageHost(account, seconds);
  for (let i = 0; i < 50; i++) account.write(BEA_CHAT, { timestamp: seconds() - 2000 + i, text: 'readable' });
  for (let i = 0; i < 100; i++) account.write(BEA_CHAT, { timestamp: -5, text: 'malformed' });
  account.chat(CARL_CHAT).push(account.message(CARL_CHAT, { timestamp: seconds() - 1000, text: 'c1' }));
  changing(host, 'listChats', () => [
    { chat: BEA_CHAT, lastTimestamp: seconds() },
    { chat: CARL_CHAT, lastTimestamp: seconds() },
  ]);
  await reconcile(host);
  expect([marked(), stored().length]).toEqual([[CARL_CHAT], 51]);
});

test('a message that cannot be stored does not keep the other chats from being read', async () => {
  const host = new FakePageHost(account, seconds);
  account.write(BEA_CHAT, { timestamp: seconds() - 1000, text: 'poison' });
  account.write(BEA_CHAT, { timestamp: seconds() - 999, text: 'beside it' });
  account.write(CARL_CHAT, { timestamp: seconds() - 1000, text: 'c1' });
  const database: Database = {
    ...store.database,
    write: (work) =>
      store.database.write((stores) => {
        const insert: typeof stores.messages.insert = (message) =>
          message.text === 'poison' ? Promise.reject(new Error('poison')) : stores.messages.insert(message);
        return work({ ...stores, messages: { ...stores.messages, insert } });
      }),
  };
  await reconcileChats({ database, clock, page: createWhatsAppPage(host) }, lawyer.id).catch(() => {});
  expect([stored(), marked()]).toEqual([['beside it', 'c1'], [CARL_CHAT]]);
});

test('our own message that is read again under a lid teaches that address, so that the answer finds its conversation', async () => {
  const timestamp = seconds();
  await receive(said({ id: 'ME1', fromMe: true, ack: 1, text: 'from my phone', timestamp }));
  await receive(said({ id: 'ME1', fromMe: true, ack: 1, text: 'from my phone', timestamp, chat: LID }));
  await receive(said({ id: 'A1', chat: LID, text: 'the answer' }));
  expect(store.rows('SELECT size FROM conversations')).toEqual([{ size: 2 }]);
});
