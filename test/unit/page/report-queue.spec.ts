import { expect, test } from '@playwright/test';
import type { PageItem, PageState } from '../../../main/contract/page-reports.ts';
import { createReportQueue } from '../../../preload/page/report-queue.ts';

function ack(index: number, size = 0): PageItem {
  return { kind: 'ack', ack: { id: `${index}${'x'.repeat(size)}`, chat: '1@c.us', fromMe: true, ack: 1 } };
}

/** Reports that were sent, each with what is to become of it. */
function receiver() {
  const reports: { load: number; logIn: number; items: PageItem[] }[] = [];
  const pending: { resolve(): void; reject(error: Error): void }[] = [];
  const send = (text: string) =>
    new Promise<void>((resolve, reject) => {
      reports.push(JSON.parse(text));
      pending.push({ resolve, reject });
    });
  return { reports, pending, send };
}

const ids = (report: { items: PageItem[] } | undefined) =>
  report?.items.map((item) => (item.kind === 'ack' ? item.ack.id : ''));

/** Everything is taken, until nothing more comes. */
async function drain(pending: { resolve(): void }[]): Promise<void> {
  for (let taken = 0; taken < pending.length; taken += 1) {
    pending[taken]?.resolve();
    await new Promise((resolve) => setImmediate(resolve));
  }
}

test('the first item goes at once, and what comes meanwhile goes together, in its order', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(3, send);
  for (let index = 0; index < 5; index += 1) report(ack(index));
  expect(reports.map(ids)).toEqual([['0']]);
  expect(reports[0]?.load).toBe(3);
  pending[0]?.resolve();
  await expect.poll(() => reports.length).toBe(2);
  expect(ids(reports[1])).toEqual(['1', '2', '3', '4']);
});

test('no report is larger than is taken, and one large item goes alone', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(ack(0));
  for (let index = 1; index <= 1200; index += 1) report(ack(index));
  report(ack(9999, 1_500_000));
  report(ack(10_000));
  for (let sent = 1; sent < 6; sent += 1) {
    pending[sent - 1]?.resolve();
    await expect.poll(() => reports.length).toBe(sent + 1);
  }
  expect(reports.map(({ items }) => items.length)).toEqual([1, 500, 500, 200, 1, 1]);
  const all = reports.flatMap((one) => ids(one) ?? []).map((id) => id.slice(0, 5).replace(/x.*/, ''));
  expect(all).toEqual([...Array.from({ length: 1201 }, (_, index) => String(index)), '9999', '10000']);
});

test('a report that was not stored is sent again before anything else', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(ack(0));
  pending[0]?.reject(new Error('not stored'));
  report(ack(1));
  await expect.poll(() => reports.length).toBe(2);
  expect(ids(reports[1])).toEqual(['0', '1']);
});

const OPEN: PageState = {
  ...{ driver: 'wa-js', driverReady: true, authenticated: true, mainReady: true, socket: 'CONNECTED' },
  ...{ linking: null, qr: null, pairingCode: null, me: null, syncPercent: null },
  ...{ phoneOffline: false, updateNeeded: false, unsupportedBrowser: false, blank: false },
};
const LOGGED_OUT = { authenticated: false, mainReady: false, linking: 'qr', qr: 'a,b' } as const;
const state = (change: Partial<PageState> = {}): PageItem => ({ kind: 'state', state: { ...OPEN, ...change } });
const ability = (driver: 'wa-js' | 'dom' | null): PageItem => ({
  kind: 'capability',
  capability: { name: 'react', driver },
});

test('a state gets through though nothing of the messages before it can be stored', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  for (let index = 0; index < 600; index += 1) report(ack(index));
  report(state({ authenticated: false }));
  pending[0]?.reject(new Error('disk full'));
  await expect.poll(() => reports.length).toBe(2);
  expect(reports[1]?.items).toEqual([state({ authenticated: false })]);
  pending[1]?.resolve();
  await expect.poll(() => reports.length).toBe(3);
  expect(ids(reports[2])?.slice(0, 2)).toEqual(['0', '1']);
});

test('of states and abilities that wait only the last is told, but each log-out', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(ack(0));
  for (const driver of ['wa-js', null, 'dom'] as const) report(ability(driver));
  for (const socket of ['OPENING', 'PAIRING']) report(state({ socket }));
  report(state({ ...LOGGED_OUT, qr: 'c,d' }));
  report(state(LOGGED_OUT));
  report(state({ socket: 'OPENING' }));
  report(state());
  await drain(pending);
  expect(reports.slice(1).map(({ items }) => items)).toEqual([
    [ability('dom'), state({ socket: 'PAIRING' })],
    [state(LOGGED_OUT), state()],
  ]);
});

test('a state that is seen while another is on its way is told after it', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(state({ socket: 'OPENING' }));
  report(state());
  pending[0]?.resolve();
  await expect.poll(() => reports.length).toBe(2);
  expect(reports.map(({ items }) => items)).toEqual([[state({ socket: 'OPENING' })], [state()]]);
});

test('a page that flaps while nothing is taken keeps no more than a few of its states', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(ack(0));
  for (let time = 0; time < 1000; time += 1) report(state(time % 2 === 0 ? LOGGED_OUT : {}));
  await drain(pending);
  const states = reports.slice(1).flatMap(({ items }) => items);
  expect([states.length, states.at(-1)]).toEqual([20, state()]);
});

test('of too much that waits the oldest is let go, which is told as soon as something is stored again', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  for (let index = 0; index <= 20_500; index += 1) report(ack(index));
  pending[0]?.resolve();
  await expect.poll(() => reports.length).toBe(2);
  expect(reports[1]?.items).toEqual([{ kind: 'dropped' }]);
  pending[1]?.resolve();
  await expect.poll(() => reports.length).toBe(3);
  expect(ids(reports[2])?.[0]).toBe('501');
});

test('a few very large items that wait are let go, too, but never the last', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(ack(0));
  for (let index = 1; index <= 8; index += 1) report(ack(index, 9_000_000));
  pending[0]?.resolve();
  await expect.poll(() => reports.length).toBe(2);
  expect(reports[1]?.items).toEqual([{ kind: 'dropped' }]);
  pending[1]?.resolve();
  await expect.poll(() => reports.length).toBe(3);
  expect(ids(reports[2])?.map((id) => id[0])).toEqual(['4']);
});

test('each report says in which log-in it was seen, and holds nothing of two', async () => {
  const { reports, pending, send } = receiver();
  const report = createReportQueue(1, send);
  report(state());
  report(ack(1));
  report(state({ ...LOGGED_OUT, driverReady: false }));
  report(state());
  report(ack(2));
  report(state(LOGGED_OUT));
  report(state({ ...LOGGED_OUT, qr: 'c,d' }));
  report(state());
  report(ack(3));
  for (let sent = 1; sent < 5; sent += 1) {
    pending[sent - 1]?.resolve();
    await expect.poll(() => reports.length).toBe(sent + 1);
  }
  expect(reports.map(({ logIn, items }) => [logIn, items.map(({ kind }) => kind).join(' ')])).toEqual([
    [0, 'state'],
    [0, 'state state'],
    [1, 'state state'],
    [0, 'ack ack'],
    [1, 'ack'],
  ]);
});
