import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp, processes, ROOT } from '../../support/running-app.ts';
import { newFolder, removeFolders } from './folders.ts';

const launcher = join(ROOT, 'resources/launch/cli.mjs');
/** No display: the launcher brings one of its own, and must take it away again. */
const noDisplay = { DISPLAY: undefined, WAYLAND_DISPLAY: undefined, XAUTHORITY: undefined };
const apps: LaunchedApp[] = [];

function launch(command: string[]): LaunchedApp {
  const app = launchApp({ command, args: ['--practice'], env: noDisplay, dataDir: newFolder(), cwd: ROOT });
  apps.push(app);
  return app;
}

test.afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  removeFolders();
});

/** Everything that descends from the launcher: the app, its helpers, Xvfb. */
function descendantsOf(pid: number): { pid: number; command: string }[] {
  const all = processes();
  const found = all.filter(({ parent }) => parent === pid);
  return found.flatMap((entry) => [entry, ...descendantsOf(entry.pid)]);
}

async function readyFamily(app: LaunchedApp): Promise<number[]> {
  const { pid } = await app.ready;
  const family = descendantsOf(app.process.pid ?? 0);
  expect(family.map((entry) => entry.pid)).toContain(pid);
  expect(family.some(({ command }) => command.startsWith('Xvfb '))).toBe(true);
  return family.map((entry) => entry.pid);
}

const livingAmong = (family: number[]): number[] => {
  const living = new Set(processes().flatMap(({ pid, state }) => (state === 'Z' ? [] : [pid])));
  return family.filter((pid) => living.has(pid));
};

test('SIGTERM to the launcher ends the app cleanly and takes its display along', async () => {
  const app = launch([process.execPath, launcher, 'start']);
  const family = await readyFamily(app);
  expect(app.stdout()).toBe(`LEXLINE_READY ${JSON.stringify(await app.ready)}\n`);
  process.kill(app.process.pid ?? 0, 'SIGTERM');
  expect(await app.exit).toEqual({ code: 0, signal: null });
  await expect.poll(() => livingAmong(family)).toEqual([]);
});

test('SIGTERM to npm ends all of it', async () => {
  const app = launch(['npm', 'start', '--']);
  const family = await readyFamily(app);
  process.kill(app.process.pid ?? 0, 'SIGTERM');
  await app.exit;
  await expect.poll(() => livingAmong(family)).toEqual([]);
});

for (const command of [
  [process.execPath, launcher, 'start'],
  ['npm', 'start', '--'],
]) {
  const name = command[0] === 'npm' ? 'npm' : 'the launcher';
  test(`SIGKILL to ${name} ends the app and its display, and it starts again`, async () => {
    const app = launch(command);
    const family = await readyFamily(app);
    process.kill(app.process.pid ?? 0, 'SIGKILL');
    await expect.poll(() => livingAmong(family)).toEqual([]);
    const again = launchApp({ dataDir: app.dataDir, args: ['--practice'] });
    apps.push(again);
    await again.ready;
  });
}

test('the launcher hands on the app’s exit code', async () => {
  const app = launchApp({
    command: [process.execPath, launcher, 'start'],
    args: ['--nonsense'],
    dataDir: newFolder(),
    cwd: ROOT,
  });
  apps.push(app);
  expect(await app.exit).toEqual({ code: 2, signal: null });
  expect(app.stderr()).toMatch(/--nonsense/);
});
