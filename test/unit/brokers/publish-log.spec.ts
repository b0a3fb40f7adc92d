import { expect, test } from '@playwright/test';
import { BrokerFault, type OpenBroker } from '../../../main/brokers/broker-link.ts';
import { changeBroker, createBroker, setBrokerPaused } from '../../../main/domain/brokers.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { settle, stir } from '../../support/fake-clock.ts';
import { BrokersWorld } from './brokers-world.ts';

const LATE = { kind: 'redis' as const, url: 'redis://192.0.2.7', target: 'lexline', events: ['*' as const] };

const DAY = 24 * 60 * 60_000;

let world: BrokersWorld;

test.beforeEach(async () => {
  world = await BrokersWorld.open();
});

test.afterEach(() => world.remove());

test('a backlog is published in the order of the log, a part after the other, and what comes then as it comes', async () => {
  await world.tell(250);
  const id = await world.add();
  await world.live();
  expect(world.broker.batches).toEqual([100, 100, 50]);
  await world.tell(3);
  await settle();
  expect(world.broker.taken.map((event) => event.id)).toEqual(world.ids());
  expect(await world.status(id)).toMatchObject({ state: 'connected', lastError: null, cursor: world.newest() });
  expect((await world.row(id)).cursor).toBe(world.newest());
  expect(world.metrics.count('broker_events_published')).toBe(253);
});

test('killed at any step, it loses nothing and repeats no more than what was not written down', async () => {
  await world.tell(250);
  const id = await world.add();
  let killedAtAll = true;
  let lives = 0;
  for (let step = 1; killedAtAll; step++) {
    await world.store.database.write(async (stores) => {
      const row = await stores.brokers.find(id);
      if (row) await stores.brokers.change(id, { ...row, cursor: 0 }, world.clock.now());
    });
    world.broker.taken.length = 0;
    const life = mortal(world.store.database, world.broker.open, step);
    await world.live(life);
    killedAtAll = life.isDead();
    lives++;
    const { cursor } = await world.row(id);
    const confirmed = world.ids().indexOf(world.broker.taken.at(-1)?.id ?? '') + 1;
    expect(cursor).toBeLessThanOrEqual(confirmed);
    const before = world.broker.taken.length;
    await world.live();
    const taken = world.broker.taken.map((event) => event.id);
    expect([...new Set(taken)]).toEqual(world.ids());
    expect(taken.length - world.ids().length).toBeLessThanOrEqual(100);
    expect(taken.slice(before)).toEqual(world.ids().slice(cursor));
    await world.brokers.stop();
  }
  // Before and after it connects, and three parts with three moves of the cursor.
  expect(lives).toBeGreaterThan(12);
});

test('a connection that is lost within a part: the part is published again, under the same ids', async () => {
  await world.tell(250);
  const id = await world.add();
  world.broker.dropsAfter = 130;
  await world.live();
  expect((await world.row(id)).cursor).toBe(100);
  expect(await world.status(id)).toMatchObject({ state: 'reconnecting', lastError: { code: 'connection_lost' } });
  await world.clock.advance(500);
  const taken = world.broker.taken.map((event) => event.id);
  expect(taken).toHaveLength(280);
  expect([...new Set(taken)]).toEqual(world.ids());
  expect(await world.status(id)).toMatchObject({ state: 'connected' });
});

test('a broker that is gone is tried again after longer and longer pauses, and well when it is back', async () => {
  await world.tell(5);
  const id = await world.add();
  world.broker.isThere = false;
  const began = world.clock.now();
  await world.live();
  const tries = [1, 2, 3, 4, 5, 6, 7, 8, 9].map((expected) => [expected, 500 * 2 ** (expected - 1)] as const);
  for (const [expected, pause] of tries) {
    expect(world.broker.tries).toBe(expected);
    await world.clock.advance(Math.min(pause, 60_000) - 1);
    expect(world.broker.tries).toBe(expected);
    await world.clock.advance(1);
  }
  expect(await world.row(id)).toMatchObject({ failingSince: began, cursor: 0 });
  expect(world.metrics.count('broker_faults')).toBe(10);
  world.broker.isThere = true;
  await world.clock.advance(60_000);
  expect(world.broker.taken.map((event) => event.id)).toEqual(world.ids());
  expect(await world.row(id)).toMatchObject({ failingSince: null, cursor: world.newest() });
  world.broker.drop();
  await settle();
  await world.clock.advance(500);
  expect(await world.status(id)).toMatchObject({ state: 'connected' });
  expect(world.log.errors()).toEqual([]);
});

test('with nothing to publish, a broker counts as well again when it has been connected for a while', async () => {
  const id = await world.add();
  world.broker.isThere = false;
  await world.live();
  world.broker.isThere = true;
  await world.clock.advance(500);
  expect((await world.status(id)).state).toBe('connected');
  expect((await world.row(id)).failingSince).not.toBe(null);
  await world.clock.advance(30_000);
  expect((await world.row(id)).failingSince).toBe(null);
});

test('one that can be logged in to and never confirms is failing all the time, and tried less and less often', async () => {
  await world.tell(1);
  const id = await world.add();
  world.broker.confirmsNothing = true;
  await world.live();
  await world.clock.advance(30_000);
  const { failingSince } = await world.row(id);
  expect(failingSince).toBe(world.clock.now());
  await world.clock.advance(10 * 60_000);
  expect((await world.row(id)).failingSince).toBe(failingSince);
  // Each try takes 30 s, and the pauses grow to a minute.
  expect(world.broker.tries).toBeLessThan(14);
});

test('an event that is refused each time holds the broker at it, is named, and can be passed over', async () => {
  await world.tell(250);
  const ids = world.ids();
  world.broker.refusesOne = ids[129] ?? null;
  const id = await world.add();
  await world.live();
  await world.clock.advance(10 * 60_000);
  const { cursor, failingSince } = await world.row(id);
  expect([cursor, failingSince]).toEqual([129, expect.any(Number)]);
  const { lastError } = await world.status(id);
  expect(lastError).toMatchObject({ code: 'not_taken', message: `${ids[129]}: maximum payload exceeded` });
  expect([...new Set(world.broker.taken.map((event) => event.id))]).toEqual(ids.slice(0, 129));
  // It is tried alone: what is in front of it and behind it is not published again and again.
  const { length } = world.broker.taken;
  await world.clock.advance(60 * 60_000);
  expect(world.broker.taken).toHaveLength(length);
  expect(world.broker.batches.at(-1)).toBe(1);
  const { database } = world.store;
  await database.write((stores) => changeBroker(stores, id, { after: cursor + 1 }, world.clock.now()));
  world.brokers.changed(id);
  await settle();
  expect((await world.row(id)).cursor).toBe(world.newest());
  expect(world.broker.taken.slice(length).map((event) => event.id)).toEqual(ids.slice(130));
});

test('a broker that confirms slowly gets less at once, and all of it', async () => {
  await world.tell(250);
  const id = await world.add();
  const slow: OpenBroker = async (row, options) => {
    const link = await world.broker.open(row, options);
    return {
      ...link,
      async publish(events) {
        await new Promise<void>((resolve) => world.clock.after(events.length * 400, resolve));
        await link.publish(events);
      },
    };
  };
  await world.live({ open: slow });
  await world.clock.advance(4 * 60_000);
  expect((await world.row(id)).cursor).toBe(world.newest());
  expect(world.metrics.count('broker_faults')).toBe(1);
});

test('one that neither answers nor confirms is given up after a while, and costs the other nothing', async () => {
  const id = await world.add();
  const other = await world.add('redis');
  await world.live();
  world.broker.isSilent = true;
  await world.tell(250);
  await settle();
  expect(world.other.taken).toHaveLength(250);
  expect((await world.row(other)).cursor).toBe(world.newest());
  // No more than one part waits for it.
  expect(world.broker.batches).toEqual([100]);
  await world.clock.advance(30_000);
  expect(await world.status(id)).toMatchObject({ state: 'reconnecting', lastError: { code: 'not_taken' } });
  expect([world.broker.closed, world.broker.connected]).toEqual([1, 0]);
  await world.clock.advance(500 + 20_000);
  const { lastError } = await world.status(id);
  expect(lastError).toMatchObject({ code: 'unreachable', message: 'it did not answer in time' });
  world.broker.isSilent = false;
  await world.clock.advance(1_000);
  expect(world.broker.taken.map((event) => event.id)).toEqual(world.ids());
});

test('what is refused is tried again, and told without the password', async () => {
  const id = await world.add();
  world.broker.refuses = new BrokerFault('login_refused', 'no\n user lexline with s3cret');
  await world.live();
  expect((await world.status(id)).lastError).toMatchObject({
    ...{ code: 'login_refused', message: 'no user lexline with ***' },
  });
  expect(JSON.stringify(world.log.lines)).not.toContain('s3cret');
});

test('only what is asked for is published, and the rest moves the cursor once a minute at most', async () => {
  const id = await world.add('rabbitmq', ['client.*']);
  await world.live();
  await world.tell(3);
  await settle();
  expect(await world.status(id)).toMatchObject({ cursor: world.newest() });
  expect((await world.row(id)).cursor).toBe(0);
  await world.clock.advance(60_000);
  await world.tell(1);
  await settle();
  expect((await world.row(id)).cursor).toBe(world.newest());
  await world.tell(1, 'client.created');
  await world.tell(2);
  await settle();
  expect(world.broker.taken.map(({ type }) => type)).toEqual(['client.created']);
  await world.brokers.stop();
  expect((await world.row(id)).cursor).toBe(world.newest());
});

test('events that were removed before they were published are passed over, with an alert until somebody resumes', async () => {
  await world.tell(50);
  const id = await world.add();
  world.broker.dropsAfter = 0;
  await world.store.database.write((stores) => stores.brokers.moveCursor({ id, revision: 0 }, 20));
  const { store, clock, lawyerId } = world;
  await store.database.write((stores) => stores.events.removeOldest(lawyerId, clock.now() + DAY, 30));
  await world.live();
  await clock.advance(500);
  const alerts = () => store.database.read((stores) => stores.alerts.open(lawyerId));
  expect(await alerts()).toMatchObject([{ code: 'broker_events_missed', subject: id }]);
  expect(await world.row(id)).toMatchObject({ missedUpTo: 30, cursor: world.newest() });
  // The last one tells of the alert.
  expect(world.broker.taken.map((event) => event.cursor)).toEqual(Array.from({ length: 21 }, (_, n) => 31 + n));
  await store.database.write((stores) => setBrokerPaused(stores, id, false, clock.now()));
  world.brokers.changed(id);
  await settle();
  expect(await alerts()).toEqual([]);
  expect(await world.row(id)).toMatchObject({ missedUpTo: null, cursor: world.newest() });
});

test('what was removed before the first event was ever published is missed as well', async () => {
  const id = await world.add();
  world.broker.isThere = false;
  await world.live();
  await world.tell(50);
  const { store, clock, lawyerId } = world;
  await store.database.write((stores) => stores.events.removeOldest(lawyerId, clock.now() + DAY, 30));
  world.broker.isThere = true;
  await clock.advance(500);
  expect(await world.row(id)).toMatchObject({ missedUpTo: 30, cursor: world.newest() });
  expect(await store.database.read((stores) => stores.alerts.open(lawyerId))).toMatchObject([
    { code: 'broker_events_missed', subject: id },
  ]);
});

test('events that no queue is bound for are told by type, with an alert until somebody looks after it', async () => {
  const { store, clock, lawyerId } = world;
  const alerts = () => store.database.read((stores) => stores.alerts.open(lawyerId));
  await world.tell(5);
  const id = await world.add();
  await world.live();
  expect([(await world.status(id)).unrouted, await alerts()]).toEqual([null, []]);
  const before = world.newest();
  world.broker.unroutes = ['session.qr', 'client.created'];
  await world.tell(1, 'client.created');
  await world.tell(1);
  await world.tell(2, 'session.qr');
  await settle();
  const { unrouted } = await world.status(id);
  expect(unrouted).toEqual({
    count: 3,
    types: new Map([
      ['client.created', 1],
      ['session.qr', 2],
    ]),
    after: before,
  });
  expect(await alerts()).toMatchObject([{ code: 'broker_events_unrouted', subject: id }]);
  expect(world.log.errors()).toEqual([]);

  // From there on all of it comes once more, and all is well.
  world.broker.unroutes = [];
  const taken = world.broker.taken.length;
  const again = { after: before };
  await store.database.write((stores) => changeBroker(stores, id, again, clock.now()));
  world.brokers.changed(id);
  await settle();
  expect([(await world.status(id)).unrouted, await alerts()]).toEqual([null, []]);
  expect(world.broker.taken.slice(taken).map((event) => event.cursor)[0]).toBe(before + 1);
});

test('a new broker has missed nothing of what was removed before it was made', async () => {
  await world.tell(50);
  const { store, clock, lawyerId } = world;
  await store.database.write((stores) => stores.events.removeOldest(lawyerId, clock.now() + DAY, 30));
  const [fromStart, fromAll] = [await world.add(), await world.add()];
  await store.database.write((stores) => changeBroker(stores, fromAll, { after: 0 }, clock.now()));
  await world.live();
  for (const id of [fromStart, fromAll]) {
    expect(await world.row(id)).toMatchObject({ missedUpTo: null, cursor: world.newest() });
  }
  expect(world.broker.taken).toHaveLength(40);
  // Nothing is kept at all: what comes from now on is behind the last one that was removed.
  await store.database.write((stores) => stores.events.removeOldest(lawyerId, clock.now() + DAY, 100));
  const late = await world.store.database.write((stores) =>
    createBroker(stores, { ...LATE, lawyer_id: lawyerId }, clock.now()),
  );
  expect(late.cursor).toBe(50);
});

test('a mistake of ours is told to nobody but the log, which says what it was', async () => {
  const id = await world.add();
  const open: OpenBroker = async () => {
    throw Object.assign(new TypeError('about s3cret'), { code: 'SQLITE_FULL' });
  };
  await world.live({ open });
  expect((await world.status(id)).lastError).toMatchObject({ code: 'internal_error', message: 'see the log' });
  expect(world.log.errors()).toMatchObject([{ facts: { broker: id, error: 'SQLITE_FULL' } }]);
  expect(JSON.stringify(world.log.lines)).not.toContain('s3cret');
});

test('a change holds from then on: what was begun before moves no cursor', async () => {
  await world.tell(10);
  const id = await world.add();
  const asked = Promise.withResolvers<void>();
  const go = Promise.withResolvers<void>();
  const slow: OpenBroker = async (row, options) => {
    const link = await world.broker.open(row, options);
    return {
      ...link,
      async publish(events) {
        await link.publish(events);
        asked.resolve();
        await go.promise;
      },
    };
  };
  await world.live({ open: slow });
  await asked.promise;
  const { database } = world.store;
  await database.write((stores) => changeBroker(stores, id, { after: 4, events: ['session.*'] }, world.clock.now()));
  go.resolve();
  await settle();
  expect((await world.row(id)).cursor).toBe(4);
  world.brokers.changed(id);
  await settle();
  expect(world.broker.taken.map((event) => event.cursor)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 5, 6, 7, 8, 9, 10]);
});

test('one that is paused or removed is left alone', async () => {
  const id = await world.add();
  await world.live();
  await world.store.database.write((stores) => setBrokerPaused(stores, id, true, world.clock.now()));
  world.brokers.changed(id);
  await settle();
  await world.tell(2);
  await settle();
  expect(world.broker.taken).toEqual([]);
  expect([world.broker.connected, (await world.status(id)).state]).toEqual([0, 'paused']);
  await world.store.database.write((stores) => setBrokerPaused(stores, id, false, world.clock.now()));
  world.brokers.changed(id);
  await settle();
  expect(world.broker.taken).toHaveLength(2);
  await world.store.database.write((stores) => stores.brokers.remove(id));
  world.brokers.changed(id);
  await settle();
  expect([world.broker.connected, world.brokers.all()]).toEqual([0, []]);
});

/** Lives for so many steps: from then on nothing that it asks for is done or answered. */
function mortal(
  database: Database,
  open: OpenBroker,
  lifetime: number,
): { database: Database; open: OpenBroker; isDead(): boolean } {
  let steps = 0;
  const never = new Promise<never>(() => {});
  const step = async <Result>(act: () => Promise<Result>): Promise<Result> => {
    stir();
    if (++steps >= lifetime) return never;
    const result = await act();
    stir();
    // Done, and killed before it could know.
    if (++steps >= lifetime) return never;
    return result;
  };
  return {
    isDead: () => steps >= lifetime,
    database: {
      read: (work) => (steps >= lifetime ? never : database.read(work)),
      readAlong: (work) => (steps >= lifetime ? never : database.readAlong(work)),
      write: (work) => step(() => database.write(work)),
      onCommitted: (listener) => database.onCommitted(listener),
    },
    open: async (row, options) => {
      const link = await step(() => open(row, options));
      return { ...link, publish: (events) => step(() => link.publish(events)) };
    },
  };
}
