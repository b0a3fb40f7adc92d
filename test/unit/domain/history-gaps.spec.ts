import { PageChat, type PageMessage } from '../../../main/contract/page-reports.ts';
import { DiskError } from '../../../main/domain/disk-error.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { BEA, CARL, DAY, expect, type HistoryCase, MINUTE, test } from '../../support/history-fixture.ts';
import { GROUP } from '../../support/page-facts.ts';
import { storeFromPage } from '../../support/store-from-page.ts';

test.describe('a message that cannot be taken in', () => {
  test('because it is malformed is a gap, and is not looked for every ten minutes for ever', async ({ h }) => {
    h.write(BEA, 1003, { text: 'before' });
    const odd = h.write(BEA, 1002, { text: 'odd' });
    odd.timestamp = -5;
    h.page.chat(BEA).messages.push({ nonsense: true }, 7, null);
    h.write(BEA, 1000, { text: 'after' });
    await h.read();
    expect(h.stored()).toEqual(['after', 'before']);
    expect(await h.completeness()).toMatchObject({
      complete_from: h.ago(1003),
      complete_until: h.ago(1000),
      gaps: [{ from: h.ago(1003), until: h.ago(1000), reason: 'malformed' }],
    });
    const before = h.reads();
    for (let i = 0; i < 20; i++) {
      await h.clock.advance(10 * MINUTE);
      await h.read();
    }
    expect(h.reads()).toBe(before);
  });

  test('is taken in, and is a gap no more, when it can be read at the next start of the app or the next day', async ({
    h,
  }) => {
    for (const wait of [0, DAY]) {
      const chat = wait === 0 ? BEA : CARL;
      const phone = wait === 0 ? '+4917000001' : '+4917000002';
      h.write(chat, 1003, { text: 'before' });
      const odd = h.write(chat, 1002, { text: 'odd' });
      const { timestamp } = odd;
      odd.timestamp = -5;
      for (let i = 0; i < 120; i++) h.write(chat, 1000 - i, { text: 'after' });
      await h.read();
      odd.timestamp = timestamp;
      if (wait === 0) h.newReader();
      await h.clock.advance(wait);
      await h.read();
      expect(h.stored().filter((text) => text === 'odd').length).toBe(wait === 0 ? 1 : 2);
      expect((await h.completeness(phone)).gaps).toEqual([]);
    }
  });

  test('because it is not decrypted yet is a gap that is looked at again at each run of its first hour', async ({
    h,
  }) => {
    h.write(BEA, 1010, { text: 'one' });
    const hidden = h.write(BEA, 1000, { type: 'ciphertext', text: '' });
    h.write(BEA, 900, { text: 'three' });
    await h.read();
    expect(h.stored()).toEqual(['one', 'three']);
    expect((await h.completeness()).gaps).toEqual([{ from: h.ago(1000), until: h.ago(900), reason: 'not_decrypted' }]);
    Object.assign(hidden, { type: 'chat', text: 'two' });
    await h.read();
    expect([h.stored(), (await h.completeness()).gaps]).toEqual([['one', 'three', 'two'], []]);
  });

  test('because it cannot be stored is a gap, and keeps neither its chat nor the others from being read', async ({
    h,
  }) => {
    h.write(BEA, 1000, { text: 'poison' });
    h.write(BEA, 999, { text: 'beside it' });
    h.write(CARL, 1000, { text: 'poison' });
    const poisoned: Database = {
      ...h.store.database,
      write: (work) =>
        h.store.database.write((stores) => {
          const insert: typeof stores.messages.insert = (message) =>
            message.text === 'poison' ? Promise.reject(new Error('poison')) : stores.messages.insert(message);
          return work({ ...stores, messages: { ...stores.messages, insert } });
        }),
    };
    h.newReader(poisoned);
    await h.read();
    expect([h.stored(), h.reader.progress().state]).toEqual([['beside it'], 'complete']);
    expect((await h.completeness()).gaps).toEqual([{ from: h.ago(1000), until: h.ago(999), reason: 'not_stored' }]);
    expect((await h.historyOf(CARL))?.gap).toEqual({ at: h.seconds() - 1000, reason: 'not_stored' });
  });

  test('because the disk is full is no gap: nothing is promised, and it is read again', async ({ h }) => {
    for (let i = 0; i < 30; i++) h.write(BEA, 1000 - i);
    h.write(CARL, 900);
    // It takes none of the thirty, neither together nor one by one, and then takes what is small, such as a gap.
    let refusals = 31;
    h.newReader({
      ...h.store.database,
      async write(work) {
        refusals -= 1;
        if (refusals >= 0) throw new DiskError(new Error('full'));
        return h.store.database.write(work);
      },
    });
    await expect(h.read()).rejects.toThrow(DiskError);
    expect([h.reader.progress().state, await h.historyOf(BEA)]).toEqual(['interrupted', null]);
    h.newReader();
    await h.read();
    expect([h.stored().length, (await h.completeness()).gaps]).toEqual([31, []]);
  });

  test('in a batch of which nothing can be read does not end the reading of its chat', async ({ h }) => {
    for (let i = 0; i < 50; i++) h.write(BEA, 2000 - i, { text: 'readable' });
    for (let i = 0; i < 100; i++) Object.assign(h.write(BEA, 1900 - i), { timestamp: -5 });
    h.write(CARL, 1000);
    await h.read();
    expect(h.stored().length).toBe(51);
    expect((await h.historyOf(BEA))?.gap?.reason).toBe('malformed');
    const before = h.reads();
    await h.read();
    expect(h.reads()).toBe(before);
  });
});

test.describe('which chats were missed', () => {
  const missed = (h: HistoryCase, ...jids: string[]) => {
    const chats = jids.map((chat) => {
      const last = h.page.chat(chat).messages.at(-1) as PageMessage;
      return PageChat.parse({ chat, lastTimestamp: last.timestamp, lastId: last.id, name: null, phone: null });
    });
    return h.reader.missed(chats);
  };

  test('are those whose newest message is neither stored nor read', async ({ h }) => {
    h.write(BEA, 1000);
    h.write(CARL, 1000);
    await h.read();
    expect(await missed(h, BEA, CARL)).toEqual([]);
    const message = h.write(BEA, 5);
    expect(await missed(h, BEA, CARL)).toEqual([BEA]);
    await storeFromPage(h.store.database, h.lawyer.id, [{ kind: 'message', message }], 'live', h.clock.now());
    expect(await missed(h, BEA, CARL)).toEqual([]);
  });

  test('are found within one second, by the newest message', async ({ h }) => {
    h.write(BEA, 1000);
    await h.read();
    h.write(BEA, 1000);
    expect(await missed(h, BEA)).toEqual([BEA]);
    await h.read();
    expect(await missed(h, BEA)).toEqual([]);
    expect(h.stored()).toHaveLength(2);
  });

  test('are not those that only something of no consequence has moved, once they were read', async ({ h }) => {
    h.write(BEA, 1000);
    h.write(BEA, 10, { type: 'protocol', text: '' });
    expect(await missed(h, BEA)).toEqual([BEA]);
    await h.read();
    expect(await missed(h, BEA)).toEqual([]);
  });

  test('are not those that are left alone', async ({ h }) => {
    h.write(GROUP, 10);
    h.write('5@newsletter', 10);
    expect(await missed(h, GROUP, '5@newsletter')).toEqual([]);
  });
});

test('a chat of which the page lists a message and gives none is a gap, and is read whole once it gives them', async ({
  h,
}) => {
  for (let i = 0; i < 250; i++) h.write(BEA, 5000 - i);
  const command = h.page.command.bind(h.page);
  h.page.command = async (name, input) => (name === 'readMessages' ? ([] as never) : command(name, input));
  await h.read();
  expect((await h.historyOf(BEA))?.gap).toEqual({ at: h.seconds() - 4751, reason: 'malformed' });
  h.page.command = command;
  h.newReader();
  expect(await h.read()).toBe(true);
  expect(h.stored()).toHaveLength(250);
  expect(await h.historyOf(BEA)).toMatchObject({ completeFrom: h.seconds() - 5000, reachesStart: true, gap: null });
});

test('a page that gives nothing of a chat that was read covers nothing of what is new in it', async ({ h }) => {
  h.write(BEA, 1000, { text: 'old' });
  await h.read();
  const known = await h.historyOf(BEA);
  h.write(BEA, 600, { text: 'new' });
  const command = h.page.command.bind(h.page);
  h.page.command = async (name, input) => (name === 'readMessages' ? ([] as never) : command(name, input));
  await h.read();
  expect((await h.historyOf(BEA))?.gap).toEqual({ at: known?.completeUntil, reason: 'malformed' });
  h.page.command = command;
  await h.clock.advance(DAY);
  await h.read();
  expect([h.stored(), (await h.historyOf(BEA))?.gap]).toEqual([['new', 'old'], null]);
});

test('a chat in which the page lists no message is empty, and no gap', async ({ h }) => {
  h.page.chat(BEA);
  expect(await h.read()).toBe(true);
  expect(await h.historyOf(BEA)).toMatchObject({ reachesStart: true, gap: null });
});

test('a client who takes the id of one of the lawyer’s messages hides nothing that is older', async ({ h }) => {
  for (let i = 0; i < 250; i++) {
    // The oldest of the first two batches.
    const taken = i === 50 || i === 150 ? { id: 'TAKEN', fromMe: i === 50 } : {};
    h.write(BEA, 5000 - i, { text: `${i}`, ...taken });
  }
  await h.read();
  expect([h.stored().length, (await h.historyOf(BEA))?.completeFrom]).toEqual([250, h.seconds() - 5000]);
});

test('what is found before the start of a chat was no start: all that is older is read in the same run', async ({
  h,
}) => {
  h.write(BEA, 1000);
  await h.read();
  const [last] = h.page.chat(BEA).messages;
  h.page.chat(BEA).messages = [];
  for (let i = 0; i < 250; i++) h.write(BEA, 9000 - i);
  h.page.chat(BEA).messages.push(last);
  h.write(BEA, 900);
  expect(await h.read()).toBe(true);
  expect(h.stored()).toHaveLength(252);
});
