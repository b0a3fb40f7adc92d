import { expect, test } from '@playwright/test';
import type { HistoryProgress, Lawyer } from '../../../main/contract/entities.ts';
import { DEFAULT_SETTINGS } from '../../../main/contract/entities.ts';
import { ConversationId } from '../../../main/contract/ids.ts';
import type { PageMessage } from '../../../main/contract/page.ts';
import { PageChat } from '../../../main/contract/page.ts';
import { completenessOf } from '../../../main/domain/completeness.ts';
import { PageError } from '../../../main/domain/page-error.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { createHistoryReader, type HistoryReader } from '../../../main/domain/read-history.ts';
import { storeFromPage } from '../../../main/domain/receive-from-page.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakePage } from '../../support/fake-page.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const BEA = '4917000001@c.us';
const CARL = '4917000002@c.us';
const GROUP = '120363000000000001@g.us';
const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

let store: TempDatabase;
let clock: FakeClock;
let page: FakePage;
let lawyer: Lawyer;
let log: FakeLog;
let reader: HistoryReader;
let shown: HistoryProgress[];

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  page = new FakePage();
  log = new FakeLog();
  lawyer = await addLawyer(store.database, clock.now());
  await clock.advance(60 * MINUTE);
  reader = newReader();
});

test.afterEach(() => store.remove());

/** As after a new start of the app: nothing is remembered but what is on disk. */
function newReader(database: Database = store.database): HistoryReader {
  shown = [];
  const changed = (progress: HistoryProgress) => void shown.push(progress);
  return createHistoryReader({ database, clock, page, log, lawyerId: lawyer.id, changed });
}

const seconds = () => Math.floor(clock.now() / 1000);
const write = (jid: string, ago: number, change: Partial<PageMessage> = {}) =>
  page.write(jid, { timestamp: seconds() - ago, ...change });
const read = (by = reader) => by.run(new AbortController().signal);
const stored = () =>
  store
    .rows<{ content: string }>('SELECT content FROM messages')
    .map(({ content }) => content)
    .sort();
const reads = (chat?: string) => page.count('readMessages', chat);
const told = () =>
  store
    .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'history.%' ORDER BY cursor")
    .map(({ type }) => type);
const historyOf = (chat: string) => store.database.read((stores) => stores.histories.get(lawyer.id, chat));

async function completeness(phone = '+4917000001') {
  const [row] = store.rows<{ id: string }>('SELECT id FROM conversations WHERE phone_number = ?', phone);
  const id = ConversationId.parse(row?.id);
  return store.database.read((stores) => completenessOf(stores, lawyer.id, id));
}
const ago = (s: number) => new Date((seconds() - s) * 1000).toISOString();

test('every chat is read to its start the first time, and each is known to be complete', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 2000 - i, { text: `b${i}` });
  write(CARL, 1000, { text: 'c' });
  await read();
  expect(stored()).toEqual([...Array.from({ length: 250 }, (_, i) => `b${i}`), 'c'].sort());
  expect(await completeness()).toEqual({
    complete_from: ago(2000),
    complete_until: ago(1751),
    reaches_start: true,
    gaps: [],
    messages: 250,
    checked_at: new Date(clock.now()).toISOString(),
  });
  expect(reader.progress()).toMatchObject({
    state: 'complete',
    chats_total: 2,
    chats_done: 2,
    chats_left: 0,
    percent: 100,
    messages_stored: 251,
  });
  expect(told().at(-1)).toBe('history.completed');
});

test('what is new in all chats comes before what is older in any', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 5000 - i, { text: `b${i}` });
  for (let i = 0; i < 250; i++) write(CARL, 4000 - i, { text: `c${i}` });
  await read();
  const chats = page.asked.flatMap(({ command, chat }) => (command === 'readMessages' ? [chat] : []));
  // The newest batch of each, the chat with the newest activity first; then each to its start.
  expect(chats).toEqual([CARL, BEA, CARL, CARL, CARL, BEA, BEA, BEA]);
});

test('nothing is read of a chat that has nothing new, and only the new of one that has', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 2000 - i);
  write(CARL, 1000);
  await read();
  const before = reads();
  await read();
  expect(reads()).toBe(before);
  write(BEA, 500, { text: 'new' });
  await read();
  expect([reads(), reads(BEA), stored().filter((text) => text === 'new')]).toEqual([before + 1, 5, ['new']]);
  expect(await completeness()).toMatchObject({ complete_from: ago(2000), complete_until: ago(500), messages: 251 });
});

test('several batches that were missed are read down to what is known', async () => {
  write(BEA, 5000);
  await read();
  for (let i = 0; i < 250; i++) write(BEA, 4000 - i);
  const before = reads();
  await read();
  expect([stored().length, reads() - before]).toEqual([251, 3]);
  expect(await completeness()).toMatchObject({ complete_from: ago(5000), complete_until: ago(3751), gaps: [] });
});

test('what is younger than five minutes is read again, so that a message that comes late is not missed', async () => {
  write(BEA, 10, { text: 'on time' });
  await read();
  expect(await completeness()).toMatchObject({
    complete_until: null,
    gaps: [{ from: null, until: null, reason: 'not_read_yet' }],
  });
  page.chat(BEA).messages.unshift(page.write(CARL, { timestamp: seconds() - 60, chat: BEA, text: 'late' }));
  page.chats.delete(CARL);
  await read();
  expect(stored()).toEqual(['late', 'on time']);
  await clock.advance(10 * MINUTE);
  await read();
  expect(await completeness()).toMatchObject({
    complete_from: ago(660),
    complete_until: ago(610),
    reaches_start: true,
    gaps: [],
  });
  const before = reads();
  await read();
  expect(reads()).toBe(before);
});

test('after a kill the older messages go on from where they were', async () => {
  for (let i = 0; i < 450; i++) write(BEA, 5000 - i);
  page.before = (command) => {
    if (command === 'readMessages' && reads() === 3) throw new PageError('no_answer', 'readMessages');
  };
  await expect(read()).rejects.toMatchObject({ reason: 'no_answer' });
  expect([stored().length, reader.progress().state]).toEqual([200, 'interrupted']);
  expect(await completeness()).toMatchObject({
    complete_from: ago(4750),
    complete_until: ago(4551),
    reaches_start: false,
    gaps: [{ from: null, until: ago(4750), reason: 'not_read_yet' }],
  });
  page.before = () => {};
  await store.reopen();
  const before = reads();
  reader = newReader();
  await read();
  // Two and a half batches and the empty one: nothing that was read is read again.
  expect([stored().length, reads() - before]).toEqual([450, 4]);
  expect(await completeness()).toMatchObject({ complete_from: ago(5000), reaches_start: true, gaps: [] });
});

test('a start that is only said because the page has lost our place is not believed', async () => {
  for (let i = 0; i < 250; i++) write(BEA, 5000 - i);
  page.before = (command) => {
    if (command === 'readMessages' && reads() === 3) throw new PageError('no_answer', 'readMessages');
  };
  await read().catch(() => {});
  page.before = () => {};
  const anchor = (await historyOf(BEA))?.anchor?.id;
  const chat = page.chat(BEA);
  chat.messages = chat.messages.filter((message) => (message as PageMessage).id !== anchor);
  await read(newReader());
  expect(stored()).toHaveLength(250);
  expect(await completeness()).toMatchObject({ complete_from: ago(5000), reaches_start: true });
});

test('WhatsApp may load older messages after a log-in: the start of a chat is looked at again the next day', async () => {
  write(BEA, 1000, { text: 'new' });
  await read();
  const before = reads();
  await read();
  expect(reads()).toBe(before);
  const [first] = page.chat(BEA).messages;
  page.chat(BEA).messages = [page.write(BEA, { timestamp: seconds() - 5000, text: 'old' }), first];
  await clock.advance(DAY);
  await read();
  expect(stored()).toEqual(['new', 'old']);
  expect(await completeness()).toMatchObject({ reaches_start: true, complete_from: ago(DAY / 1000 + 5000) });
});

test('a chat that fails keeps none of the others from being read, and comes last the next time', async () => {
  for (const chat of [BEA, CARL]) for (let i = 0; i < 150; i++) write(chat, (chat === BEA ? 1000 : 2000) - i);
  page.before = (command, chat) => {
    if (command === 'readMessages' && chat === BEA) throw new PageError('refused', 'chat_not_found');
  };
  await read();
  expect([stored().length, reader.progress()]).toMatchObject([
    150,
    { state: 'interrupted', chats_left: 1, chats_done: 1 },
  ]);
  expect(told()).not.toContain('history.completed');
  page.before = () => {};
  page.asked.length = 0;
  write(CARL, 500);
  await read();
  expect(page.asked.find(({ command }) => command === 'readMessages')?.chat).toBe(CARL);
  expect([stored().length, reader.progress().state]).toEqual([301, 'complete']);
});

test('a page that answers nothing twice in a row is gone: the run ends with its error', async () => {
  for (let i = 0; i < 20; i++) write(`49170000${10 + i}@c.us`, 1000 + i);
  page.before = (command) => {
    if (command === 'readMessages') throw new PageError('no_answer', 'readMessages');
  };
  await expect(read()).rejects.toThrow(PageError);
  expect([reads(), reader.progress().state]).toEqual([2, 'interrupted']);
});

test('a page that refuses to list its chats is a PageError, and changes nothing', async () => {
  write(BEA, 100);
  page.before = () => {
    throw new PageError('refused', 'x');
  };
  const before = store.content();
  await expect(read()).rejects.toMatchObject({ reason: 'refused' });
  expect(store.content()).toBe(before);
});

test.describe('a message that cannot be taken in', () => {
  test('because it is malformed is a gap, and is not looked for every ten minutes for ever', async () => {
    write(BEA, 1003, { text: 'before' });
    const odd = write(BEA, 1002, { text: 'odd' });
    odd.timestamp = -5;
    page.chat(BEA).messages.push({ nonsense: true }, 7, null);
    write(BEA, 1000, { text: 'after' });
    await read();
    expect(stored()).toEqual(['after', 'before']);
    expect(await completeness()).toMatchObject({
      complete_from: ago(1003),
      complete_until: ago(1000),
      gaps: [{ from: ago(1003), until: ago(1000), reason: 'malformed' }],
    });
    const before = reads();
    for (let i = 0; i < 20; i++) {
      await clock.advance(10 * MINUTE);
      await read();
    }
    expect(reads()).toBe(before);
  });

  test('is taken in, and is a gap no more, when it can be read at the next start of the app or the next day', async () => {
    for (const wait of [0, DAY]) {
      const chat = wait === 0 ? BEA : CARL;
      const phone = wait === 0 ? '+4917000001' : '+4917000002';
      write(chat, 1003, { text: 'before' });
      const odd = write(chat, 1002, { text: 'odd' });
      const { timestamp } = odd;
      odd.timestamp = -5;
      for (let i = 0; i < 120; i++) write(chat, 1000 - i, { text: 'after' });
      await read();
      odd.timestamp = timestamp;
      if (wait === 0) reader = newReader();
      await clock.advance(wait);
      await read();
      expect(stored().filter((text) => text === 'odd').length).toBe(wait === 0 ? 1 : 2);
      expect((await completeness(phone)).gaps).toEqual([]);
    }
  });

  test('because it is not decrypted yet is a gap that is looked at again at each run of its first hour', async () => {
    write(BEA, 1010, { text: 'one' });
    const hidden = write(BEA, 1000, { type: 'ciphertext', text: '' });
    write(BEA, 900, { text: 'three' });
    await read();
    expect(stored()).toEqual(['one', 'three']);
    expect((await completeness()).gaps).toEqual([{ from: ago(1000), until: ago(900), reason: 'not_decrypted' }]);
    Object.assign(hidden, { type: 'chat', text: 'two' });
    await read();
    expect([stored(), (await completeness()).gaps]).toEqual([['one', 'three', 'two'], []]);
  });

  test('because it cannot be stored is a gap, and keeps neither its chat nor the others from being read', async () => {
    write(BEA, 1000, { text: 'poison' });
    write(BEA, 999, { text: 'beside it' });
    write(CARL, 1000, { text: 'poison' });
    const poisoned: Database = {
      ...store.database,
      write: (work) =>
        store.database.write((stores) => {
          const insert: typeof stores.messages.insert = (message) =>
            message.text === 'poison' ? Promise.reject(new Error('poison')) : stores.messages.insert(message);
          return work({ ...stores, messages: { ...stores.messages, insert } });
        }),
    };
    reader = newReader(poisoned);
    await read();
    expect([stored(), reader.progress().state]).toEqual([['beside it'], 'complete']);
    expect((await completeness()).gaps).toEqual([{ from: ago(1000), until: ago(999), reason: 'not_stored' }]);
    expect((await historyOf(CARL))?.gap).toEqual({ at: seconds() - 1000, reason: 'not_stored' });
  });

  test('in a batch of which nothing can be read does not end the reading of its chat', async () => {
    for (let i = 0; i < 50; i++) write(BEA, 2000 - i, { text: 'readable' });
    for (let i = 0; i < 100; i++) Object.assign(write(BEA, 1900 - i), { timestamp: -5 });
    write(CARL, 1000);
    await read();
    expect(stored().length).toBe(51);
    expect((await historyOf(BEA))?.gap?.reason).toBe('malformed');
    const before = reads();
    await read();
    expect(reads()).toBe(before);
  });
});

test('groups and channels are left unread, and groups are read where they are taken in, with their names', async () => {
  for (const chat of [GROUP, '5@newsletter', 'status@broadcast', '0@c.us']) write(chat, 1000, { author: BEA });
  page.chat(GROUP).name = 'The heirs';
  await read();
  expect([reads(), stored()]).toEqual([0, []]);
  await store.database.write((stores) =>
    stores.lawyerSettings.set(lawyer.id, { ...DEFAULT_SETTINGS, groups: 'read_only' }, clock.now()),
  );
  await read();
  expect(reads(GROUP)).toBe(2);
  expect(store.rows('SELECT title, group_jid FROM conversations')).toEqual([{ title: 'The heirs', group_jid: GROUP }]);
});

test('what the list of chats knows of people is learnt: numbers behind lids, and names', async () => {
  write('777@lid', 1000);
  Object.assign(page.chat('777@lid'), { name: 'Bea', phone: '4917000001' });
  await read();
  expect(store.rows('SELECT title, phone_number FROM conversations')).toEqual([
    { title: 'Bea', phone_number: '+4917000001' },
  ]);
});

test('odd entries in the list of chats keep no others from being read', async () => {
  write(BEA, 1000, { text: 'b' });
  page.chats.set('no jid', { messages: [{ id: 'x', timestamp: 1 }], name: null, phone: null });
  page.chats.set(CARL, { messages: [{ id: 'x', timestamp: Number.NaN }], name: null, phone: null });
  await read();
  expect(stored()).toEqual(['b']);
});

test('a page that answers the same batch for ever is not asked for ever', async () => {
  for (let i = 0; i < 100; i++) write(BEA, 2000 - i);
  const command = page.command.bind(page);
  page.command = (name, input) =>
    command(name, (name === 'readMessages' ? { ...(input as object), before: null } : input) as typeof input);
  await read();
  expect([stored().length, reads() <= 3, reader.progress().state]).toEqual([100, true, 'complete']);
});

test('a clock of WhatsApp’s that is ahead promises nothing of the future', async () => {
  write(BEA, 1000, { text: 'now' });
  write(BEA, -100_000, { text: 'from tomorrow' });
  await read();
  expect(await completeness()).toMatchObject({ complete_until: ago(300) });
});

test('live messages are stored while history is read', async () => {
  for (let i = 0; i < 450; i++) write(BEA, 5000 - i);
  let live = 0;
  page.before = async (command) => {
    if (command !== 'readMessages') return;
    live += 1;
    const message = page.write(CARL, { timestamp: seconds(), text: `live ${live}` });
    await storeFromPage(store.database, lawyer.id, [{ kind: 'message', message }], 'live', clock.now());
  };
  await read();
  expect(stored().filter((text) => text.startsWith('live'))).toHaveLength(live);
  expect(live).toBeGreaterThan(5);
});

test('progress is shown as it goes, never backwards, and told at most at each tenth', async () => {
  for (let chat = 0; chat < 30; chat++) for (let i = 0; i < 5; i++) write(`49170000${100 + chat}@c.us`, 2000 - i);
  await read();
  const percents = shown.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect([percents[0], percents.at(-1), shown.at(-1)?.state]).toEqual([0, 100, 'complete']);
  expect(new Set(shown.map(({ state }) => state))).toEqual(new Set(['running', 'complete']));
  expect(told()).toEqual([...Array(9).fill('history.progress'), 'history.completed']);
  // Nothing to read, nothing to tell.
  await read();
  expect(told()).toHaveLength(10);
});

test('a run that is asked for during another follows it, and however many ask, it is one', async () => {
  write(BEA, 1000);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  page.before = async (command) => {
    if (command === 'listChats' && page.count('listChats') === 1) await held;
  };
  const runs = [read(), read(), read()];
  await settle();
  expect(page.count('listChats')).toBe(1);
  release();
  await Promise.all(runs);
  expect(page.count('listChats')).toBe(2);
});

test('a run that is interrupted ends between two batches and says so', async () => {
  for (let i = 0; i < 450; i++) write(BEA, 5000 - i);
  const abort = new AbortController();
  page.before = () => {
    if (reads() === 2) abort.abort();
  };
  await reader.run(abort.signal);
  expect([reads(), told()]).toEqual([2, ['history.progress']]);
  expect(reader.progress()).toMatchObject({ state: 'interrupted', chats_left: 1 });
  await read();
  expect([stored().length, reader.progress().state]).toEqual([450, 'complete']);
});

test.describe('which chats were missed', () => {
  const missed = (...jids: string[]) => {
    const chats = jids.map((chat) => {
      const last = page.chat(chat).messages.at(-1) as PageMessage;
      return PageChat.parse({ chat, lastTimestamp: last.timestamp, lastId: last.id, name: null, phone: null });
    });
    return reader.missed(chats);
  };

  test('are those whose newest message is neither stored nor read', async () => {
    write(BEA, 1000);
    write(CARL, 1000);
    await read();
    expect(await missed(BEA, CARL)).toEqual([]);
    const message = write(BEA, 5);
    expect(await missed(BEA, CARL)).toEqual([BEA]);
    await storeFromPage(store.database, lawyer.id, [{ kind: 'message', message }], 'live', clock.now());
    expect(await missed(BEA, CARL)).toEqual([]);
  });

  test('are found within one second, by the newest message', async () => {
    write(BEA, 1000);
    await read();
    write(BEA, 1000);
    expect(await missed(BEA)).toEqual([BEA]);
    await read();
    expect(await missed(BEA)).toEqual([]);
    expect(stored()).toHaveLength(2);
  });

  test('are not those that only something of no consequence has moved, once they were read', async () => {
    write(BEA, 1000);
    write(BEA, 10, { type: 'protocol', text: '' });
    expect(await missed(BEA)).toEqual([BEA]);
    await read();
    expect(await missed(BEA)).toEqual([]);
  });

  test('are not those that are left alone', async () => {
    write(GROUP, 10);
    write('5@newsletter', 10);
    expect(await missed(GROUP, '5@newsletter')).toEqual([]);
  });
});

test('a chat whose jid has turned to a lid is complete over both', async () => {
  for (let i = 0; i < 3; i++) write(BEA, 3000 - i, { text: `number ${i}` });
  await read();
  const moved = page.chat(BEA).messages.map((message) => ({ ...(message as PageMessage), chat: '777@lid' }));
  page.chats.clear();
  page.chats.set('777@lid', { messages: moved, name: null, phone: '4917000001' });
  write('777@lid', 1000, { text: 'lid' });
  await read();
  expect(stored()).toEqual(['lid', 'number 0', 'number 1', 'number 2']);
  expect(await completeness()).toMatchObject({
    complete_from: ago(3000),
    complete_until: ago(1000),
    reaches_start: true,
    gaps: [],
    messages: 4,
  });
});

for (let seed = 1; seed <= 12; seed++) {
  test(`whatever goes wrong on the way, in the end all is there once and nothing is promised before: seed ${seed}`, async () => {
    const random = seededRandom(seed);
    const chats = [BEA, CARL, '777@lid'];
    for (const chat of chats) {
      const count = Math.floor(random() * 350);
      for (let i = 0; i < count; i++) write(chat, 50_000 - i * 7, { text: `${chat} ${i}` });
    }
    let trouble = true;
    let abort = new AbortController();
    page.before = async (command) => {
      if (random() < 0.2) {
        const chat = chats[Math.floor(random() * chats.length)] ?? BEA;
        const message = page.write(chat, { timestamp: seconds(), text: `live ${page.asked.length}` });
        const isHeard = random() < 0.5;
        if (isHeard)
          await storeFromPage(store.database, lawyer.id, [{ kind: 'message', message }], 'live', clock.now());
      }
      if (!trouble) return;
      const chance = random();
      if (chance < 0.06) throw new PageError('no_answer', command);
      if (chance < 0.1) throw new PageError('refused', command);
      if (chance < 0.12) throw new PageError('malformed', command);
      if (chance < 0.18) abort.abort();
    };
    for (let run = 0; run < 15; run++) {
      trouble = run < 12;
      abort = new AbortController();
      await reader.run(abort.signal).catch((error: unknown) => expect(error).toBeInstanceOf(PageError));
      await promisesHold();
      await clock.advance(run < 12 ? 3 * MINUTE : 10 * MINUTE);
      if (random() < 0.3) {
        await store.reopen();
        reader = newReader();
      }
    }
    page.before = () => {};
    await read();
    const held = [...page.chats.values()].flatMap(({ messages }) => messages.map((one) => (one as PageMessage).text));
    expect(stored()).toEqual(held.sort());
    expect(reader.progress()).toMatchObject({ state: 'complete', chats_left: 0, percent: 100 });
    const twice = store.rows(
      'SELECT message_id FROM events WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1',
    );
    expect(twice).toEqual([]);
  });
}

/** Whatever is said to be complete is: each message of the page between the two times is stored. */
async function promisesHold(): Promise<void> {
  const known = new Set(store.rows<{ id: string }>('SELECT whatsapp_id AS id FROM messages').map(({ id }) => id));
  for (const [chat, { messages }] of page.chats) {
    const history = await historyOf(chat);
    if (!history || history.completeFrom === null || history.completeUntil === null) continue;
    const from = history.reachesStart ? 0 : history.completeFrom;
    const until = history.completeUntil;
    const missing = (messages as PageMessage[]).filter(
      ({ id, timestamp }) => timestamp >= from && timestamp <= until && !known.has(id),
    );
    expect(missing).toEqual([]);
  }
}
