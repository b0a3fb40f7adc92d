import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import {
  isAlive,
  type LaunchedApp,
  launchApp,
  type StartedApp,
  type StartOptions,
  startApp,
} from '../../support/running-app.ts';
import { newFolder, removeFolders } from './folders.ts';

const apps: LaunchedApp[] = [];
const started: StartedApp[] = [];

async function start(options: StartOptions): Promise<StartedApp> {
  const app = await startApp(options);
  started.push(app);
  return app;
}

test.afterEach(async () => {
  await Promise.all([...apps.splice(0), ...started.splice(0)].map((app) => app.stop()));
  removeFolders();
});

test('prints one line on stdout, which names an API that answers and the main process', async () => {
  const app = await start({ args: ['--practice'] });
  expect(Object.keys(app.ready).sort()).toEqual(['adminKey', 'api', 'pid', 'practiceKey']);
  expect(app.ready.api).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
  expect(app.ready.pid).toBe(app.process.pid);
  const health = await app.call('GET', '/v1/health', { key: null });
  expect(health.status).toBe(200);
  expect(health.body).toMatchObject({ status: 'ok', mode: 'practice' });
  await app.kill('SIGKILL');
  expect(isAlive(app.ready.pid)).toBe(false);
  await expect(fetch(new URL('/v1/health', app.ready.api))).rejects.toThrow();
  expect(app.stdout()).toBe(`LEXLINE_READY ${JSON.stringify(app.ready)}\n`);
});

test('prints nothing on stdout without --ready-line', async () => {
  const app = launchApp({ bare: true, args: ['--practice', '--headless', '--api-port', '0'] });
  apps.push(app);
  const log = join(app.dataDir, 'logs', 'lexline.log');
  await expect.poll(() => existsSync(log) && readFileSync(log, 'utf8')).toContain('"msg":"started"');
  expect(await app.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  expect(app.stdout()).toBe('');
});

test('holds no admin key without --print-admin-key, and none works', async () => {
  const app = launchApp({ bare: true, args: ['--practice', '--headless', '--ready-line', '--api-port', '0'] });
  apps.push(app);
  expect(Object.keys(await app.ready).sort()).toEqual(['api', 'pid', 'practiceKey']);
});

test('holds no practice key in live mode, and the admin key says which account it belongs to', async () => {
  const live = await start({});
  expect(live.ready.adminKey).toMatch(/^lx_live_/);
  expect(live.ready).not.toHaveProperty('practiceKey');
  const practice = await start({ args: ['--practice'] });
  expect(practice.ready.adminKey).toMatch(/^lx_test_/);
  expect(practice.ready.practiceKey).toMatch(/^lx_test_/);
});

test('the practice key is the same after a restart, and the admin key is dead', async () => {
  const dataDir = newFolder();
  const first = await start({ dataDir, args: ['--practice'] });
  const key = first.ready.adminKey ?? '';
  expect((await first.call('GET', '/v1/lawyers', { key })).status).toBe(200);
  await first.stop();
  const second = await start({ dataDir, args: ['--practice'] });
  expect(second.ready.practiceKey).toBe(first.ready.practiceKey);
  expect(second.ready.adminKey).not.toBe(key);
  expect((await second.call('GET', '/v1/lawyers', { key })).status).toBe(401);
  expect((await second.call('GET', '/v1/conversations')).status).toBe(200);
});

test('the recovery key goes to a file that only its owner may read, and its path to stderr, once', async () => {
  const dataDir = newFolder();
  const first = await start({ dataDir, args: ['--practice'] });
  const file = join(dataDir, 'recovery-key.txt');
  expect(first.stderr()).toContain(`The recovery key is in ${file}.`);
  expect(readFileSync(file, 'utf8')).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}\n$/);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(first.stderr()).not.toContain(readFileSync(file, 'utf8').trim());
  await first.stop();
  const second = await start({ dataDir, args: ['--practice'] });
  expect(second.stderr()).not.toContain('recovery key');
});

test('the data folder is closed to others, and Electron’s profile lies in it', async () => {
  const dataDir = join(newFolder(), 'made', 'by-the-app');
  const app = await start({ dataDir, args: ['--practice'] });
  expect(statSync(dataDir).mode & 0o077).toBe(0);
  expect(readdirSync(dataDir)).toContain('profile');
  await expect.poll(() => existsSync(join(dataDir, 'profile', 'Partitions'))).toBe(true);
  expect((await app.call('GET', '/v1/health')).status).toBe(200);
});
