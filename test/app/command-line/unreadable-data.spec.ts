import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openKeyring } from '../../../main/app/keyring.ts';
import { openSqlite } from '../../../main/storage/open-sqlite.ts';
import { launchApp, startApp } from '../../support/running-app.ts';
import { fingerprints, newFolder, removeFolders } from './folders.ts';

test.afterEach(() => removeFolders());

const noKeychain = { available: () => false, encrypt: () => Buffer.alloc(0), decrypt: () => '' };

/** The data folder of a practice account that was used and closed. */
const used = mkdtempSync(join(tmpdir(), 'lexline-test-'));

test.beforeAll(async () => {
  await (await startApp({ dataDir: used, args: ['--practice'] })).stop();
});
test.afterAll(() => rmSync(used, { recursive: true, force: true }));

/** A copy of it that a test may damage. */
function usedFolder(): string {
  const dataDir = newFolder();
  cpSync(used, dataDir, { recursive: true });
  return dataDir;
}

function flip(file: string, at: number): void {
  const bytes = readFileSync(file);
  bytes.writeUInt8(bytes.readUInt8(at) ^ 0b1, at);
  writeFileSync(file, bytes);
}

/** What is wrong is said, nothing is made anew, and no byte changes. */
async function refuses(dataDir: string, says: RegExp, env: Record<string, string> = {}): Promise<void> {
  const before = fingerprints(dataDir);
  const app = launchApp({ dataDir, args: ['--practice'], env });
  expect((await app.exit).code).toBe(1);
  expect(app.stderr()).toMatch(says);
  expect(app.stderr()).not.toMatch(/^\s+at /m);
  expect(app.stdout()).toBe('');
  expect(fingerprints(dataDir)).toEqual(before);
}

test('one flipped bit at the start of the database is noticed, and the file is left alone', async () => {
  const dataDir = usedFolder();
  flip(join(dataDir, 'practice.db'), 200);
  await refuses(dataDir, /The database cannot be read: .*Nothing was changed.*practice\.db/s);
});

test('damage in the middle of the database is noticed when it is read, and said in words', async () => {
  const dataDir = usedFolder();
  const file = join(dataDir, 'practice.db');
  for (let at = 4096 + 100; at < readFileSync(file).length; at += 4096) flip(file, at);
  await refuses(dataDir, /The database cannot be read: .*Nothing was changed.*practice\.db/s);
});

test('a database that was cut short is noticed, and the file is left alone', async () => {
  const dataDir = usedFolder();
  const file = join(dataDir, 'practice.db');
  writeFileSync(file, readFileSync(file).subarray(0, 5000));
  await refuses(dataDir, /The database cannot be read: .*Nothing was changed.*practice\.db/s);
});

test('an emptied database is not taken for a new one, nor is a missing one', async () => {
  const dataDir = usedFolder();
  const file = join(dataDir, 'practice.db');
  writeFileSync(file, '');
  await refuses(dataDir, /The database is missing or empty. Nothing was changed.*practice\.db/s);
  rmSync(file);
  await refuses(dataDir, /The database is missing or empty. Nothing was changed.*practice\.db/s);
});

test('a clean end leaves the whole database in its one file', async () => {
  const dataDir = newFolder();
  await (await startApp({ dataDir, args: ['--practice'] })).kill('SIGKILL');
  expect(existsSync(join(dataDir, 'practice.db-wal'))).toBe(true);
  const again = await startApp({ dataDir, args: ['--practice'] });
  await again.stop();
  expect(existsSync(join(dataDir, 'practice.db-wal'))).toBe(false);
});

test('a missing keyring is named, and no new one is made', async () => {
  const dataDir = usedFolder();
  rmSync(join(dataDir, 'keyring.json'));
  await refuses(dataDir, /keyring\.json is missing .*Nothing was changed/s);
});

test('a damaged keyring is named, and no new one is made', async () => {
  const dataDir = usedFolder();
  writeFileSync(join(dataDir, 'keyring.json'), '{"version":1,"reco');
  await refuses(dataDir, /keyring\.json .*Nothing was changed/s);
});

test('a database of a newer Lexline is left as it is', async () => {
  const dataDir = usedFolder();
  const sqlite = openSqlite(
    join(dataDir, 'practice.db'),
    openKeyring({ dataDir, keychain: noKeychain }).databaseKey('practice'),
  );
  sqlite.pragma('user_version = 999');
  sqlite.close();
  await refuses(dataDir, /newer version of Lexline \(schema 999; .*Nothing was changed/);
});

test('without the key file it asks for the recovery key, and with it everything is there again', async () => {
  const dataDir = usedFolder();
  const first = await startApp({ dataDir, args: ['--practice'] });
  const { practiceKey } = first.ready;
  await first.stop();
  const recoveryKey = readFileSync(join(dataDir, 'recovery-key.txt'), 'utf8');
  rmSync(join(dataDir, 'master.key'));
  await refuses(dataDir, /key cannot be read.*Nothing was changed.*LEXLINE_RECOVERY_KEY/s);
  await refuses(dataDir, /LEXLINE_RECOVERY_KEY/, { LEXLINE_RECOVERY_KEY: 'AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA-AAAA' });
  const again = await startApp({
    dataDir,
    args: ['--practice'],
    env: { LEXLINE_RECOVERY_KEY: recoveryKey.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o') },
  });
  expect(again.ready.practiceKey).toBe(practiceKey);
  await again.stop();
  const later = await startApp({ dataDir, args: ['--practice'] });
  expect(later.ready.practiceKey).toBe(practiceKey);
  await later.stop();
});

test('with a key file of another folder the recovery key helps', async () => {
  const dataDir = usedFolder();
  writeFileSync(join(dataDir, 'master.key'), `${Buffer.alloc(32, 7).toString('base64')}\n`);
  await refuses(dataDir, /key cannot be read.*Nothing was changed.*LEXLINE_RECOVERY_KEY/s);
  const app = await startApp({
    dataDir,
    args: ['--practice'],
    env: { LEXLINE_RECOVERY_KEY: readFileSync(join(dataDir, 'recovery-key.txt'), 'utf8') },
  });
  expect((await app.call('GET', '/v1/conversations')).status).toBe(200);
  await app.stop();
});

test('a passphrase takes the place of the key file, and only that passphrase opens the database', async () => {
  const dataDir = usedFolder();
  const sealed = await startApp({ dataDir, args: ['--practice'], env: { LEXLINE_PASSPHRASE: 'correct horse' } });
  expect((await sealed.call('GET', '/v1/health')).body.warnings).not.toContainEqual(
    expect.objectContaining({ code: 'key_in_file' }),
  );
  expect(Object.keys(fingerprints(dataDir))).not.toContain('master.key');
  await sealed.stop();
  await refuses(dataDir, /LEXLINE_PASSPHRASE/);
  await refuses(dataDir, /LEXLINE_PASSPHRASE/, { LEXLINE_PASSPHRASE: 'battery staple' });
  const again = await startApp({ dataDir, args: ['--practice'], env: { LEXLINE_PASSPHRASE: 'correct horse' } });
  expect(again.ready.practiceKey).toBe(sealed.ready.practiceKey);
  await again.stop();
});

test('a key in a file is said in the health', async () => {
  const app = await startApp({ dataDir: newFolder(), args: ['--practice'] });
  expect((await app.call('GET', '/v1/health')).body.warnings).toContainEqual(
    expect.objectContaining({ code: 'key_in_file' }),
  );
  await app.stop();
});
