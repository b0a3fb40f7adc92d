import { mkdtempSync, readFileSync, rmSync, statSync, symlinkSync, unlinkSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { createLogFile } from '../../../main/observability/log-file.ts';
import { createLogger } from '../../../main/observability/logger.ts';

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of what a fixture needs.
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'lexline-logger-'));
    await use(folder);
    rmSync(folder, { recursive: true });
  },
});

const NAME = 'Zoë Quarterstaff';
const TEXT = 'the will is under the floor';
const PHONE = '+4915155501234';
const SECRETS = ['lx_live_abcdefghijkl_0123456789abcdefXYZ', 'whsec_c2VjcmV0IHNlY3JldA==', 'hunter2hunter2'];

async function linesOf(folder: string, write: (log: ReturnType<typeof createLogger>['log']) => void): Promise<string> {
  const { log, flush } = createLogger(folder);
  write(log);
  const file = join(folder, 'lexline.log');
  await flush();
  return readFileSync(file, 'utf8');
}

test('what is private is in no line, by whatever fact it came', async ({ folder }) => {
  const planted = { text: TEXT, name: NAME, phone: PHONE, password: SECRETS[2] };
  const text = await linesOf(folder, (log) => {
    log.info(planted, 'plain');
    log.warn({ message: planted, list: [planted, [planted]], deep: { a: { b: { c: planted } } } }, 'deep');
    log.error({ error: new Error(`could not send ${TEXT} to ${NAME}`) }, 'an error');
    log.error({ reason: `no answer from ${PHONE}, 4915155501234@c.us or 4915155501234:12@s.whatsapp.net` }, 'forms');
    log.error({ reason: `Bearer ${SECRETS[0]}`, other: `signed by ${SECRETS[1]}, key ${SECRETS[0]}` }, 'keys');
  });
  for (const one of [NAME, TEXT, '15155501234', '55501234', ...SECRETS, 'c2VjcmV0', '0123456789abcdefXYZ']) {
    expect(text).not.toContain(one);
  }
  expect(
    text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line).msg),
  ).toEqual(['plain', 'deep', 'an error', 'forms', 'keys']);
});

test('ids, codes, counts and times are in their lines as they are', async ({ folder }) => {
  const facts = {
    lawyer: 'law_01k0000000000000000000000a',
    message: 'msg_01k9999999999999999999999z',
    error: 'ECONNREFUSED',
    status: 503,
    attempts: 4,
    at: '2026-11-20T09:00:00.000Z',
    stack: ['Error', '    at send (file:///app/out/main/index.js:12345:67)'],
    nothing: null,
  };
  const text = await linesOf(folder, (log) => log.warn(facts, 'a webhook was not delivered'));
  expect(JSON.parse(text)).toMatchObject({ level: 40, msg: 'a webhook was not delivered', ...facts });
});

test('a line is never longer than a log line should be', async ({ folder }) => {
  const facts = { reason: 'x'.repeat(100_000), many: Array(10_000).fill('y') };
  expect((await linesOf(folder, (log) => log.info(facts, 'much'))).length).toBeLessThan(2_000);
});

test('a line that is too long for what may wait is left out, and the next one is written', async ({ folder }) => {
  const log = createLogFile(join(folder, 'lexline.log'), { waitingBytes: 10 });
  log.write('much too long a line\n');
  await log.flush();
  log.write('short\n');
  await log.flush();
  expect(readFileSync(join(folder, 'lexline.log'), 'utf8')).toBe('short\n');
});

test.describe('on a disk that takes nothing', () => {
  test.skip(process.platform !== 'linux', 'needs /dev/full');

  test('the log holds no more than so much, and goes on when there is room', async ({ folder }) => {
    const file = join(folder, 'lexline.log');
    symlinkSync('/dev/full', file);
    const log = createLogFile(file, { waitingBytes: 1_000 });
    for (let index = 0; index < 50; index += 1) log.write(`${String(index).padStart(99, '0')}\n`);
    await log.flush();
    unlinkSync(file);
    await log.flush();
    log.write('room again\n');
    await log.flush();
    const first = Array.from({ length: 10 }, (_, index) => String(index).padStart(99, '0'));
    expect(readFileSync(file, 'utf8').trim().split('\n')).toEqual([...first, 'room again']);
  });

  test('the app goes on, and ends', async ({ folder }) => {
    symlinkSync('/dev/full', join(folder, 'lexline.log'));
    const { log, flush } = createLogger(folder);
    for (let index = 0; index < 100; index += 1) log.error({ index }, 'no room');
    await flush();
    expect(statSync(join(folder, 'lexline.log')).size).toBe(0);
  });
});
