import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type LaunchedApp, launchApp, type StartedApp, startApp } from '../../support/running-app.ts';
import { noSandboxBecause, type Unprivileged, unprivileged } from './unprivileged.ts';

const isThere = (program: string): boolean => spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
const needed = ['gnome-keyring-daemon', 'dbus-run-session'];

test.skip(
  () => !needed.every(isThere),
  'needs a keyring: sudo apt-get install -y --no-install-recommends gnome-keyring dbus',
);

/** A session bus with a keyring that is open, as it is on a desktop after the log-in; the app runs inside. */
const DESKTOP = [
  ...['dbus-run-session', '--', 'sh', '-c'],
  'printf pw | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; exec "$@"',
  'sh',
];

let user: Unprivileged;
let dataDir: string;
const apps: LaunchedApp[] = [];

test.beforeEach(() => {
  user = unprivileged();
  dataDir = join(user.home, 'data');
  const reason = noSandboxBecause(user);
  test.skip(reason !== null, reason ?? '');
});
test.afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  user.remove();
});

function options(env: Record<string, string> = {}) {
  // Chromium looks for GNOME's keyring where the desktop says that it is GNOME.
  return {
    ...user,
    dataDir,
    args: ['--practice'],
    wrapper: DESKTOP,
    env: { XDG_CURRENT_DESKTOP: 'GNOME', HOME: user.home, XDG_RUNTIME_DIR: user.home, ...env },
  };
}

async function start(env?: Record<string, string>): Promise<StartedApp> {
  const app = await startApp(options(env));
  apps.push({ ...app, ready: Promise.resolve(app.ready) });
  return app;
}

const inFolder = (name: string) => existsSync(join(dataDir, name));
const warningsOf = async (app: StartedApp) =>
  (await app.call('GET', '/v1/health')).body.warnings.map(({ code }: { code: string }) => code);

test('the key is kept by the system’s keychain, and the next start opens the database with it', async () => {
  const first = await start();
  expect(await warningsOf(first)).not.toContain('key_in_file');
  expect(inFolder('master.key')).toBe(false);
  expect(JSON.parse(readFileSync(join(dataDir, 'keyring.json'), 'utf8'))).toHaveProperty('keychain');
  expect(await first.stop()).toEqual({ code: 0, signal: null });
  rmSync(join(dataDir, 'recovery-key.txt'));

  const second = await start();
  expect(second.ready.practiceKey).toBe(first.ready.practiceKey);
  expect((await second.call('GET', '/v1/conversations')).status).toBe(200);
  expect(await warningsOf(second)).not.toContain('key_in_file');
});

test('a keychain that is gone locks nobody out: it asks for the recovery key, and goes on with it', async () => {
  const first = await start();
  await first.stop();
  const recoveryKey = readFileSync(join(dataDir, 'recovery-key.txt'), 'utf8');
  rmSync(join(user.home, '.local/share/keyrings'), { recursive: true });

  const files = ['keyring.json', 'practice.db'].map((name) => join(dataDir, name));
  const before = files.map((file) => readFileSync(file).toString('base64'));
  const refused = launchApp(options());
  apps.push(refused);
  expect((await refused.exit).code).toBe(1);
  expect(refused.stderr()).toMatch(/keychain has changed.*Nothing was changed.*LEXLINE_RECOVERY_KEY/s);
  expect(files.map((file) => readFileSync(file).toString('base64'))).toEqual(before);

  const recovered = await start({ LEXLINE_RECOVERY_KEY: recoveryKey });
  expect(recovered.ready.practiceKey).toBe(first.ready.practiceKey);
  await recovered.stop();
  const later = await start();
  expect(later.ready.practiceKey).toBe(first.ready.practiceKey);
  expect(await warningsOf(later)).not.toContain('key_in_file');
  expect(inFolder('master.key')).toBe(false);
});

test('what began with a key file moves into the keychain as soon as there is one', async () => {
  const first = await startApp({ ...options(), wrapper: [] });
  expect(await warningsOf(first)).toContain('key_in_file');
  await first.stop();
  expect(inFolder('master.key')).toBe(true);
  const second = await start();
  expect(await warningsOf(second)).not.toContain('key_in_file');
  expect(second.ready.practiceKey).toBe(first.ready.practiceKey);
  expect(inFolder('master.key')).toBe(false);
});

test('a passphrase takes the keychain’s place', async () => {
  const first = await start();
  await first.stop();
  const second = await start({ LEXLINE_PASSPHRASE: 'correct horse' });
  expect(second.ready.practiceKey).toBe(first.ready.practiceKey);
  await second.stop();
  const refused = launchApp(options());
  apps.push(refused);
  expect((await refused.exit).code).toBe(1);
  expect(refused.stderr()).toMatch(/LEXLINE_PASSPHRASE/);
});
