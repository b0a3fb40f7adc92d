import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, type Page, test } from '@playwright/test';
import type { Database as Sqlite } from 'better-sqlite3';
import { MIGRATIONS } from '../../../main/storage/migrate.ts';
import { makeOlderDataFolder, type OlderDataFolder } from '../../support/older-data-folder.ts';
import { electronBinary, launchApp, livingOf, ROOT, startApp } from '../../support/running-app.ts';

const READY = 'app://lexline/getting-ready.html';
const OWN = 'app://lexline/index.html';

let dataDir: string;
let older: OlderDataFolder;
let held: Sqlite;
let electron: ElectronApplication | null = null;

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-ready-'));
  older = await makeOlderDataFolder(dataDir);
  // Who holds the database makes the first migration wait: as long as a large one would take.
  held = older.open();
  held.exec('BEGIN IMMEDIATE');
});

test.afterEach(async () => {
  held.close();
  await electron?.close().catch(() => {});
  electron = null;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(app: object): Promise<void> {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify({ app }));
  electron = await _electron.launch({
    executablePath: electronBinary(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...[ROOT, '--practice', '--data-dir', dataDir, '--api-port', '0'],
    ],
    colorScheme: null,
    cwd: tmpdir(),
  });
}

/** The window on that page, as soon as it is there. */
async function windowOn(address: string): Promise<Page> {
  const find = () => electron?.windows().find((page) => page.url().startsWith(address));
  await expect.poll(() => find() !== undefined).toBe(true);
  return find() as Page;
}

function schema(): number {
  const sqlite = older.open();
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  sqlite.close();
  return found;
}

/** How often the log says that a database was brought up to date. */
function upgrades(folder = dataDir): number {
  const file = join(folder, 'logs', 'lexline.log');
  return existsSync(file) ? readFileSync(file, 'utf8').split('the database is brought up to date').length - 1 : 0;
}

test('while an older database is brought up to date a window says so in the language that is set, and gives way to ours', async () => {
  await launch({ language: 'de', theme: 'dark' });
  const page = await windowOn(READY);
  await expect(page.getByRole('heading')).toHaveText('Lexline bereitet die Datenbank vor');
  await expect(page.getByRole('status')).toHaveText(`Schritt 1 von ${older.lacks}`);
  await expect(page.locator('html')).toHaveAttribute('lang', /^de/);
  expect(await page.evaluate(() => getComputedStyle(document.body).backgroundColor)).toBe('rgb(16, 23, 26)');
  // It is all in it, and it has nothing to reach anything with.
  const found = await page.evaluate(() => ({
    overflow: [document.documentElement.scrollHeight - innerHeight, document.documentElement.scrollWidth - innerWidth],
    bridges: ['lexline', 'require', 'process'].filter((name) => name in window),
    scripts: document.scripts.length,
  }));
  expect(found).toEqual({ overflow: [0, 0], bridges: [], scripts: 0 });
  const gone = page.waitForEvent('close');
  held.exec('COMMIT');
  await windowOn(OWN);
  await gone;
  expect(schema()).toBe(MIGRATIONS.length);
  expect(upgrades()).toBe(1);
});

test('that window is in high contrast where it is set, or the system asks for it and nothing else is set', async () => {
  await launch({ theme: 'dark', contrast: 'high' });
  const page = await windowOn(READY);
  await expect(page.getByRole('heading')).not.toHaveText('Lexline');
  const colours = () =>
    page.evaluate(() => [
      getComputedStyle(document.body).backgroundColor,
      getComputedStyle(document.getElementById('text') ?? document.body).color,
      getComputedStyle(document.querySelector('progress') ?? document.body).outlineColor,
    ]);
  expect(await colours()).toEqual(['rgb(0, 0, 0)', 'rgb(213, 222, 225)', 'rgb(182, 194, 198)']);
  await electron?.close();

  await launch({ theme: 'light' });
  const other = await windowOn(READY);
  const ground = () => other.evaluate(() => getComputedStyle(document.body).backgroundColor);
  await expect.poll(ground).toBe('rgb(244, 243, 239)');
  await other.emulateMedia({ contrast: 'more' });
  await expect.poll(ground).toBe('rgb(255, 255, 255)');
});

test('closing that window leaves the work going on, and the app comes', async () => {
  await launch({ language: 'ar' });
  const page = await windowOn(READY);
  await expect(page.getByRole('heading')).toHaveText('يجهّز Lexline قاعدة البيانات');
  await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
  await electron?.evaluate(
    ({ BrowserWindow }) => setImmediate(() => BrowserWindow.getAllWindows()[0]?.close()) && null,
  );
  await expect.poll(() => electron?.windows().length).toBe(0);
  expect(schema()).toBe(MIGRATIONS.length - older.lacks);
  held.exec('COMMIT');
  await windowOn(OWN);
  expect(schema()).toBe(MIGRATIONS.length);
});

test('SIGTERM ends it in the middle of that, and the next start brings the database up to date', async () => {
  const app = launchApp({ dataDir, args: ['--practice'] });
  await expect.poll(() => upgrades()).toBe(1);
  expect(await app.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  await expect.poll(() => livingOf(app.process)).toEqual([]);
  expect(schema()).toBe(MIGRATIONS.length - older.lacks);
  held.exec('COMMIT');
  const again = await startApp({ dataDir, args: ['--practice'] });
  expect((await again.call('GET', '/v1/conversations')).status).toBe(200);
  await again.stop();
  expect(schema()).toBe(MIGRATIONS.length);
  expect(upgrades()).toBe(2);
  // What is up to date, or new, needs none of that.
  const third = await startApp({ dataDir, args: ['--practice'] });
  await third.stop();
  expect(upgrades()).toBe(2);
  const fresh = join(dataDir, 'fresh');
  await (await startApp({ dataDir: fresh, args: ['--practice'] })).stop();
  expect(upgrades(fresh)).toBe(0);
});
