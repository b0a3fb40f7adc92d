import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { EventId, WebhookId } from '../../../main/contract/ids.ts';
import type { WebhookBatch } from '../../../main/contract/webhook.ts';
import { pauseWebhook, recoverWebhook, resumeWebhook } from '../../../main/domain/manage-webhooks.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import { NO_TRACING } from '../../../main/domain/trace-context.ts';
import { startCatchingUp } from '../../../main/webhooks/catch-up.ts';
import { startDispatcher } from '../../../main/webhooks/dispatcher.ts';
import type { PostResult } from '../../../main/webhooks/post-webhook.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const NOTHING = { error: null, isUnreachable: false, responseHeaders: {}, responseStart: '', retryAfter: null };
const TAKEN: PostResult = { ...NOTHING, statusCode: 204 };
const BROKEN: PostResult = { ...NOTHING, statusCode: 500 };
const AWAY: PostResult = {
  ...NOTHING,
  statusCode: null,
  error: 'ECONNREFUSED',
  isUnreachable: true,
  responseHeaders: null,
};

let store: TempDatabase;
let clock: FakeClock;
let lawyer: Lawyer;
let dispatcher: ReturnType<typeof startDispatcher>;
let catchingUp: ReturnType<typeof startCatchingUp>;
/** What the receiver does with a request, and what it was sent: the ids of the events in order. */
let answer: () => PostResult;
let requests: { id: string; events: string[] }[];
let probes = 0;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  lawyer = await addLawyer(store.database, clock.now());
  answer = () => TAKEN;
  requests = [];
  probes = 0;
  start();
});

test.afterEach(async () => {
  catchingUp.stop();
  const stopping = dispatcher.stop();
  await clock.advance(MINUTE);
  await stopping;
  await store.remove();
});

function start(): void {
  const common = { database: store.database, clock, log: new FakeLog() };
  dispatcher = startDispatcher({
    ...common,
    client: {
      async post(_url, headers, body) {
        const { type, data } = JSON.parse(body);
        const id = headers['webhook-id'] ?? '';
        requests.push({ id, events: type === 'batch' ? data.events.map((one: { id: string }) => one.id) : [id] });
        return answer();
      },
      async reach() {
        probes += 1;
        return !answer().isUnreachable;
      },
    },
    metrics: new FakeMetrics(),
    tracing: NO_TRACING,
    attempted: () => {},
  });
  store.database.onCommitted(dispatcher.wake);
  catchingUp = startCatchingUp({ ...common, queued: dispatcher.wake });
}

/** The app ends without a word, in the middle of whatever it does, and is started again. */
async function restart(): Promise<void> {
  catchingUp.stop();
  const stopping = dispatcher.stop();
  await clock.advance(2_000);
  await stopping;
  await store.reopen();
  start();
  await settle();
}

async function register(batch: WebhookBatch | null = null): Promise<WebhookId> {
  const id = newId('whk', clock.now());
  const webhook = { id, lawyerId: lawyer.id, url: 'http://127.0.0.1:9/', secret: 'whsec_c2VjcmV0', batch };
  await store.database.write((stores) =>
    stores.webhooks.insert({ ...webhook, events: ['session.*'], at: clock.now() }),
  );
  return id;
}

async function happen(count = 1): Promise<void> {
  await store.database.write(async (stores) => {
    for (let n = 0; n < count; n++) {
      await recordEvent(stores, { type: 'session.ready', lawyerId: lawyer.id, at: clock.now() });
    }
  });
}

const told = () => requests.flatMap(({ events }) => events);
const logged = () =>
  store.rows<{ id: string }>("SELECT id FROM events WHERE type = 'session.ready' ORDER BY cursor").map(({ id }) => id);
const stateOf = (id: WebhookId) =>
  store.database.read(async (stores) => (await stores.webhooks.find(lawyer.id, id))?.state);
const alerts = () =>
  store.rows<{ code: string }>('SELECT code FROM alerts WHERE cleared IS NULL').map(({ code }) => code);

test('a receiver that is away for ten seconds has all within seconds of its return', async () => {
  await register();
  answer = () => AWAY;
  await happen(3);
  await clock.advance(10_000);
  expect(new Set(told()).size).toBeLessThanOrEqual(3);
  requests = [];
  answer = () => TAKEN;
  await clock.advance(20_000);
  await expect.poll(() => [...told()].sort()).toEqual([...logged()].sort());
});

test('one that takes no connection costs a look a minute, and none of the tries', async () => {
  await register();
  answer = () => AWAY;
  await happen(20);
  await clock.advance(DAY);
  // Those that were on their way when it was first seen.
  expect(requests.length).toBeLessThanOrEqual(20);
  expect(probes).toBeLessThan(2 * 24 * 60);
  expect(store.rows("SELECT id FROM webhook_queue WHERE status = 'failed'")).toEqual([]);
});

test('one that takes nothing is asked no more often than every five minutes, however much waits', async () => {
  await register();
  answer = () => BROKEN;
  for (let n = 0; n < 200; n++) {
    await happen();
    await clock.advance(MINUTE);
  }
  requests = [];
  await clock.advance(HOUR);
  expect(requests.length).toBeLessThanOrEqual(13);
  answer = () => TAKEN;
  requests = [];
  await clock.advance(10 * MINUTE);
  await expect.poll(() => new Set(told()).size).toBe(200);
});

for (const [name, failure, isKilled] of [
  ['that takes no connection', AWAY, false],
  ['that takes no connection, with the app killed now and then,', AWAY, true],
  ['that answers 500', BROKEN, false],
  ['that answers 500, with the app killed now and then,', BROKEN, true],
] as const) {
  test(`an endpoint ${name} for five days is switched off with an alert, and resumed it gets all, once and in order`, async () => {
    const id = await register();
    await happen(2);
    await expect.poll(() => told().length).toBe(2);
    answer = () => failure;
    for (let day = 0; day < 6; day++) {
      for (let hour = 0; hour < 24; hour++) {
        await happen();
        await clock.advance(HOUR);
      }
      if (day % 2 === 1 && isKilled) await restart();
    }
    expect(await stateOf(id)).toBe('disabled');
    expect(alerts()).toEqual(['webhook_disabled']);
    const asked = requests.length + probes;
    await happen(60);
    await clock.advance(DAY);
    expect(requests.length + probes).toBe(asked);
    answer = () => TAKEN;
    requests = [];
    await store.database.write((stores) => resumeWebhook(stores, lawyer.id, id, { skipMissed: false }, clock.now()));
    dispatcher.changed(id);
    catchingUp.wake();
    await expect.poll(() => stateOf(id)).toBe('active');
    await happen();
    await clock.advance(10 * MINUTE);
    const all = logged();
    // All but the two that it has: also those whose tries were used up.
    await expect.poll(() => [...told()].sort()).toEqual(all.slice(2).sort());
    expect(alerts()).toEqual([]);
  });
}

/** Those whose ten tries were used up. */
function exhausted(): number {
  return store.rows("SELECT id FROM webhook_queue WHERE status = 'failed'").length;
}

test('what is paused is told nothing, and then what it has missed, up to the last event', async () => {
  const id = await register();
  await happen(2);
  await expect.poll(() => told()).toEqual(logged());
  await store.database.write((stores) => pauseWebhook(stores, lawyer.id, id, clock.now()));
  await happen(130);
  await clock.advance(HOUR);
  expect(told()).toHaveLength(2);
  await store.database.write((stores) => resumeWebhook(stores, lawyer.id, id, { skipMissed: false }, clock.now()));
  catchingUp.wake();
  await happen(5);
  await expect.poll(() => stateOf(id)).toBe('active');
  await happen(5);
  await clock.advance(MINUTE);
  await expect.poll(() => [...told()].sort()).toEqual([...logged()].sort());
});

test('what was missed is not told where that is to be skipped', async () => {
  const id = await register();
  await store.database.write((stores) => pauseWebhook(stores, lawyer.id, id, clock.now()));
  await happen(3);
  await store.database.write((stores) => resumeWebhook(stores, lawyer.id, id, { skipMissed: true }, clock.now()));
  catchingUp.wake();
  await expect.poll(() => stateOf(id)).toBe('active');
  await happen(2);
  await clock.advance(MINUTE);
  await expect.poll(() => told()).toEqual(logged().slice(3));
});

test('a death in the middle of catching up loses nothing and tells nothing twice', async () => {
  const id = await register();
  await store.database.write((stores) => pauseWebhook(stores, lawyer.id, id, clock.now()));
  await happen(400);
  await store.database.write((stores) => resumeWebhook(stores, lawyer.id, id, { skipMissed: false }, clock.now()));
  catchingUp.wake();
  await expect.poll(() => store.rows('SELECT id FROM webhook_queue').length).toBeGreaterThan(49);
  await restart();
  await happen(3);
  await expect.poll(() => stateOf(id)).toBe('active');
  await clock.advance(MINUTE);
  await expect.poll(() => new Set(told()).size).toBe(403);
});

test('all since a time: what has failed and what it did not want yet, and nothing that was taken', async () => {
  const id = await register();
  const since = clock.now();
  await happen(2);
  await expect.poll(() => told().length).toBe(2);
  answer = () => ({ ...BROKEN });
  await happen(1);
  await clock.advance(90 * HOUR);
  expect(exhausted()).toBe(1);
  await store.database.write(async (stores) => {
    await recordEvent(stores, { type: 'history.completed', lawyerId: lawyer.id, at: clock.now() });
    await stores.webhooks.update(lawyer.id, id, { events: ['*'] }, clock.now());
  });
  requests = [];
  answer = () => TAKEN;
  await recoverWebhook(store.database, lawyer.id, id, since, () => clock.now());
  dispatcher.changed(id);
  catchingUp.wake();
  await expect.poll(() => stateOf(id)).toBe('active');
  await clock.advance(MINUTE);
  const types = store.rows<{ id: string; type: string }>('SELECT id, type FROM events ORDER BY cursor');
  const wanted = types.filter(({ id: event }) => !logged().slice(0, 2).includes(event)).map(({ id: event }) => event);
  await expect.poll(() => [...told()].sort()).toEqual([...wanted].sort());
});

test('a batch waits for its time, or until it is full, and keeps its members and its id from try to try', async () => {
  await register({ max_events: 5, max_wait_ms: 1_000 });
  await happen(3);
  await clock.advance(500);
  expect(requests).toEqual([]);
  answer = () => BROKEN;
  await clock.advance(600);
  await expect.poll(() => requests.length).toBe(1);
  await happen(7);
  answer = () => TAKEN;
  await clock.advance(10_000);
  await expect.poll(() => new Set(told()).size).toBe(10);
  const [first, ...later] = requests;
  const again = later.find(({ id }) => id === first?.id);
  expect(again?.events).toEqual(first?.events);
  expect(first?.id).toMatch(/^bat_/);
  expect(Math.max(...requests.map(({ events }) => events.length))).toBeLessThanOrEqual(5);
  expect(store.rows("SELECT id FROM webhook_queue WHERE status <> 'delivered'")).toEqual([]);
});

test('a delivery of a batch that has ended is made again alone, and what went with it stays delivered', async () => {
  const id = await register({ max_events: 3, max_wait_ms: 1_000 });
  await happen(3);
  await clock.advance(1_000);
  await expect.poll(() => told()).toEqual(logged());
  const delivered = () => store.rows("SELECT id FROM webhook_queue WHERE status = 'delivered'").length;
  await expect.poll(delivered).toBe(3);
  requests = [];
  answer = () => BROKEN;
  const [first] = store.rows<{ id: EventId }>("SELECT id FROM events WHERE type = 'session.ready' ORDER BY cursor");
  await store.database.write((stores) => stores.deliveries.redeliver(id, first?.id ?? newId('evt'), clock.now()));
  dispatcher.changed(id);
  await expect.poll(() => told()).toEqual([first?.id]);
  await expect.poll(() => store.rows('SELECT id FROM webhook_attempts').length).toBe(2);
  expect(delivered()).toBe(2);
  answer = () => TAKEN;
  await clock.advance(MINUTE);
  await expect.poll(delivered).toBe(3);
  expect(new Set(told())).toEqual(new Set([first?.id]));
});
