import type { PageFact } from '../../../main/domain/receive-from-page.ts';
import { BEA, expect, type HistoryCase, MINUTE, test } from '../../support/history-fixture.ts';
import { storeFromPage } from '../../support/store-from-page.ts';

/** Messages that came while nobody listened, two in each second. */
function miss(h: HistoryCase, count: number): string[] {
  const texts = Array.from({ length: count }, (_, i) => `m${String(i).padStart(4, '0')}`);
  for (const [i, text] of texts.entries()) h.write(BEA, 5000 - Math.floor(i / 2), { text });
  return texts;
}

/** What was told to the directory, in that order. */
function told({ store }: HistoryCase): string[] {
  const rows = store.rows<{ content: string }>(
    `SELECT m.content FROM events e JOIN messages m ON m.id = e.message_id
     WHERE e.type = 'message.received' ORDER BY e.cursor`,
  );
  return rows.map(({ content }) => content);
}

function inOrder({ store }: HistoryCase): string[] {
  const rows = store.rows<{ content: string }>('SELECT content FROM messages ORDER BY sending_date, message_index');
  return rows.map(({ content }) => content);
}

test.beforeEach(async ({ h }) => {
  h.write(BEA, 9000, { text: 'known' });
  await h.read();
  await h.clock.advance(10 * MINUTE);
});

test('what was missed in a chat is told, and stands, in the order in which it was written', async ({ h }) => {
  const texts = miss(h, 151);
  await h.read();
  expect(told(h)).toEqual(['known', ...texts]);
  expect(inOrder(h)).toEqual(['known', ...texts]);
});

test('of more than is held in memory nothing is lost, and it is told in order all the same', async ({ h }) => {
  const texts = miss(h, 2550);
  // While it is read down to what is known, more comes: the batches that are read again lie elsewhere by then.
  h.page.before = (command) => {
    if (command === 'readMessages' && [3, 9, 27].includes(h.reads())) {
      h.write(BEA, 100 - h.reads(), { text: `n${String(h.reads()).padStart(4, '0')}` });
    }
  };
  await h.read();
  expect(told(h)).toEqual(['known', ...texts, 'n0003', 'n0009', 'n0027']);
  expect(h.reads()).toBeLessThan(40);
});

test('a message that the page takes in late, between two batches that were read, is not lost', async ({ h }) => {
  const texts = miss(h, 2550);
  h.page.before = (command) => {
    if (command !== 'readMessages' || h.reads() !== 26) return;
    const { messages } = h.page.chat(BEA);
    h.write(BEA, 5000, { text: 'late' });
    messages.splice(-60, 0, messages.pop());
  };
  await h.read();
  expect([...h.stored()].sort()).toEqual(['known', 'late', ...texts].sort());
});

test('what happens to a message while a batch with it is held is not undone by what the batch shows', async ({ h }) => {
  miss(h, 250);
  const message = h.write(BEA, 10, { reactions: [] });
  const store = (...facts: PageFact[]) => storeFromPage(h.store.database, h.lawyer.id, facts, 'live', h.clock.now());
  await store({ kind: 'message', message });
  h.page.before = async (command) => {
    if (command !== 'readMessages' || h.page.count('readMessages') !== 4) return;
    const { id, chat, fromMe } = message;
    const by = { byMe: false, sender: BEA, emoji: '👍', timestamp: h.seconds() };
    await store({ kind: 'reaction', reaction: { id, chat, fromMe, ...by } });
    await h.clock.advance(5 * MINUTE);
  };
  await h.read();
  expect(h.store.rows('SELECT emoji FROM reactions')).toEqual([{ emoji: '👍' }]);
});

test('a reading that is interrupted on its way up promises nothing, and the next one goes through to the end', async ({
  h,
}) => {
  const texts = miss(h, 450);
  const before = await h.historyOf(BEA);
  const abort = new AbortController();
  const { write } = h.store.database;
  let writes = 0;
  h.newReader({
    ...h.store.database,
    write: (work) => {
      writes += 1;
      if (writes === 4) abort.abort();
      return write(work);
    },
  });
  await h.reader.run(abort.signal);
  expect(await h.historyOf(BEA)).toEqual(before);
  expect(told(h)).toEqual(['known', ...texts.slice(0, told(h).length - 1)]);
  expect(told(h).length).toBeGreaterThan(100);
  h.newReader();
  await h.read();
  expect(told(h)).toEqual(['known', ...texts]);
  expect((await h.historyOf(BEA))?.completeUntil).toBe(h.seconds() - 5000 + 224);
});
