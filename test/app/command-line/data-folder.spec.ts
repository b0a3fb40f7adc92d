import { expect, test } from '@playwright/test';
import { launchApp, type StartedApp, startApp } from '../../support/running-app.ts';
import { newFolder, removeFolders } from './folders.ts';

const apps: StartedApp[] = [];

async function start(dataDir: string): Promise<StartedApp> {
  const app = await startApp({ dataDir, args: ['--practice'] });
  apps.push(app);
  return app;
}

test.afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  removeFolders();
});

test('a second start on the same data folder is refused, and the first goes on', async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  const second = launchApp({ dataDir, args: ['--practice'] });
  expect(await second.exit).toEqual({ code: 3, signal: null });
  expect(second.stderr()).toContain('Lexline is already running on this data folder.');
  expect(second.stdout()).toBe('');
  expect((await first.call('GET', '/v1/conversations')).status).toBe(200);
});

test('a data folder whose app was killed can be started again', async () => {
  const dataDir = newFolder();
  const first = await start(dataDir);
  await first.kill('SIGKILL');
  const second = await start(dataDir);
  expect((await second.call('GET', '/v1/conversations')).status).toBe(200);
});

test('two data folders run side by side, and neither’s keys open the other', async () => {
  const one = await start(newFolder());
  const other = await start(newFolder());
  expect(one.ready.api).not.toBe(other.ready.api);
  expect((await one.call('GET', '/v1/conversations')).status).toBe(200);
  expect((await other.call('GET', '/v1/conversations')).status).toBe(200);
  expect((await other.call('GET', '/v1/conversations', { key: one.ready.practiceKey ?? null })).status).toBe(401);
});

test('practice and live do not share a database in one data folder', async () => {
  const dataDir = newFolder();
  const practice = await start(dataDir);
  const { practiceKey } = practice.ready;
  await practice.stop();
  const live = await startApp({ dataDir });
  apps.push(live);
  expect((await live.call('GET', '/v1/conversations', { key: practiceKey ?? null })).status).toBe(401);
  const lawyers = await live.call('GET', '/v1/lawyers', { key: live.ready.adminKey ?? null });
  expect(lawyers.body.data).toEqual([]);
});
