import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import type { Clock } from '../../../main/domain/clock.ts';
import { createLoadMemory } from '../../../main/domain/outbox-context.ts';
import { parseEach } from '../../../main/domain/parse-each.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { createHistoryReader } from '../../../main/domain/read-history.ts';
import { type PageFact, receiveFromPage } from '../../../main/domain/receive-from-page.ts';
import { startOutbox } from '../../../main/domain/run-outbox.ts';
import { createScreenSends } from '../../../main/domain/screen-sends.ts';
import { NO_TRACING } from '../../../main/domain/trace-context.ts';
import { createWhatsAppPage } from '../../../main/whatsapp/whatsapp-page.ts';
import { AppLife, FakeMetrics } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeAccount, FakePageHost } from '../../support/fake-page-host.ts';
import { MemoryAttachmentFiles } from '../../support/memory-attachment-files.ts';
import { storeFactsOf } from '../../support/store-from-page.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA = Phone.parse('+4917000001');
const BEA_CHAT = '4917000001@c.us';
const CARL_CHAT = '4917000002@c.us';
const LID = '777@lid';
const MINUTE = 60_000;

let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let lawyer: Lawyer;
let lives: AppLife[];

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  lives = [];
  lawyer = await addLawyer(store.database, clock.now());
  await clock.advance(60 * MINUTE);
});

test.afterEach(async () => {
  for (const life of lives) life.kill();
  await store.remove();
});

async function live(prepare: (host: FakePageHost) => void = () => {}): Promise<AppLife> {
  const life = new AppLife({ store, account, clock, lawyerId: lawyer.id, prepare });
  lives.push(life);
  await settle();
  return life;
}

const seconds = () => Math.floor(clock.now() / 1000);
const told = () =>
  store
    .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'message.%' ORDER BY cursor")
    .map(({ type }) => type);
const stored = () =>
  store.rows<{ content: string }>('SELECT content FROM messages ORDER BY content').map(({ content }) => content);
const statusOf = (text: string) =>
  store.rows<{ status: string }>('SELECT status FROM messages WHERE content = ?', text).map(({ status }) => status);
const states = () => store.rows<{ state: string }>('SELECT state FROM outbox').map(({ state }) => state);
/** Chats that are complete, as far as it is known. */
const complete = () =>
  store
    .rows<{ chat: string }>('SELECT chat FROM chat_histories WHERE complete_until > 0 AND gap_at IS NULL ORDER BY chat')
    .map(({ chat }) => chat);
const said = (change: Partial<PageMessage>): PageFact => ({
  kind: 'message',
  message: account.message(BEA_CHAT, { timestamp: seconds(), ...change }),
});
const receive = (...facts: PageFact[]) =>
  store.database.write((stores) => receiveFromPage(stores, lawyer.id, facts, 'live', clock.now()));
const accept = (to: Phone, text: string) =>
  store.database.write((stores) =>
    acceptMessage(stores, lawyer.id, { to, text: MessageText.parse(text) }, clock.now()),
  );
const readHistory = (host: FakePageHost) => {
  const page = createWhatsAppPage(host);
  const { database } = store;
  const more = {
    store: storeFactsOf(database, clock, lawyer.id),
    log: new FakeLog(),
    changed: () => {},
    parse: parseEach,
  };
  return createHistoryReader({ database, clock, page, lawyerId: lawyer.id, ...more }).run(new AbortController().signal);
};

/** The page's answers, changed on their way. */
function changing(host: FakePageHost, name: string, change: (value: unknown[]) => unknown[]): void {
  const command = host.command.bind(host);
  host.command = async (asked, input) => {
    const answer = (await command(asked, input)) as { value: unknown[] };
    return asked === name ? { ok: true, value: change(answer.value) } : answer;
  };
}

test('a runner that was stopped while it looked up the number leaves a row alone that the next one is sending', async () => {
  const life = await live((host) => {
    host.silent.add('resolvePhone');
    host.faults.push('takes-then-hangs');
  });
  await life.send(BEA, 'Out');
  await settle();
  life.host.silent.clear();
  await life.host.state({ socket: 'OPENING' });
  await life.host.state({});
  await settle();
  expect(states()).toEqual(['sending']);
  // The lookup of the stopped runner and the send of the next one end without an answer, in this order.
  life.host.timeOut();
  await settle();
  expect(states()).toEqual(['sending']);
  await clock.advance(MINUTE);
  expect([account.arrivals('Out'), life.host.asked.filter((name) => name === 'sendText').length]).toEqual([1, 1]);
  expect([statusOf('Out'), states(), told()]).toEqual([['sent'], [], ['message.sent']]);
});

for (const [first, second] of [
  [BEA_CHAT, LID],
  [LID, BEA_CHAT],
] as const) {
  test(`a message read from ${first} and again from ${second} is stored once and told once`, async () => {
    const timestamp = seconds();
    await receive(said({ id: 'A1', chat: first, text: 'one', timestamp }));
    await receive(said({ id: 'A1', chat: second, text: 'one', timestamp }));
    await receive(said({ id: 'A1', chat: first, text: 'one', timestamp }));
    expect([stored(), told()]).toEqual([['one'], ['message.received']]);
    // Both addresses are that person's from then on.
    await receive(said({ id: 'A2', chat: second, text: 'two' }));
    await receive(said({ id: 'A3', chat: first, text: 'three' }));
    expect(store.rows('SELECT size FROM conversations')).toEqual([{ size: 3 }]);
    expect(store.rows('SELECT id FROM clients')).toHaveLength(1);
  });
}

test('two people whose messages have the same id at different seconds keep a conversation each', async () => {
  await receive(said({ id: 'A1', text: 'one' }));
  await receive(said({ id: 'A1', text: 'other', chat: LID, timestamp: seconds() + 1 }));
  expect([stored(), store.rows('SELECT id FROM conversations').length]).toEqual([['one', 'other'], 2]);
});

test('a message for a person’s second number is sent to that number, and either number finds them', async () => {
  const other = Phone.parse('+4917000009');
  await receive(said({ chat: LID, phone: BEA.slice(1) }));
  await receive(said({ chat: LID, phone: other.slice(1) }));
  const life = await live();
  await life.send(other, 'to the second');
  await life.send(BEA, 'to the first');
  await settle();
  expect(account.arrived.map(({ chat, text }) => [chat, text])).toEqual([
    ['4917000009@c.us', 'to the second'],
    [BEA_CHAT, 'to the first'],
  ]);
  const found = await store.database.read((stores) =>
    Promise.all([BEA, other].map((phone) => stores.conversations.findByPhone(lawyer.id, phone))),
  );
  expect(found[0]).toMatchObject({ phone: BEA, message_count: 4 });
  expect(found[1]).toEqual(found[0]);
  expect(store.rows('SELECT id FROM conversations')).toHaveLength(1);
});

test('acknowledgements that came while the app was closed are caught up and told once', async () => {
  const first = await live();
  await first.send(BEA, 'Out');
  await clock.advance(11 * MINUTE);
  expect([complete(), told()]).toEqual([[BEA_CHAT], ['message.sent']]);
  first.kill();
  for (const message of account.chat(BEA_CHAT)) message.ack = 3;
  for (let start = 0; start < 2; start++) {
    await store.reopen();
    const next = await live();
    expect(next.session.current().state).toBe('ready');
    // The chat itself has nothing new: only the look back at its newest messages is made.
    expect(next.host.asked.filter((name) => name === 'readMessages')).toHaveLength(1);
    expect(statusOf('Out')).toEqual(['read']);
    expect(told()).toEqual(['message.sent', 'message.delivered', 'message.read']);
    next.kill();
  }
});

test('a batch that is shorter than asked for is not taken for the beginning of the chat', async () => {
  const host = new FakePageHost(account, seconds);
  const texts = Array.from({ length: 300 }, (_, i) => `m${String(i).padStart(3, '0')}`);
  for (const [i, text] of texts.entries()) account.write(BEA_CHAT, { timestamp: seconds() - 2000 + i, text });
  let isFirst = true;
  changing(host, 'readMessages', (messages) => {
    const answer = isFirst ? messages.slice(1) : messages;
    isFirst = false;
    return answer;
  });
  await readHistory(host);
  expect(stored()).toEqual(texts);
});

test('a name of 5,000 characters is cut, and its message is stored', async () => {
  const host = new FakePageHost(account, seconds);
  account.write(BEA_CHAT, { timestamp: seconds() - 1000, text: 'read', senderName: 'N'.repeat(5000) });
  await readHistory(host);
  const life = await live();
  await life.host.messages(
    account.message(CARL_CHAT, { timestamp: seconds(), text: 'reported', senderName: `${'N'.repeat(199)}😀` }),
  );
  expect(stored()).toEqual(['read', 'reported']);
  expect(store.rows('SELECT sender_name FROM messages ORDER BY content')).toEqual([
    { sender_name: 'N'.repeat(200) },
    { sender_name: `${'N'.repeat(199)}\uFFFD` },
  ]);
});

test('a row that becomes due between two looks at the queue is not slept over', async () => {
  const host = new FakePageHost(account, seconds);
  await accept(BEA, 'Out');
  store.run('UPDATE outbox SET next_attempt = ?', clock.now() + 1);
  let passed = 0;
  const ticking: Clock = {
    now: () => clock.now() + passed,
    after: (delay, call) => clock.after(delay, call),
  };
  const database: Database = {
    ...store.database,
    async read(work) {
      const result = await store.database.read(work);
      passed += 1;
      return result;
    },
  };
  const page = createWhatsAppPage(host);
  const log = new FakeLog();
  const outbox = startOutbox({
    database,
    clock: ticking,
    log,
    metrics: new FakeMetrics(),
    tracing: NO_TRACING,
    page,
    files: new MemoryAttachmentFiles(),
    random: () => 0.5,
    mode: 'practice',
    lawyerId: lawyer.id,
    load: createLoadMemory(),
    pace: { last: null },
    driverOf: () => 'wa-js',
    screenSends: createScreenSends(database, ticking, lawyer.id),
    store: storeFactsOf(database, ticking, lawyer.id),
  });
  await settle();
  await clock.advance(MINUTE);
  outbox.stop();
  expect([account.arrivals('Out'), statusOf('Out')]).toEqual([1, ['sent']]);
});

for (const [what, change] of [
  ['another message of ours', { id: 'OTHER' }],
  ['a message of the client’s', { fromMe: false }],
] as const) {
  test(`a page that answers with ${what} is asked at its pace, and not believed`, async () => {
    let looks = 0;
    const life = await live((host) => {
      host.faults.push('hangs');
      const command = host.command.bind(host);
      host.command = async (name, input) => {
        if (name !== 'findMessage') return command(name, input);
        looks += 1;
        // A loop without a pause would never come back to the test.
        if (looks > 100) return new Promise<never>(() => {});
        const { id } = input as { id: string };
        const value = { ...account.message(BEA_CHAT, { id, fromMe: true, ack: 3, timestamp: seconds() }), ...change };
        return { ok: true, value };
      };
    });
    await life.send(BEA, 'Out');
    await settle();
    life.host.timeOut();
    await clock.advance(MINUTE);
    expect(looks).toBeGreaterThan(2);
    expect(looks).toBeLessThanOrEqual(12);
    expect([states(), statusOf('Out'), told()]).toEqual([['sending'], ['sending'], []]);
    expect(stored()).toEqual(['Out']);
    expect(life.host.asked.filter((name) => name === 'sendText')).toHaveLength(1);
  });
}

test('our own message that is read again under a lid teaches that address, so that the answer finds its conversation', async () => {
  const timestamp = seconds();
  await receive(said({ id: 'ME1', fromMe: true, ack: 1, text: 'from my phone', timestamp }));
  await receive(said({ id: 'ME1', fromMe: true, ack: 1, text: 'from my phone', timestamp, chat: LID }));
  await receive(said({ id: 'A1', chat: LID, text: 'the answer' }));
  expect(store.rows('SELECT size FROM conversations')).toEqual([{ size: 2 }]);
});
