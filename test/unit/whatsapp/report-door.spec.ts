import { expect, test } from '@playwright/test';
import { createReportDoor } from '../../../main/whatsapp/report-door.ts';

/** A door to a main process that takes a report when it is told to. */
function opened() {
  const taken: (readonly unknown[])[] = [];
  const pending: { resolve(): void; reject(error: Error): void }[] = [];
  const door = createReportDoor({
    load: () => 2,
    report: (items) =>
      new Promise<void>((resolve, reject) => {
        taken.push(items);
        pending.push({ resolve, reject });
      }),
  });
  return { door, taken, pending };
}

const report = (items: unknown[], load = 2) => JSON.stringify({ load, logIn: 0, items });

test('while a report is being taken in, another one must come again', async () => {
  const { door, taken, pending } = opened();
  const first = door(report(['one']));
  expect(await door(report(['two']))).toBe(false);
  pending[0]?.resolve();
  expect(await first).toBe(true);
  const second = door(report(['two']));
  pending[1]?.resolve();
  expect([await second, taken]).toEqual([true, [['one'], ['two']]]);
});

test('a report that could not be stored leaves the door open for the next', async () => {
  const { door, taken, pending } = opened();
  const first = door(report(['one']));
  pending[0]?.reject(new Error('disk full'));
  await expect(first).rejects.toThrow('disk full');
  const again = door(report(['one']));
  pending[1]?.resolve();
  expect([await again, taken.length]).toEqual([true, 2]);
});

test('what is no report, too large or of an earlier document is not looked at', async () => {
  const { door, taken } = opened();
  expect([await door(7), await door(`"${'x'.repeat(4_000_000)}"`)]).toEqual([false, false]);
  for (const text of ['', '[]', '{"load":2}', report(Array(501).fill(0)), report(['old'], 1)])
    expect(await door(text)).toBe(true);
  expect(taken).toEqual([]);
});
