import { DEFAULT_SETTINGS } from '../../../main/contract/lawyer-settings.ts';
import type { PageMessage } from '../../../main/contract/page-reports.ts';
import { PageError } from '../../../main/domain/page-error.ts';
import { settle } from '../../support/fake-clock.ts';
import { BEA, CARL, DAY, expect, MINUTE, test } from '../../support/history-fixture.ts';
import { GROUP } from '../../support/page-facts.ts';
import { storeFromPage } from '../../support/store-from-page.ts';

test('every chat is read to its start the first time, and each is known to be complete', async ({ h }) => {
  for (let i = 0; i < 250; i++) h.write(BEA, 2000 - i, { text: `b${i}` });
  h.write(CARL, 1000, { text: 'c' });
  await h.read();
  expect(h.stored()).toEqual([...Array.from({ length: 250 }, (_, i) => `b${i}`), 'c'].sort());
  expect(await h.completeness()).toEqual({
    complete_from: h.ago(2000),
    complete_until: h.ago(1751),
    reaches_start: true,
    gaps: [],
    messages: 250,
    checked_at: new Date(h.clock.now()).toISOString(),
  });
  expect(h.reader.progress()).toMatchObject({
    state: 'complete',
    chats_total: 2,
    chats_done: 2,
    chats_left: 0,
    percent: 100,
    messages_stored: 251,
  });
  expect(h.told().at(-1)).toBe('history.completed');
});

test('what is new in all chats comes before what is older in any', async ({ h }) => {
  for (let i = 0; i < 250; i++) h.write(BEA, 5000 - i, { text: `b${i}` });
  for (let i = 0; i < 250; i++) h.write(CARL, 4000 - i, { text: `c${i}` });
  await h.read();
  const chats = h.page.asked.flatMap(({ command, chat }) => (command === 'readMessages' ? [chat] : []));
  // The newest batch of each, the chat with the newest activity first; then each to its start.
  expect(chats).toEqual([CARL, BEA, CARL, CARL, CARL, BEA, BEA, BEA]);
});

test('nothing is read of a chat that has nothing new, and only the new of one that has', async ({ h }) => {
  for (let i = 0; i < 250; i++) h.write(BEA, 2000 - i);
  h.write(CARL, 1000);
  await h.read();
  const before = h.reads();
  await h.read();
  expect(h.reads()).toBe(before);
  h.write(BEA, 500, { text: 'new' });
  await h.read();
  expect([h.reads(), h.reads(BEA), h.stored().filter((text) => text === 'new')]).toEqual([before + 1, 5, ['new']]);
  expect(await h.completeness()).toMatchObject({
    complete_from: h.ago(2000),
    complete_until: h.ago(500),
    messages: 251,
  });
});

test('several batches that were missed are read down to what is known', async ({ h }) => {
  h.write(BEA, 5000);
  await h.read();
  for (let i = 0; i < 250; i++) h.write(BEA, 4000 - i);
  const before = h.reads();
  await h.read();
  expect([h.stored().length, h.reads() - before]).toEqual([251, 3]);
  expect(await h.completeness()).toMatchObject({ complete_from: h.ago(5000), complete_until: h.ago(3751), gaps: [] });
});

test('what is younger than five minutes is read again, so that a message that comes late is not missed', async ({
  h,
}) => {
  h.write(BEA, 10, { text: 'on time' });
  await h.read();
  expect(await h.completeness()).toMatchObject({
    complete_until: null,
    gaps: [{ from: null, until: null, reason: 'not_read_yet' }],
  });
  h.page.chat(BEA).messages.unshift(h.page.write(CARL, { timestamp: h.seconds() - 60, chat: BEA, text: 'late' }));
  h.page.chats.delete(CARL);
  await h.read();
  expect(h.stored()).toEqual(['late', 'on time']);
  await h.clock.advance(10 * MINUTE);
  await h.read();
  expect(await h.completeness()).toMatchObject({
    complete_from: h.ago(660),
    complete_until: h.ago(610),
    reaches_start: true,
    gaps: [],
  });
  const before = h.reads();
  await h.read();
  expect(h.reads()).toBe(before);
});

test('after a kill the older messages go on from where they were', async ({ h }) => {
  for (let i = 0; i < 450; i++) h.write(BEA, 5000 - i);
  h.page.before = (command) => {
    if (command === 'readMessages' && h.reads() === 3) throw new PageError('no_answer', 'readMessages');
  };
  await expect(h.read()).rejects.toMatchObject({ reason: 'no_answer' });
  expect([h.stored().length, h.reader.progress().state]).toEqual([200, 'interrupted']);
  expect(await h.completeness()).toMatchObject({
    complete_from: h.ago(4750),
    complete_until: h.ago(4551),
    reaches_start: false,
    gaps: [{ from: null, until: h.ago(4750), reason: 'not_read_yet' }],
  });
  h.page.before = () => {};
  await h.store.reopen();
  const before = h.reads();
  h.newReader();
  await h.read();
  // A look back at the newest batch, then two and a half batches and the empty one: nothing older is read again.
  expect([h.stored().length, h.reads() - before]).toEqual([450, 5]);
  expect(await h.completeness()).toMatchObject({ complete_from: h.ago(5000), reaches_start: true, gaps: [] });
});

test('a start that is only said because the page has lost our place is not believed', async ({ h }) => {
  for (let i = 0; i < 250; i++) h.write(BEA, 5000 - i);
  h.page.before = (command) => {
    if (command === 'readMessages' && h.reads() === 3) throw new PageError('no_answer', 'readMessages');
  };
  await h.read().catch(() => {});
  h.page.before = () => {};
  const anchor = (await h.historyOf(BEA))?.anchor?.id;
  const chat = h.page.chat(BEA);
  chat.messages = chat.messages.filter((message) => (message as PageMessage).id !== anchor);
  h.newReader();
  await h.read();
  expect(h.stored()).toHaveLength(250);
  expect(await h.completeness()).toMatchObject({ complete_from: h.ago(5000), reaches_start: true });
});

test('WhatsApp may load older messages after a log-in: the start of a chat is looked at again the next day', async ({
  h,
}) => {
  h.write(BEA, 1000, { text: 'new' });
  await h.read();
  const before = h.reads();
  await h.read();
  expect(h.reads()).toBe(before);
  const [first] = h.page.chat(BEA).messages;
  h.page.chat(BEA).messages = [h.page.write(BEA, { timestamp: h.seconds() - 5000, text: 'old' }), first];
  await h.clock.advance(DAY);
  await h.read();
  expect(h.stored()).toEqual(['new', 'old']);
  expect(await h.completeness()).toMatchObject({ reaches_start: true, complete_from: h.ago(DAY / 1000 + 5000) });
});

test('a chat that fails keeps none of the others from being read, and comes last until it is read', async ({ h }) => {
  for (const chat of [BEA, CARL]) for (let i = 0; i < 150; i++) h.write(chat, (chat === BEA ? 1000 : 2000) - i);
  h.page.before = (command, chat) => {
    if (command === 'readMessages' && chat === BEA) throw new PageError('refused', 'chat_not_found');
  };
  await h.read();
  expect([h.stored().length, h.reader.progress()]).toMatchObject([
    150,
    { state: 'interrupted', chats_left: 1, chats_done: 1 },
  ]);
  expect(h.told()).not.toContain('history.completed');
  h.page.before = () => {};
  const firstRead = async () => {
    h.page.asked.length = 0;
    await h.read();
    return h.page.asked.find(({ command }) => command === 'readMessages')?.chat;
  };
  h.write(CARL, 900);
  expect(await firstRead()).toBe(CARL);
  expect([h.stored().length, h.reader.progress().state]).toEqual([301, 'complete']);
  h.write(CARL, 700);
  h.write(BEA, 600);
  expect(await firstRead()).toBe(BEA);
});

test('a page that answers nothing twice in a row is gone: the run ends with its error', async ({ h }) => {
  for (let i = 0; i < 20; i++) h.write(`49170000${10 + i}@c.us`, 1000 + i);
  h.page.before = (command) => {
    if (command === 'readMessages') throw new PageError('no_answer', 'readMessages');
  };
  await expect(h.read()).rejects.toThrow(PageError);
  expect([h.reads(), h.reader.progress().state]).toEqual([2, 'interrupted']);
});

test('a page that refuses to list its chats is a PageError, and changes nothing', async ({ h }) => {
  h.write(BEA, 100);
  h.page.before = () => {
    throw new PageError('refused', 'x');
  };
  const before = h.store.content();
  await expect(h.read()).rejects.toMatchObject({ reason: 'refused' });
  expect(h.store.content()).toBe(before);
});

test('groups and channels are left unread, and groups are read where they are taken in, with their names', async ({
  h,
}) => {
  for (const chat of [GROUP, '5@newsletter', 'status@broadcast', '0@c.us']) h.write(chat, 1000, { author: BEA });
  h.page.chat(GROUP).name = 'The heirs';
  await h.read();
  expect([h.reads(), h.stored()]).toEqual([0, []]);
  await h.store.database.write((stores) =>
    stores.lawyerSettings.set(h.lawyer.id, { ...DEFAULT_SETTINGS, groups: 'read_only' }, h.clock.now()),
  );
  await h.read();
  expect(h.reads(GROUP)).toBe(2);
  expect(h.store.rows('SELECT title, group_jid FROM conversations')).toEqual([
    { title: 'The heirs', group_jid: GROUP },
  ]);
});

test('a group that was being read while groups were switched off is read when they are switched on again', async ({
  h,
}) => {
  const set = (groups: 'read_only' | 'ignore') =>
    h.store.database.write((stores) =>
      stores.lawyerSettings.set(h.lawyer.id, { ...DEFAULT_SETTINGS, groups }, h.clock.now()),
    );
  await set('read_only');
  for (let i = 0; i < 250; i++) h.write(GROUP, 4000 - i, { author: BEA, text: `${i}` });
  h.write(CARL, 1000, { text: 'beside it' });
  for (const read of [1, 2, 0]) {
    h.page.before = async (command, chat) => {
      if (command === 'readMessages' && chat === GROUP && h.reads(GROUP) === read) await set('ignore');
    };
    h.page.asked.length = 0;
    await h.read();
    // It is as if it was not there: nothing of it is promised, and nothing is waited for.
    if (read > 0) expect(h.reader.progress()).toMatchObject({ state: 'complete', chats_left: 0 });
    expect(h.stored().length).toBe({ 1: 1, 2: 101, 0: 251 }[read]);
    await set('read_only');
    await h.clock.advance(DAY);
    h.newReader();
  }
  expect((await h.historyOf(GROUP))?.reachesStart).toBe(true);
});

test('what the list of chats knows of people is learnt: numbers behind lids, and names', async ({ h }) => {
  h.write('777@lid', 1000);
  Object.assign(h.page.chat('777@lid'), { name: 'Bea', phone: '4917000001' });
  await h.read();
  expect(h.store.rows('SELECT title, phone_number FROM conversations')).toEqual([
    { title: 'Bea', phone_number: '+4917000001' },
  ]);
});

test('odd entries in the list of chats keep no others from being read', async ({ h }) => {
  h.write(BEA, 1000, { text: 'b' });
  h.page.chats.set('no jid', { messages: [{ id: 'x', timestamp: 1 }], name: null, phone: null });
  h.page.chats.set(CARL, { messages: [{ id: 'x', timestamp: Number.NaN }], name: null, phone: null });
  await h.read();
  expect(h.stored()).toEqual(['b']);
});

test('a page that answers the same batch for ever is not asked for ever', async ({ h }) => {
  for (let i = 0; i < 100; i++) h.write(BEA, 2000 - i);
  const command = h.page.command.bind(h.page);
  h.page.command = (name, input) =>
    command(name, (name === 'readMessages' ? { ...(input as object), before: null } : input) as typeof input);
  await h.read();
  expect([h.stored().length, h.reads() <= 3, h.reader.progress().state]).toEqual([100, true, 'complete']);
});

test('a clock of WhatsApp’s that is ahead promises nothing of the future', async ({ h }) => {
  h.write(BEA, 1000, { text: 'now' });
  h.write(BEA, -100_000, { text: 'from tomorrow' });
  await h.read();
  expect(await h.completeness()).toMatchObject({ complete_until: h.ago(300) });
});

test('live messages are stored while history is read', async ({ h }) => {
  for (let i = 0; i < 450; i++) h.write(BEA, 5000 - i);
  let live = 0;
  h.page.before = async (command) => {
    if (command !== 'readMessages') return;
    live += 1;
    const message = h.page.write(CARL, { timestamp: h.seconds(), text: `live ${live}` });
    await storeFromPage(h.store.database, h.lawyer.id, [{ kind: 'message', message }], 'live', h.clock.now());
  };
  await h.read();
  expect(h.stored().filter((text) => text.startsWith('live'))).toHaveLength(live);
  expect(live).toBeGreaterThan(5);
});

test('progress is shown as it goes, never backwards, and told at most at each tenth', async ({ h }) => {
  for (let chat = 0; chat < 30; chat++) for (let i = 0; i < 5; i++) h.write(`49170000${100 + chat}@c.us`, 2000 - i);
  await h.read();
  const percents = h.shown.map(({ percent }) => percent);
  expect(percents).toEqual([...percents].sort((a, b) => a - b));
  expect([percents[0], percents.at(-1), h.shown.at(-1)?.state]).toEqual([0, 100, 'complete']);
  expect(new Set(h.shown.map(({ state }) => state))).toEqual(new Set(['running', 'complete']));
  expect(h.told()).toEqual([...Array(9).fill('history.progress'), 'history.completed']);
  // Nothing to read, nothing to tell.
  await h.read();
  expect(h.told()).toHaveLength(10);
});

test('a run that is asked for during another follows it, and however many ask, it is one', async ({ h }) => {
  h.write(BEA, 1000);
  let release = () => {};
  const held = new Promise<void>((resolve) => {
    release = resolve;
  });
  h.page.before = async (command) => {
    if (command === 'listChats' && h.page.count('listChats') === 1) await held;
  };
  const runs = [h.read(), h.read(), h.read()];
  await settle();
  expect(h.page.count('listChats')).toBe(1);
  release();
  await Promise.all(runs);
  expect(h.page.count('listChats')).toBe(2);
});

test('a run that is interrupted ends between two batches and says so', async ({ h }) => {
  for (let i = 0; i < 450; i++) h.write(BEA, 5000 - i);
  const abort = new AbortController();
  h.page.before = () => {
    if (h.reads() === 2) abort.abort();
  };
  await h.reader.run(abort.signal);
  expect([h.reads(), h.told()]).toEqual([2, ['history.progress']]);
  expect(h.reader.progress()).toMatchObject({ state: 'interrupted', chats_left: 1 });
  await h.read();
  expect([h.stored().length, h.reader.progress().state]).toEqual([450, 'complete']);
});

test('what was changed while nobody listened is found, though it moves no chat', async ({ h }) => {
  const sent = (text: string) => h.write(BEA, 1000, { text });
  const [edited, revoked, reacted, plain] = [sent('edited'), sent('revoked'), sent('reacted'), sent('plain')];
  const one = { chat: BEA, fromMe: false, byMe: false, sender: BEA, timestamp: h.seconds() - 900 };
  plain.reactions = [{ ...one, id: plain.id, emoji: '👍' }];
  h.write(CARL, (4 * DAY) / 1000, { text: 'long ago' });
  await h.read();
  Object.assign(edited, { text: 'edited since', editedAt: h.seconds() - 5 });
  Object.assign(revoked, { type: 'revoked', text: '' });
  reacted.reactions = [{ ...one, id: reacted.id, emoji: '❤️' }];
  plain.reactions = [];
  const before = h.reads();
  await h.read();
  expect(h.reads()).toBe(before);
  // The session is ready anew: the app was closed, or the page was loaded anew.
  h.listening = new AbortController().signal;
  await h.read();
  expect([h.reads() - before, h.reads(CARL)]).toEqual([1, 2]);
  const rows = h.store.rows(
    `SELECT m.content, m.revoked IS NOT NULL AS revoked, coalesce(r.emoji, '') AS emoji
     FROM messages m LEFT JOIN reactions r ON r.message_id = m.id WHERE m.chat = ? ORDER BY m.content`,
    BEA,
  );
  expect(rows).toEqual([
    { content: 'edited since', revoked: 0, emoji: '' },
    { content: 'plain', revoked: 0, emoji: '' },
    { content: 'reacted', revoked: 0, emoji: '❤️' },
    { content: 'revoked', revoked: 1, emoji: '' },
  ]);
  await h.read();
  expect(h.reads() - before).toBe(1);
});

test('a reaction that came while the page was read is not taken for one that was taken back', async ({ h }) => {
  const message = h.write(BEA, 1000, { reactions: [] });
  await h.read();
  const reaction = {
    id: message.id,
    chat: BEA,
    fromMe: false,
    byMe: false,
    sender: BEA,
    emoji: '👍',
    timestamp: h.seconds(),
  };
  await storeFromPage(h.store.database, h.lawyer.id, [{ kind: 'reaction', reaction }], 'live', h.clock.now());
  h.listening = new AbortController().signal;
  await h.read();
  expect(h.store.rows('SELECT emoji FROM reactions')).toEqual([{ emoji: '👍' }]);
});

test('a chat whose jid has turned to a lid is complete over both', async ({ h }) => {
  for (let i = 0; i < 3; i++) h.write(BEA, 3000 - i, { text: `number ${i}` });
  await h.read();
  const moved = h.page.chat(BEA).messages.map((message) => ({ ...(message as PageMessage), chat: '777@lid' }));
  h.page.chats.clear();
  h.page.chats.set('777@lid', { messages: moved, name: null, phone: '4917000001' });
  h.write('777@lid', 1000, { text: 'lid' });
  await h.read();
  expect(h.stored()).toEqual(['lid', 'number 0', 'number 1', 'number 2']);
  expect(await h.completeness()).toMatchObject({
    complete_from: h.ago(3000),
    complete_until: h.ago(1000),
    reaches_start: true,
    gaps: [],
    messages: 4,
  });
});

test('a chat that somebody wants is read before all others, though nothing of it seems to be missing', async ({
  h,
}) => {
  h.write(BEA, 5000);
  h.write(CARL, 4000);
  await h.read();
  const before = h.page.asked.length;
  const edited = h.write(BEA, 3000, { text: 'new' });
  h.write(CARL, 2000);
  h.reader.want([BEA, '4917099999@c.us']);
  await h.read();
  const asked = h.page.asked.slice(before).flatMap(({ command, chat }) => (command === 'readMessages' ? [chat] : []));
  expect([asked[0], edited.text, h.stored().includes('new')]).toEqual([BEA, 'new', true]);
  const reads = h.reads(BEA);
  await h.read();
  expect(h.reads(BEA)).toBe(reads);
  h.reader.want([BEA]);
  await h.read();
  expect(h.reads(BEA)).toBe(reads + 1);
});

test('a chat that is wanted while others are being read comes next', async ({ h }) => {
  const chats = Array.from({ length: 6 }, (_, i) => `491700001${i}@c.us`);
  chats.forEach((chat, i) => {
    h.write(chat, 1000 + i);
  });
  const last = chats.at(-1) ?? '';
  h.page.before = (command) => {
    if (command === 'readMessages' && h.reads() === 1) h.reader.want([last]);
  };
  await h.read();
  const asked = h.page.asked.flatMap(({ command, chat }) => (command === 'readMessages' ? [chat] : []));
  expect(asked.indexOf(last)).toBe(1);
});
