import { existsSync, readFileSync, utimesSync } from 'node:fs';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { takeLock } from '../../../resources/launch/set-up-lock.mjs';
import { folderWith, moduleUrl, runScript } from './launch-folder.ts';

const lockIn = (folder: string) => join(folder, '.runtime', 'set-up.lock');
const taker = (file: string) => `
  import { takeLock } from '${moduleUrl('set-up-lock.mjs')}';
  const lock = await takeLock(${JSON.stringify(file)}, { onWait: () => console.log('waiting'), pollMs: 5 });
  process.on('SIGTERM', () => process.exit(0));
  console.log('taken');
  setInterval(() => {}, 1000);
`;

test('a second launch waits until the first has released the lock', async () => {
  const file = lockIn(folderWith());
  const first = await takeLock(file);
  const second = runScript(taker(file));
  await second.says(/waiting/);
  first.release();
  await second.says(/taken/);
  second.child.kill('SIGTERM');
  await second.ended;
  expect(existsSync(file)).toBe(false);
});

test('a launcher killed with SIGKILL does not hold the lock', async () => {
  const file = lockIn(folderWith());
  const first = runScript(taker(file));
  await first.says(/taken/);
  first.child.kill('SIGKILL');
  await first.ended;
  expect(existsSync(file)).toBe(true);
  const lock = await takeLock(file);
  expect(JSON.parse(readFileSync(file, 'utf8')).holders[0].pid).toBe(process.pid);
  lock.release();
});

test('an npm that outlives its killed launcher still holds the lock', async () => {
  const file = lockIn(folderWith());
  const npm = runScript('setInterval(() => {}, 1000); console.log("installing")');
  await npm.says(/installing/);
  const launcher = runScript(
    taker(file).replace("console.log('taken')", `lock.add(${npm.child.pid}); console.log('taken')`),
  );
  await launcher.says(/taken/);
  launcher.child.kill('SIGKILL');
  await launcher.ended;
  const next = runScript(taker(file));
  await next.says(/waiting/);
  npm.child.kill('SIGKILL');
  await next.says(/taken/);
  next.child.kill('SIGKILL');
  await next.ended;
});

test('a process id that was given to another process does not hold the lock', async () => {
  test.skip(process.platform !== 'linux', 'start times are known on Linux only');
  const holders = [{ pid: process.pid, started: 'at another time' }];
  const folder = folderWith({ '.runtime/set-up.lock': JSON.stringify({ host: hostname(), holders }) });
  (await takeLock(lockIn(folder))).release();
});

test('a damaged lock, or one of another container, holds for a quarter of an hour at most', async () => {
  for (const content of ['', '{"host":"another","holders":[{"pid":1,"started":null}]}']) {
    const file = lockIn(folderWith({ '.runtime/set-up.lock': content }));
    const waiting = runScript(taker(file));
    await waiting.says(/waiting/);
    const old = new Date(Date.now() - 16 * 60 * 1000);
    utimesSync(file, old, old);
    await waiting.says(/taken/);
    waiting.child.kill('SIGKILL');
    await waiting.ended;
  }
});

test('of many launches that find a dead lock only one at a time gets it', async () => {
  const folder = folderWith({ '.runtime/set-up.lock': JSON.stringify({ host: hostname(), holders: [] }), inside: '' });
  const script = `
    import { appendFileSync } from 'node:fs';
    import { takeLock } from '${moduleUrl('set-up-lock.mjs')}';
    const lock = await takeLock(${JSON.stringify(lockIn(folder))}, { onWait: () => {}, pollMs: 1 });
    appendFileSync(${JSON.stringify(join(folder, 'inside'))}, 'in ');
    await new Promise((next) => setTimeout(next, 10));
    appendFileSync(${JSON.stringify(join(folder, 'inside'))}, 'out ');
    lock.release();
  `;
  const all = Array.from({ length: 6 }, () => runScript(script));
  for (const { ended } of all) expect(await ended).toEqual([0, null]);
  expect(readFileSync(join(folder, 'inside'), 'utf8')).toBe('in out '.repeat(6));
});
