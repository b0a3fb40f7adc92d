import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { PageError } from '../../../main/domain/page-error.ts';
import { BEA, CARL, expect, type HistoryCase, MINUTE, test } from '../../support/history-fixture.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { storeFromPage } from '../../support/store-from-page.ts';

for (let seed = 1; seed <= 12; seed++) {
  test(`whatever goes wrong on the way, in the end all is there once and nothing is promised before: seed ${seed}`, async ({
    h,
  }) => {
    const random = seededRandom(seed);
    const chats = [BEA, CARL, '777@lid'];
    for (const chat of chats) {
      const count = Math.floor(random() * 350);
      for (let i = 0; i < count; i++) h.write(chat, 50_000 - i * 7, { text: `${chat} ${i}` });
    }
    let trouble = true;
    let abort = new AbortController();
    h.page.before = async (command) => {
      if (random() < 0.2) {
        const chat = chats[Math.floor(random() * chats.length)] ?? BEA;
        const message = h.page.write(chat, { timestamp: h.seconds(), text: `live ${h.page.asked.length}` });
        const isHeard = random() < 0.5;
        if (isHeard)
          await storeFromPage(h.store.database, h.lawyer.id, [{ kind: 'message', message }], 'live', h.clock.now());
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
      await h.reader.run(abort.signal).catch((error: unknown) => expect(error).toBeInstanceOf(PageError));
      await promisesHold(h);
      await h.clock.advance(run < 12 ? 3 * MINUTE : 10 * MINUTE);
      if (random() < 0.3) {
        await h.store.reopen();
        h.newReader();
      }
    }
    h.page.before = () => {};
    await h.read();
    const held = [...h.page.chats.values()].flatMap(({ messages }) => messages.map((one) => (one as PageMessage).text));
    expect(h.stored()).toEqual(held.sort());
    expect(h.reader.progress()).toMatchObject({ state: 'complete', chats_left: 0, percent: 100 });
    const twice = h.store.rows(
      'SELECT message_id FROM events WHERE message_id IS NOT NULL GROUP BY message_id HAVING count(*) > 1',
    );
    expect(twice).toEqual([]);
  });
}

test('a list of chats that holds nothing but malformed ones is no empty list: nothing is said to be complete', async ({
  h,
}) => {
  h.write(BEA, 60, { text: 'there' });
  const command = h.page.command.bind(h.page);
  h.page.command = async (name, input) =>
    name === 'listChats' ? ([{ chat: 7 }, null] as never) : command(name, input);
  await expect(h.reader.run(h.listening)).rejects.toThrow('malformed: listChats');
  expect(h.reader.progress()).toMatchObject({ state: 'interrupted' });
  h.page.command = command;
  await h.read();
  expect(h.stored()).toEqual(['there']);
  expect(h.reader.progress()).toMatchObject({ state: 'complete', chats_total: 1 });
});

test('a list of chats of which a part is malformed is read as far as it goes, and never said to be complete', async ({
  h,
}) => {
  h.write(BEA, 60, { text: 'there' });
  const command = h.page.command.bind(h.page);
  h.page.command = async (name, input) =>
    name === 'listChats'
      ? ([{ chat: CARL, lastTimestamp: 'soon' }, ...(await (command(name, input) as Promise<never[]>))] as never)
      : command(name, input);
  expect(await h.read()).toBe(false);
  expect(h.stored()).toEqual(['there']);
  expect(h.reader.progress()).toMatchObject({
    state: 'interrupted',
    chats_total: 2,
    chats_done: 1,
    chats_left: 1,
    percent: 50,
  });
  expect(h.told()).not.toContain('history.completed');
  h.page.command = command;
  expect(await h.read()).toBe(true);
  expect(h.reader.progress()).toMatchObject({ state: 'complete', chats_total: 1, chats_left: 0, percent: 100 });
  expect(h.told().filter((type) => type === 'history.completed')).toHaveLength(1);
});

/** Whatever is said to be complete is: each message of the page between the two times is stored. */
async function promisesHold(h: HistoryCase): Promise<void> {
  const known = new Set(h.store.rows<{ id: string }>('SELECT whatsapp_id AS id FROM messages').map(({ id }) => id));
  for (const [chat, { messages }] of h.page.chats) {
    const history = await h.historyOf(chat);
    if (!history || history.completeFrom === null || history.completeUntil === null) continue;
    const from = history.reachesStart ? 0 : history.completeFrom;
    const until = history.completeUntil;
    const missing = (messages as PageMessage[]).filter(
      ({ id, timestamp }) => timestamp >= from && timestamp <= until && !known.has(id),
    );
    expect(missing).toEqual([]);
  }
}
