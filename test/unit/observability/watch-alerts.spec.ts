import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { type AlertThresholds, DEFAULT_SETTINGS } from '../../../main/contract/lawyer-settings.ts';
import { MessageText, Phone } from '../../../main/contract/values.ts';
import { acceptMessage } from '../../../main/domain/accept-message.ts';
import { setLawyerActive } from '../../../main/domain/manage-lawyers.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import type { WaitReason } from '../../../main/domain/stores/outbox-store.ts';
import { watchAlerts } from '../../../main/observability/watch-alerts.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeSessions, sessionIn } from '../../support/fake-sessions.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const MINUTE = 60_000;
const GB = 1_000_000_000;
let store: TempDatabase;
let clock: FakeClock;
let log: FakeLog;
let sessions: FakeSessions;
let lawyer: Lawyer;
let free: number | null;
let memory: number;
let tunnelDownSince: number | null;
let stop: () => void;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  log = new FakeLog();
  sessions = new FakeSessions();
  lawyer = await addLawyer(store.database, clock.now());
  sessions.states.set(lawyer.id, sessionIn('ready'));
  free = 100 * GB;
  memory = GB;
  tunnelDownSince = null;
  start();
});

test.afterEach(() => {
  stop();
  return store.remove();
});

function start(): void {
  const tunnel = { health: () => ({ state: 'reconnecting', downSince: tunnelDownSince }) as const };
  const files = { freeBytes: () => (free === null ? Promise.reject(new Error('gone')) : Promise.resolve(free)) };
  stop = watchAlerts({ database: store.database, clock, log, sessions, files, tunnel, memoryBytes: () => memory });
}

async function setThresholds(change: Partial<AlertThresholds>): Promise<void> {
  const settings = { ...DEFAULT_SETTINGS, alerts: { ...DEFAULT_SETTINGS.alerts, ...change } };
  await store.database.write((stores) => stores.lawyerSettings.set(lawyer.id, settings, clock.now()));
}

const send = (count = 1): Promise<unknown> =>
  store.database.write(async (stores) => {
    for (let index = 0; index < count; index += 1) {
      const to = Phone.parse('+4917000001');
      await acceptMessage(stores, lawyer.id, { to, text: MessageText.parse('secret words') }, clock.now());
    }
  });

const removeFromQueue = (count: number): void =>
  void store.rows('DELETE FROM outbox WHERE id IN (SELECT id FROM outbox ORDER BY id LIMIT ?) RETURNING id', count);

const hold = (why: WaitReason): Promise<void> =>
  store.database.write(async (stores) => {
    const { rows } = await stores.outbox.list(lawyer.id, { limit: 200 });
    for (const { id } of rows) await stores.outbox.postpone(id, clock.now() + 1e9, why);
  });

const open = async (): Promise<string[]> =>
  (await store.database.read((stores) => stores.alerts.open(lawyer.id))).map(({ code }) => code).sort();

const told = (): string[] =>
  store
    .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'alert.%' ORDER BY cursor")
    .map((row) => row.type);

test('a queue that is deep is told once, and is over when it is well below', async () => {
  await setThresholds({ queue_depth: 10 });
  await send(9);
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
  await send(1);
  await clock.advance(10 * MINUTE);
  expect([await open(), told()]).toEqual([['queue_deep'], ['alert.raised']]);
  // One below the threshold, up to it and back again: the same alert.
  removeFromQueue(1);
  await clock.advance(MINUTE);
  await send(1);
  await clock.advance(MINUTE);
  removeFromQueue(1);
  await clock.advance(MINUTE);
  expect([await open(), told()]).toEqual([['queue_deep'], ['alert.raised']]);
  removeFromQueue(1);
  await clock.advance(MINUTE);
  expect([await open(), told()]).toEqual([[], ['alert.raised', 'alert.cleared']]);
  await send(5);
  await clock.advance(MINUTE);
  expect(told()).toEqual(['alert.raised', 'alert.cleared', 'alert.raised']);
});

test('what is open is open after a restart, and is not told again', async () => {
  await setThresholds({ queue_depth: 1 });
  await send();
  await clock.advance(MINUTE);
  stop();
  await store.reopen();
  start();
  await clock.advance(MINUTE);
  expect([await open(), told()]).toEqual([['queue_deep'], ['alert.raised']]);
  removeFromQueue(1);
  await clock.advance(MINUTE);
  expect([await open(), told()]).toEqual([[], ['alert.raised', 'alert.cleared']]);
});

test('a message that waits for long is told, unless the lawyer’s own pace holds it', async () => {
  await send();
  for (const why of ['pace', 'quiet_hours', 'daily_cap'] as const) {
    await hold(why);
    await clock.advance(90 * MINUTE);
    expect([why, await open()]).toEqual([why, []]);
  }
  await hold('session');
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['message_unsent_long']);
  removeFromQueue(1);
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
});

test('each endpoint that fails for long is told by its id, until it is served', async () => {
  const ids = [newId('whk', clock.now()), newId('whk', clock.now())] as const;
  await store.database.write(async (stores) => {
    for (const id of ids) {
      const webhook = {
        id,
        lawyerId: lawyer.id,
        url: 'https://example.org',
        secret: 'x',
        events: ['client.created' as const],
      };
      await stores.webhooks.insert({ ...webhook, at: clock.now() });
    }
    await recordEvent(stores, { type: 'client.created', lawyerId: lawyer.id, at: clock.now() });
  });
  const attempt = (id: number, delivered: boolean): Promise<void> =>
    store.database.write((stores) =>
      stores.webhookQueue.recordAttempt(
        id,
        {
          at: clock.now(),
          url: 'https://example.org',
          latency: 1,
          statusCode: delivered ? 200 : 500,
          error: null,
          requestHeaders: {},
          responseHeaders: null,
          responseStart: null,
        },
        delivered ? { status: 'delivered' } : { status: 'pending', nextAttempt: clock.now() + MINUTE, isEarly: false },
      ),
    );
  const [first] = store.rows<{ id: number; webhook_id: string }>(
    'SELECT id, webhook_id FROM webhook_queue ORDER BY id',
  );
  if (!first) throw new Error('nothing was queued');
  await clock.advance(120 * MINUTE);
  // Nobody has tried yet, as while the app was closed.
  expect(await open()).toEqual([]);
  await attempt(first.id, false);
  await clock.advance(MINUTE);
  const subjects = async () =>
    (await store.database.read((stores) => stores.alerts.open(null))).map(({ code, subject }) => [code, subject]);
  expect(await subjects()).toEqual([['webhook_failing', first.webhook_id]]);
  await attempt(first.id, true);
  await clock.advance(MINUTE);
  expect(await subjects()).toEqual([]);
});

test('a message broker that nothing can be published to for some time is told, until it is well or gone', async () => {
  const id = newId('brk');
  const broker = {
    id,
    lawyerId: lawyer.id,
    kind: 'nats',
    url: 'nats://192.0.2.7',
    target: 'x',
    events: ['*'],
  } as const;
  const more = { maxLength: null, stream: null, isPaused: false, cursor: 0, created: clock.now() };
  await store.database.write((stores) => stores.brokers.insert({ ...broker, ...more }));
  const failing = (since: number | null) =>
    store.database.write((stores) => stores.brokers.setFailing({ id, revision: 0 }, since));
  await failing(clock.now());
  await clock.advance(29 * MINUTE);
  expect(await open()).toEqual([]);
  await clock.advance(2 * MINUTE);
  expect(await store.database.read((stores) => stores.alerts.open(null))).toMatchObject([
    { code: 'broker_failing', subject: id },
  ]);
  await failing(null);
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
  await failing(clock.now() - 60 * MINUTE);
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['broker_failing']);
  await store.database.write((stores) => stores.brokers.remove(id));
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
});

test('a session that does not get ready is told, however often it begins anew, and one that waits for a person is not', async () => {
  const be = (state: Parameters<typeof sessionIn>[0]): void => {
    sessions.states.set(lawyer.id, { ...sessionIn(state), since: new Date(clock.now()).toISOString() });
  };
  for (const state of ['qr', 'asleep', 'logged-out', 'failed'] as const) {
    be(state);
    await clock.advance(60 * MINUTE);
    expect([state, await open()]).toEqual([state, []]);
  }
  for (const state of ['reconnecting', 'starting', 'reconnecting', 'syncing'] as const) {
    be(state);
    await clock.advance(10 * MINUTE);
  }
  expect(await open()).toEqual(['session_not_ready']);
  be('ready');
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
});

test('a tunnel that is on and not up for some minutes is told, until it is up', async () => {
  tunnelDownSince = clock.now();
  await clock.advance(4.4 * MINUTE);
  expect(await open()).toEqual([]);
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['tunnel_down']);
  tunnelDownSince = null;
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
  expect(told()).toEqual(['alert.raised', 'alert.cleared']);
});

test('little room on the disk and much memory are told to every lawyer', async () => {
  const other = await addLawyer(store.database, clock.now());
  sessions.states.set(other.id, sessionIn('ready'));
  free = 1.9 * GB;
  memory = 4 * GB;
  await clock.advance(MINUTE);
  const all = await store.database.read((stores) => stores.alerts.open(null));
  expect(all.map(({ code }) => code).sort()).toEqual([
    'disk_space_low',
    'disk_space_low',
    'memory_high',
    'memory_high',
  ]);
  // Neither is far enough away yet; and a disk that does not answer has no more room by that.
  [free, memory] = [2.3 * GB, 3.3 * GB];
  await clock.advance(MINUTE);
  free = null;
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['disk_space_low', 'memory_high']);
  [free, memory] = [2.5 * GB, 3.1 * GB];
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
});

test('of a lawyer who is not active nothing is told, and what was open is over, whoever has raised it', async () => {
  const other = await addLawyer(store.database, clock.now());
  await send();
  free = 1.9 * GB;
  for (const { id: lawyerId } of [lawyer, other]) {
    const alert = { lawyerId, code: 'logged_out', subject: null, at: clock.now() } as const;
    await store.database.write((stores) => stores.alerts.raise(alert));
  }
  await clock.advance(90 * MINUTE);
  expect(await open()).toEqual(['disk_space_low', 'logged_out', 'message_unsent_long']);
  await store.database.write((stores) => setLawyerActive(stores, lawyer.id, false, clock.now()));
  await clock.advance(MINUTE);
  expect(await open()).toEqual([]);
  const theirs = await store.database.read((stores) => stores.alerts.open(other.id));
  expect(theirs.map(({ code }) => code)).toEqual(expect.arrayContaining(['logged_out', 'disk_space_low']));
  await store.database.write((stores) => setLawyerActive(stores, lawyer.id, true, clock.now()));
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['disk_space_low', 'message_unsent_long']);
});

test('a threshold that is switched off is never passed, and ends what it had raised', async () => {
  free = GB;
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['disk_space_low']);
  await setThresholds({ disk_free_mb: null });
  await clock.advance(MINUTE);
  expect([await open(), told()]).toEqual([[], ['alert.raised', 'alert.cleared']]);
});

test('a database that fails is looked at again, and nothing of a client is in the log', async () => {
  await setThresholds({ queue_depth: 1 });
  await send();
  const { database } = store;
  const { write } = database;
  database.write = () => Promise.reject(new Error('full'));
  await clock.advance(MINUTE);
  expect([await open(), log.errors().length > 0]).toEqual([[], true]);
  database.write = write;
  await clock.advance(MINUTE);
  expect(await open()).toEqual(['queue_deep']);
  expect(JSON.stringify(log.lines)).not.toMatch(/secret|4917000001|example/);
});

test('nothing is looked at when it was stopped', async () => {
  stop();
  await clock.advance(0);
  free = GB;
  await clock.advance(10 * MINUTE);
  expect([await open(), clock.pending()]).toEqual([[], 0]);
});
