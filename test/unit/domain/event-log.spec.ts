import type { EventPattern, EventType } from '../../../main/contract/events.ts';
import type { MessageId } from '../../../main/contract/ids.ts';
import { MessageText, type Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { createEventFeed } from '../../../main/domain/event-feed.ts';
import { readEvents } from '../../../main/domain/event-log.ts';
import { startHouseKeeping } from '../../../main/domain/house-keeping.ts';
import { type Fact, recordEvent } from '../../../main/domain/record-event.ts';
import { type Core, expect, HOUR, settle, test } from '../../support/core-fixture.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer } from '../../support/temp-database.ts';

const DAY = 24 * HOUR;
const ALL = { after: 0, patterns: [] as EventPattern[], limit: 100 };

function tell(core: Core, type: EventType, more: Partial<Fact> = {}): Promise<void> {
  const fact = { type, lawyerId: core.lawyer.id, at: core.clock.now(), ...more };
  return core.store.database.write((stores) => recordEvent(stores, fact));
}

async function tellMany(core: Core, count: number, type: EventType): Promise<void> {
  await core.store.database.write(async (stores) => {
    const fact = { type, lawyerId: core.lawyer.id, at: core.clock.now() };
    for (let n = 0; n < count; n++) await recordEvent(stores, fact);
  });
}

function read(core: Core, wanted: Partial<typeof ALL> = {}) {
  return core.store.database.read((stores) => readEvents(stores, core.lawyer.id, { ...ALL, ...wanted }));
}

async function sent(core: Core, text: string): Promise<MessageId> {
  const to = '+4915112345678' as Phone;
  const { lawyer, store, clock } = core;
  return (
    await store.database.write((stores) =>
      acceptMessage(stores, lawyer.id, { to, text: MessageText.parse(text) }, clock.now()),
    )
  ).id;
}

test('events are read in the order in which they were committed, page by page, each once', async ({ core }) => {
  for (let n = 0; n < 3; n++) {
    await tell(core, 'session.ready');
    await tell(core, 'session.reconnecting');
  }
  const seen: string[] = [];
  let after = 0;
  let pages = 0;
  for (let more = true; more; pages++) {
    const { events, next, hasMore } = await read(core, { after, limit: 4 });
    seen.push(...events.map(({ type }) => type));
    [after, more] = [next, hasMore];
  }
  expect(seen).toEqual(Array.from({ length: 6 }, (_, n) => (n % 2 ? 'session.reconnecting' : 'session.ready')));
  expect(pages).toBe(2);
  expect(await read(core, { after })).toEqual({ events: [], next: after, hasMore: false });
});

test('only what is asked for is told, by type and by family, and the cursor goes past the rest', async ({ core }) => {
  await tell(core, 'session.ready');
  await tell(core, 'history.completed');
  await tell(core, 'session.sleeping');
  const { events, next } = await read(core, { patterns: ['history.*', 'session.ready'] });
  expect(events.map(({ type }) => type)).toEqual(['session.ready', 'history.completed']);
  expect(next).toBe(await core.store.database.read((stores) => stores.events.newest(core.lawyer.id)));
});

test('a rare type among very many is found in steps, none of which looks at all', async ({ core }) => {
  await tellMany(core, 20_050, 'session.ready');
  await tell(core, 'session.failed');
  const first = await read(core, { patterns: ['session.failed'] });
  expect([first.events, first.hasMore]).toEqual([[], true]);
  const second = await read(core, { patterns: ['session.failed'], after: first.next });
  expect(second.events).toHaveLength(1);
  expect(second.hasMore).toBe(false);
});

test('an event has its details, and its message as it is now', async ({ core }) => {
  const message = await sent(core, 'Hello');
  await tell(core, 'message.reaction', {
    message,
    more: { reaction: { emoji: '👍', from: 'client', sender_name: null } },
  });
  await core.store.database.write((stores) => stores.messages.reachStatus(core.lawyer.id, message, 'sent', null, 1));
  const { events } = await read(core, { patterns: ['message.*'] });
  expect(events[0]?.data).toMatchObject({
    reaction: { emoji: '👍', from: 'client' },
    message: { id: message, text: 'Hello', status: 'sent' },
  });
});

test('what is another lawyer’s is not in it', async ({ core }) => {
  const other = await addLawyer(core.store.database, core.clock.now());
  await tell(core, 'session.ready', { lawyerId: other.id });
  expect((await read(core)).events).toEqual([]);
});

test('old events go after the days that the lawyer has set, and whoever was away for longer is told', async ({
  core,
}) => {
  const { database } = core.store;
  await tell(core, 'session.ready');
  await tell(core, 'session.failed');
  const [first] = (await read(core)).events;
  await core.clock.advance(10 * DAY);
  await tell(core, 'session.sleeping');
  await database.write(async ({ lawyerSettings }) => {
    const settings = await lawyerSettings.get(core.lawyer.id);
    await lawyerSettings.set(core.lawyer.id, { ...settings, events_kept_days: 9 }, core.clock.now());
  });
  const log = new FakeLog();
  const stop = startHouseKeeping({
    ...{ database, clock: core.clock, log, answersKept: DAY },
    removeUnusedFiles: async () => {},
  });
  await expect.poll(async () => (await read(core)).events.map(({ type }) => type)).toEqual(['session.sleeping']);
  stop();
  expect(log.lines).toEqual([]);
  await expect(read(core, { after: first?.cursor ?? 0 })).rejects.toMatchObject({ code: 'events_expired' });
  const removed = await database.read((stores) => stores.events.removedUpTo(core.lawyer.id));
  expect((await read(core, { after: removed })).events).toHaveLength(1);
});

test('an event stays as long as a delivery of it is kept', async ({ core }) => {
  const { lawyer, store, clock } = core;
  await store.database.write(async (stores) => {
    const webhook = { id: 'whk_1', lawyerId: lawyer.id, url: 'https://a.example', secret: 's', events: ['*'], at: 0 };
    await stores.webhooks.insert(webhook as Parameters<typeof stores.webhooks.insert>[0]);
  });
  await tell(core, 'session.ready');
  const removed = await store.database.write(({ events }) => events.removeOldest(lawyer.id, clock.now() + DAY, 10));
  expect([removed, (await read(core)).events.length]).toEqual([0, 1]);
});

test('who follows the log gets what is there, then what comes, each once and in order', async ({ core }) => {
  const feed = createEventFeed(core.store.database);
  const end = new AbortController();
  await tellMany(core, 5, 'session.ready');
  const seen: number[] = [];
  const following = (async () => {
    for await (const { events } of feed.follow(core.lawyer.id, { after: 0, patterns: [], limit: 2 }, end.signal)) {
      seen.push(...events.map(({ cursor }) => cursor));
    }
  })();
  await expect.poll(() => seen.length).toBe(5);
  await tell(core, 'session.failed');
  await expect.poll(() => seen.length).toBe(6);
  await tellMany(core, 3, 'session.ready');
  await expect.poll(() => seen.length).toBe(9);
  expect(seen).toEqual([...new Set(seen)].sort((one, other) => one - other));
  end.abort();
  await following;
  await settle();
  await tell(core, 'session.ready');
  expect(seen).toHaveLength(9);
  feed.stop();
});
