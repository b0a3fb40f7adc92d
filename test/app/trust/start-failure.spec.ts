import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, type ElectronApplication, expect, test } from '@playwright/test';
import { openVault } from '../../../main/app/open-vault.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { FakeKeychain } from '../../support/fake-keychain.ts';
import { electronBinary, launchApp, ROOT } from '../../support/running-app.ts';
import { unprivileged } from './unprivileged.ts';

export interface Boxes {
  told: {
    options: { type: string; message: string; detail: string; buttons: string[] };
    answer(given: { response: number }): void;
  }[];
  opened: string[];
  relaunches: number;
}

declare global {
  var lexlineBoxes: Boxes;
}

let dataDir: string;
let electron: ElectronApplication | null = null;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-failure-'));
});

test.afterEach(async () => {
  await electron?.close().catch(() => {});
  electron = null;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

async function launch(settings: object, folder = dataDir, env: Record<string, string> = {}): Promise<void> {
  writeFileSync(join(dataDir, 'settings.json'), JSON.stringify(settings));
  electron = await _electron.launch({
    executablePath: electronBinary(),
    args: [
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
      ...['-r', join(import.meta.dirname, 'told-boxes.cjs'), ROOT],
      ...['--practice', '--data-dir', folder, '--api-port', '0'],
    ],
    env: { ...(process.env as Record<string, string>), ...env },
    cwd: tmpdir(),
  });
}

/** The box of that number, the first being 0, as soon as it is shown. */
async function box(number: number): Promise<Boxes['told'][number]['options']> {
  const read = () => electron?.evaluate((_electron, at) => globalThis.lexlineBoxes.told[at]?.options ?? null, number);
  await expect.poll(read).not.toBe(null);
  return (await read()) as Boxes['told'][number]['options'];
}

function press(number: number, response: number): Promise<void> | undefined {
  return electron?.evaluate(
    (_electron, given) => setImmediate(() => globalThis.lexlineBoxes.told[given.number]?.answer(given)) && undefined,
    { number, response },
  );
}

function ended(): Promise<number | null> {
  const { promise, resolve } = Promise.withResolvers<number | null>();
  electron?.process().once('exit', resolve);
  return promise;
}

test('a database of a newer version is told in the language that is set, with that version, and left as it is', async () => {
  const vault = await openVault(dataDir, 'practice', new FakeKeychain(false), undefined);
  await vault.database.close();
  const file = join(dataDir, 'practice.db');
  const sqlite = openSqlite(file, vault.keyring.databaseKey('practice'));
  sqlite.pragma('user_version = 99');
  sqlite.close();
  const before = readFileSync(file);

  await launch({ app: { language: 'de' }, openedBy: { practice: '99.8.7' } });
  const { type, message, detail, buttons } = await box(0);
  expect(type).toBe('error');
  expect(message).toBe('Ihre Chats wurden mit einer neueren Version von Lexline geöffnet');
  expect(detail).toContain('Installieren Sie die neueste Version von Lexline');
  expect(detail).toContain('zuletzt von Lexline 99.8.7 geöffnet');
  expect(detail).toContain(dataDir);
  expect(buttons).toEqual(['Datenordner zeigen', 'Lexline beenden']);
  const exit = ended();
  await press(0, 1);
  expect(await exit).toBe(1);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(JSON.parse(readFileSync(join(dataDir, 'settings.json'), 'utf8')).openedBy).toEqual({ practice: '99.8.7' });
});

test('the data folder can be shown while the box stays, and trying again begins anew', async () => {
  writeFileSync(join(dataDir, 'keyring.json'), '{}');
  await launch({ app: { language: 'es' } });
  const { message, buttons } = await box(0);
  expect(message).toBe('No se puede leer la clave de sus conversaciones');
  expect(buttons).toEqual(['Intentar de nuevo', 'Mostrar la carpeta de datos', 'Salir de Lexline']);
  await press(0, 1);
  expect(await box(1)).toMatchObject({ message });
  expect(await electron?.evaluate(() => globalThis.lexlineBoxes.opened)).toEqual([dataDir]);
  const exit = ended();
  const relaunched = await electron?.evaluate(() => {
    const boxes = globalThis.lexlineBoxes;
    const { promise, resolve } = Promise.withResolvers<number>();
    // It ends right after that.
    Object.defineProperty(boxes, 'relaunches', { get: () => 0, set: resolve });
    boxes.told[1]?.answer({ response: 0 });
    return promise;
  });
  expect(relaunched).toBe(1);
  expect(await exit).toBe(1);
});

test('a data folder that cannot be made is told in the system’s language, before anything is there to be set', async () => {
  await launch({}, join(dataDir, 'settings.json', 'below'), { LANGUAGE: 'de', LANG: 'de_DE.UTF-8' });
  expect(await box(0)).toMatchObject({
    message: 'Lexline darf nicht in seinen Datenordner schreiben',
    buttons: ['Erneut versuchen', 'Datenordner zeigen', 'Lexline beenden'],
  });
  const exit = ended();
  await press(0, 2);
  expect(await exit).toBe(2);
});

test('without a window it says so on the command line and ends, as before', async () => {
  writeFileSync(join(dataDir, 'file'), '');
  const early = launchApp({ dataDir: join(dataDir, 'file', 'below'), args: ['--practice'] });
  expect(await early.exit).toEqual({ code: 2, signal: null });
  expect(early.stderr()).toContain('The data folder cannot be made: ENOTDIR');
  writeFileSync(join(dataDir, 'keyring.json'), '{}');
  const later = launchApp({ dataDir, args: ['--practice'] });
  expect(await later.exit).toEqual({ code: 1, signal: null });
  expect(later.stderr()).toContain('Lexline cannot go on: keyring.json is damaged.');
});

test('a data folder that may only be read is told as that, and not as one that another Lexline runs on', async () => {
  const user = unprivileged();
  const readOnly = join(user.home, 'data');
  mkdirSync(readOnly, { mode: 0o500 });
  const app = launchApp({ ...user, dataDir: readOnly, args: ['--practice', '--no-sandbox'] });
  expect(await app.exit).toEqual({ code: 2, signal: null });
  expect(app.stderr()).toContain('EACCES');
  user.remove();
});
