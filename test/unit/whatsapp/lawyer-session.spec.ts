import { expect, test } from '@playwright/test';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { AppLife } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeAccount, type FakePageHost } from '../../support/fake-page-host.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

const QR = { authenticated: false, qr: 'code-1' };
let store: TempDatabase;
let clock: FakeClock;
let account: FakeAccount;
let lawyer: Lawyer;
let life: AppLife;

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  account = new FakeAccount();
  lawyer = await addLawyer(store.database, clock.now());
});

test.afterEach(async () => {
  life.kill();
  await store.remove();
});

async function live(prepare: (host: FakePageHost) => void = () => {}): Promise<FakePageHost> {
  life = new AppLife({ store, account, clock, lawyerId: lawyer.id, prepare });
  await settle();
  return life.host;
}
const silent = (host: FakePageHost): void => {
  host.stateAfterLoad = null;
};
const told = () =>
  store
    .rows<{ type: string }>("SELECT type FROM events WHERE type LIKE 'session.%' ORDER BY cursor")
    .map(({ type }) => type);
const state = () => life.session.current().state;

test('tells a period of waiting once, however often the code changes, and never with the code', async () => {
  const host = await live(silent);
  for (let i = 1; i <= 5; i++) await host.state({ ...QR, qr: `code-${i}` });
  expect(life.session.current()).toMatchObject({ state: 'qr', qr: 'code-5' });
  await settle();
  expect(told()).toEqual(['session.qr']);
  expect(store.content()).not.toContain('code-');
  await host.state({});
  await settle();
  expect([state(), told(), host.flushes]).toEqual(['ready', ['session.qr', 'session.ready'], 1]);
});

test('tells a log-out once, then waits for a scan again', async () => {
  const host = await live();
  await host.state(QR);
  await settle();
  expect(life.session.current()).toMatchObject({ state: 'qr', cause: 'logged_out_by_phone' });
  expect(told()).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
});

test('reads what was missed as soon as it is ready, and again now and then', async () => {
  account.write('4917000001@c.us', { timestamp: Math.floor(clock.now() / 1000), text: 'while away' });
  await live();
  expect(store.rows('SELECT content FROM messages')).toEqual([{ content: 'while away' }]);
  // The page says nothing of this one.
  account.write('4917000001@c.us', { timestamp: Math.floor(clock.now() / 1000) + 1, text: 'silent' });
  await clock.advance(10 * 60_000);
  expect(store.rows('SELECT content FROM messages')).toHaveLength(2);
});

test('loads the page again, with growing pauses, while it cannot be reached', async () => {
  const host = await live(silent);
  const loads: number[] = [];
  for (let i = 0; i < 6; i++) {
    host.failLoad();
    const before = clock.now();
    await clock.advance((clock.nextAt() ?? 0) - before);
    loads.push(clock.now() - before);
  }
  expect(loads).toEqual([1_000, 2_000, 5_000, 10_000, 30_000, 30_000]);
  expect(life.session.current()).toMatchObject({ state: 'starting', cause: 'page_unreachable' });
});

test('comes back by itself after the page’s process has died', async () => {
  const host = await live();
  host.crash();
  expect(life.session.current()).toMatchObject({ state: 'reconnecting', cause: 'page_crashed' });
  await clock.advance(1_000);
  expect([state(), host.loads, told()]).toEqual([
    'ready',
    2,
    ['session.ready', 'session.reconnecting', 'session.ready'],
  ]);
});

test('says that the driver is not ready, and loads anew, when wa-js finds nothing in time', async () => {
  const host = await live(silent);
  await clock.advance(89_000);
  expect([state(), host.loads]).toEqual(['starting', 1]);
  await clock.advance(1_000);
  expect(life.session.current()).toMatchObject({ state: 'failed', cause: 'driver_not_ready' });
  await clock.advance(1_000);
  expect(host.loads).toBe(2);
});

test('one malformed item does not take the good ones with it', async () => {
  const host = await live();
  const good = account.message('4917000001@c.us', { timestamp: Math.floor(clock.now() / 1000), text: 'good' });
  await host.report(
    { kind: 'message', message: { nonsense: 1 } },
    null,
    7,
    { kind: 'message', message: good },
    { kind: 'x' },
  );
  expect(store.rows('SELECT content FROM messages')).toEqual([{ content: 'good' }]);
  expect(life.log.lines.filter(({ level }) => level === 'warn').map(({ facts }) => facts.refused)).toEqual([4]);
});

test('a report is acknowledged only once it is stored', async () => {
  const host = await live();
  const message = account.message('4917000001@c.us', { timestamp: Math.floor(clock.now() / 1000) });
  await store.database.close();
  await expect(host.messages(message)).rejects.toThrow();
  await store.reopen();
});

test('a page that is loaded anew while it waits for a scan tells no second code and no second log-out', async () => {
  const host = await live();
  host.stateAfterLoad = { ...host.stateAfterLoad, ...QR } as typeof host.stateAfterLoad;
  await host.state(QR);
  await settle();
  host.reload();
  await host.state({ driverReady: false, authenticated: false });
  await host.state(QR);
  await settle();
  expect(told()).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
  expect(life.session.current()).toMatchObject({ state: 'qr', cause: 'logged_out_by_phone' });
  await host.state({});
  await host.state(QR);
  await settle();
  expect(told().slice(3)).toEqual(['session.ready', 'session.logged_out', 'session.qr']);
});

test('a session that was stopped does nothing more', async () => {
  const host = await live();
  life.session.stop();
  const asked = host.asked.length;
  await clock.advance(24 * 3_600_000);
  expect([host.asked.length, host.closed, host.loads]).toEqual([asked, true, 1]);
});
