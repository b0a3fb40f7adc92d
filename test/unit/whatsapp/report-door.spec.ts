import { expect, test } from '@playwright/test';
import { createReportDoor } from '../../../main/whatsapp/report-door.ts';

/** A door to a main process that takes a report when it is told to. */
function opened() {
  const taken: (readonly unknown[])[] = [];
  let refused = 0;
  const pending: { resolve(): void; reject(error: Error): void }[] = [];
  const door = createReportDoor({
    load: () => 2,
    refused: () => {
      refused += 1;
    },
    report: (items) =>
      new Promise<void>((resolve, reject) => {
        taken.push(items);
        pending.push({ resolve, reject });
      }),
  });
  return { door, taken, pending, refused: () => refused };
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

test('what is no report, or too large, is counted and not looked at; nor is what an earlier document says', async () => {
  const { door, taken, refused } = opened();
  expect([await door(7), await door(`"${'x'.repeat(4_000_000)}"`)]).toEqual([false, false]);
  for (const text of ['', '[]', '{"load":2}', report(Array(501).fill(0))]) expect(await door(text)).toBe(true);
  expect(refused()).toBe(6);
  expect(await door(report(['old'], 1))).toBe(true);
  expect([taken, refused()]).toEqual([[], 6]);
});
