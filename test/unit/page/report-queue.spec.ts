import { expect, test } from '@playwright/test';
import type { PageItem } from '../../../main/contract/page.ts';
import { createReportQueue } from '../../../preload/page/report-queue.ts';

function ack(index: number, size = 0): PageItem {
  return { kind: 'ack', ack: { id: `${index}${'x'.repeat(size)}`, chat: '1@c.us', fromMe: true, ack: 1 } };
}

/** Reports that were sent, each with what is to become of it. */
function receiver() {
  const reports: { load: number; items: PageItem[] }[] = [];
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
