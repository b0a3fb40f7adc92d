import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { createLogFile } from '../../../main/observability/log-file.ts';

const LIMITS = { bytes: 1_000, files: 3 };
/** A hundred bytes. */
const line = (index: number): string => `${String(index).padStart(99, '0')}\n`;

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lexline-log-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const linesOf = (file: string): number[] => readFileSync(file, 'utf8').trim().split('\n').map(Number);

/** Writes each line when the one before is on disk. */
async function write(folder: string, from: number, end: number): Promise<void> {
  const file = join(folder, 'lexline.log');
  const log = createLogFile(file, LIMITS);
  for (let index = from; index < end; index += 1) {
    log.write(line(index));
    await expect
      .poll(() => statSync(file, { throwIfNoEntry: false })?.size && linesOf(file).at(-1), { intervals: [1] })
      .toBe(index);
  }
}

test('a full log is put aside, and the oldest one is overwritten', async ({ folder }) => {
  await write(folder, 0, 45);
  expect(readdirSync(folder).sort()).toEqual(['lexline.1.log', 'lexline.2.log', 'lexline.log']);
  const kept = ['lexline.2.log', 'lexline.1.log', 'lexline.log'].flatMap((name) => linesOf(join(folder, name)));
  expect(kept).toEqual(Array.from({ length: 25 }, (_, index) => 20 + index));
});

test('the next start of the app goes on where the last one ended', async ({ folder }) => {
  await write(folder, 0, 8);
  await write(folder, 8, 12);
  expect(linesOf(join(folder, 'lexline.log'))).toEqual([10, 11]);
  expect(linesOf(join(folder, 'lexline.1.log'))).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]);
});

test('what is written while a file is put aside is not lost', async ({ folder }) => {
  const log = createLogFile(join(folder, 'lexline.log'), { ...LIMITS, files: 50 });
  for (let index = 0; index < 200; index += 1) log.write(line(index));
  const all = () => readdirSync(folder).flatMap((name) => linesOf(join(folder, name)));
  await expect.poll(() => all().length).toBe(200);
  expect(all().sort((one, other) => one - other)).toEqual(Array.from({ length: 200 }, (_, index) => index));
});
