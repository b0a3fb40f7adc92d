import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { expect, test } from '@playwright/test';
import { exitCodeOf } from '../../../resources/launch/run-child.mjs';
import { gone, launcherOf, moduleUrl, runScript } from './launch-folder.ts';

test.skip(process.platform === 'win32', 'signals are POSIX');

/** Quits when its stdin ends, as the real app does; says so through its exit code, which only a live launcher sees. */
const app = `
  process.on('SIGTERM', () => { console.log('app got SIGTERM'); process.exit(7); });
  process.stdin.on('end', () => process.exit(0)).resume();
  console.log('app ' + process.pid);
`;
const stubbornApp = `process.on('SIGTERM', () => {}); setInterval(() => {}, 1000); console.log('app ' + process.pid);`;

test('the app gets the signal that the launcher got, and its exit code is passed on', async () => {
  const launcher = runScript(launcherOf(app));
  await launcher.says(/app (\d+)/);
  launcher.child.kill('SIGTERM');
  await launcher.says(/app got SIGTERM/);
  expect(await launcher.ended).toEqual([7, null]);
});

test('the app ends when the launcher is killed with SIGKILL', async () => {
  const launcher = runScript(launcherOf(app));
  const [, pid] = await launcher.says(/app (\d+)/);
  launcher.child.kill('SIGKILL');
  await gone(Number(pid));
});

test('the app ends when whoever started the launcher is killed with SIGKILL', async () => {
  const parent = `
    const { spawn } = await import('node:child_process');
    const env = { ...process.env, npm_lifecycle_event: '' };
    spawn(process.execPath, ['--input-type=module', '-e', process.argv[1]], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    setInterval(() => {}, 1000);
  `;
  const npm = runScript(parent, {}, [launcherOf(app)]);
  const [, pid] = await npm.says(/app (\d+)/);
  npm.child.kill('SIGKILL');
  await gone(Number(pid));
});

test('the app ends when npm is killed with SIGKILL although a shell stands between npm and the launcher', async () => {
  test.skip(process.platform !== 'linux', 'a shell that stays is looked for in /proc');
  const parent = `
    const { spawn } = await import('node:child_process');
    const env = { ...process.env, npm_lifecycle_event: 'start', NODE: process.execPath, LAUNCHER: process.argv[1] };
    spawn('/bin/sh', ['-c', '"$NODE" --input-type=module -e "$LAUNCHER"; true'], { env, stdio: ['ignore', 'inherit', 'inherit'] });
    setInterval(() => {}, 1000);
  `;
  const npm = runScript(parent, {}, [launcherOf(app)]);
  const [, pid] = await npm.says(/app (\d+)/);
  npm.child.kill('SIGKILL');
  await gone(Number(pid));
});

test('an app that does not stop is killed after a while, and the exit code says so', async () => {
  const launcher = runScript(launcherOf(stubbornApp));
  await launcher.says(/app (\d+)/);
  launcher.child.kill('SIGTERM');
  expect(await launcher.ended).toEqual([137, null]);
});

test('a signal during set-up ends the step and the launcher, with the code a shell would give', async () => {
  const launcher = runScript(`
    import { runChild, stopAll } from '${moduleUrl('run-child.mjs')}';
    process.on('SIGTERM', () => stopAll('SIGTERM'));
    const step = 'setInterval(() => {}, 1000); console.log("step " + process.pid)';
    await runChild(process.execPath, ['-e', step]).catch((stopped) => process.exit(stopped.exitCode));
  `);
  const [, pid] = await launcher.says(/step (\d+)/);
  launcher.child.kill('SIGTERM');
  expect(await launcher.ended).toEqual([143, null]);
  await gone(Number(pid));
});

test('a Node program of ours ends by the signal it understands when the launcher is gone', async () => {
  const program = `
    process.on('SIGINT', () => { console.log('stopped gently'); process.exit(0); });
    setInterval(() => {}, 1000);
    console.log('ready');
  `;
  const child = spawn(process.execPath, ['--import', moduleUrl('ends-with-launcher.mjs'), '-e', program], {
    env: { ...process.env, LEXLINE_LAUNCHER_PID: `${process.pid}:SIGINT` },
    stdio: ['pipe', 'pipe', 'inherit'],
    detached: true,
  });
  let output = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
  await once(child.stdout, 'data');
  child.stdin.end();
  expect(await once(child, 'exit')).toEqual([0, null]);
  expect(output).toContain('stopped gently');
});

test('a Node program of ours that has nothing left to do ends by itself', async () => {
  const child = spawn(process.execPath, ['--import', moduleUrl('ends-with-launcher.mjs'), '-e', ''], {
    env: { ...process.env, LEXLINE_LAUNCHER_PID: `${process.pid}:SIGTERM` },
    stdio: ['pipe', 'inherit', 'inherit'],
  });
  expect(await once(child, 'exit')).toEqual([0, null]);
});

test('a death by signal becomes 128 and its number', () => {
  expect(exitCodeOf(null, 'SIGKILL')).toBe(137);
  expect(exitCodeOf(null, 'SIGTERM')).toBe(143);
  expect(exitCodeOf(3, null)).toBe(3);
});
