import { expect, test } from '@playwright/test';
import type { ChainLink } from '../../../main/contract/health-chain.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { setLawyerActive } from '../../../main/domain/manage-lawyers.ts';
import type { BackgroundDatabase } from '../../../main/domain/ports.ts';
import { readSamples } from '../../../main/domain/read-samples.ts';
import { startSampling } from '../../../main/observability/sampler.ts';
import { FakeClock, untilDone } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

let store: TempDatabase;
let clock: FakeClock;
let log: FakeLog;
let tunnel: ChainLink['state'];
let memory: number;
let stop: () => void;

test.beforeEach(() => {
  store = openTempDatabase();
  clock = new FakeClock();
  log = new FakeLog();
  tunnel = 'good';
  memory = 100;
  stop = () => {};
});

test.afterEach(() => {
  stop();
  return store.remove();
});

/** The clock does not go on while something is read or written. */
function waitedFor(): BackgroundDatabase {
  const { database } = store;
  return {
    ...database,
    readAlong: (work) => untilDone(database.readAlong(work)),
    writeBehind: (work) => untilDone(database.writeBehind(work)),
  };
}

function start(): void {
  stop = startSampling({
    ...{ database: waitedFor(), clock, log },
    processes: () => [
      { kind: 'browser', bytes: memory },
      { kind: 'tab', bytes: 7 },
      { kind: 'tab', bytes: 8 },
      { kind: 'gpu', bytes: 5 },
    ],
    chain: async () => [
      { link: 'api', state: 'good', good_at: null, mends: [], code: 'listening', address: '' },
      { link: 'tunnel', state: tunnel, good_at: null, mends: [], code: 'up', address: null, cause: null },
    ],
  });
}

const samples = (kind: string) =>
  store.rows<{ at: number; value: number }>('SELECT at, value FROM samples WHERE kind = ? ORDER BY at', kind);

test('what waits and what is held is kept at once and then every minute, until it is stopped', async () => {
  const lawyer = await addLawyer(store.database, clock.now());
  await store.database.write((stores) => {
    const message = { to: Phone.parse('+4917000001'), text: MessageText.parse('secret words') };
    return acceptMessage(stores, lawyer.id, message, clock.now());
  });
  const began = clock.now();
  await clock.advance(20_000);
  start();
  await clock.advance(0);
  memory = 300;
  await clock.advance(2 * MINUTE);
  const at = [began, began + MINUTE, began + 2 * MINUTE];
  expect(samples('memory_main')).toEqual(at.map((time, index) => ({ at: time, value: index === 0 ? 100 : 300 })));
  expect(samples('memory_pages').map(({ value }) => value)).toEqual([15, 15, 15]);
  expect(samples('outbox_waiting').map(({ value }) => value)).toEqual([1, 1, 1]);
  expect(samples('webhooks_waiting').map(({ value }) => value)).toEqual([0, 0, 0]);
  stop();
  await clock.advance(HOUR);
  expect(clock.pending()).toBe(0);
  expect(samples('memory_main')).toHaveLength(3);
});

test('when a link was good last stays known while it is not, of active lawyers', async () => {
  const lawyer = await addLawyer(store.database, clock.now());
  const idle = await addLawyer(store.database, clock.now());
  await store.database.write((stores) => setLawyerActive(stores, idle.id, false, clock.now()));
  start();
  const began = clock.now();
  await clock.advance(MINUTE);
  tunnel = 'bad';
  await clock.advance(3 * MINUTE);
  const last = await store.database.read((stores) => stores.health.lastGood(lawyer.id));
  expect(Object.fromEntries(last)).toEqual({ api: began + 4 * MINUTE, tunnel: began + MINUTE });
  expect(await store.database.read((stores) => stores.health.lastGood(idle.id))).toEqual(new Map());
});

test('what is older than a day is thinned to the most of each hour, and after thirty days it is gone', async () => {
  const begin = clock.now();
  await store.database.write(async (stores) => {
    for (let at = begin - 32 * DAY; at < begin; at += 20 * MINUTE) {
      const value = (at / MINUTE) % 60;
      const values = { outbox_waiting: value, webhooks_waiting: 0, memory_main: 1, memory_pages: 1 };
      await stores.health.addSamples(at, values);
    }
  });
  start();
  await clock.advance(0);
  const kept = samples('outbox_waiting');
  expect(kept[0]?.at).toBe(begin - 30 * DAY);
  const old = kept.filter(({ at }) => at < begin - DAY);
  expect(old).toHaveLength(29 * 24);
  expect(old.every(({ at, value }) => at % HOUR === 0 && value === 40)).toBe(true);
  expect(kept.filter(({ at }) => at >= begin - DAY)).toHaveLength(72 + 1);
  // Once more changes nothing, and what has become older meanwhile is thinned, too.
  await clock.advance(2 * HOUR);
  const later = samples('outbox_waiting').filter(({ at }) => at < clock.now() - DAY);
  expect(later.every(({ at }) => at % HOUR === 0)).toBe(true);
});

test('a span is told in parts, with the most of each, and with nothing where the app did not run', async () => {
  start();
  await clock.advance(30 * MINUTE);
  memory = 900;
  await clock.advance(MINUTE);
  memory = 200;
  await clock.advance(9 * MINUTE);
  stop();
  await clock.advance(HOUR);
  const { times, values } = await store.database.read((stores) => readSamples(stores, 'day', clock.now()));
  expect(times).toHaveLength(144);
  expect(times.at(-1)).toBe('2026-11-20T10:40:00.000Z');
  // From 9:00 to 9:40, in parts of ten minutes; it is 10:40 now.
  expect(values.memory_main.slice(-12)).toEqual([null, 100, 100, 100, 900, 200, null, null, null, null, null, null]);
  const month = await store.database.read((stores) => readSamples(stores, 'month', clock.now()));
  expect(month.times).toHaveLength(120);
  expect(month.values.memory_main.filter((value) => value !== null)).toEqual([900]);
});

test('a minute that cannot be kept is a gap, and the next one is kept again', async () => {
  let fails = true;
  const usual = waitedFor();
  const database: BackgroundDatabase = {
    ...usual,
    writeBehind: (work) => (fails ? Promise.reject(new Error('disk')) : usual.writeBehind(work)),
  };
  stop = startSampling({ database, clock, log, processes: () => [], chain: async () => [] });
  await clock.advance(0);
  expect(samples('memory_main')).toHaveLength(0);
  fails = false;
  await clock.advance(MINUTE);
  expect(samples('memory_main')).toHaveLength(1);
});
