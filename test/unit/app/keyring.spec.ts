import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type KeyringOptions, KeyUnavailableError, openKeyring } from '../../../main/app/keyring.ts';
import { KeyringMissingError, openVault } from '../../../main/app/open-vault.ts';
import { FakeKeychain } from '../../support/fake-keychain.ts';

const none = new FakeKeychain(false);
let dataDir: string;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-keyring-'));
});

test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (options: Partial<KeyringOptions> = {}) => openKeyring({ dataDir, keychain: none, ...options });
const keyOf = (options: Partial<KeyringOptions> = {}) => open(options).databaseKey('live').toString('hex');
const keyFile = () => join(dataDir, 'master.key');
const keyringFile = () => join(dataDir, 'keyring.json');
const contentOf = () =>
  Object.fromEntries(
    readdirSync(dataDir, { recursive: true, withFileTypes: true }).map((entry) => {
      const path = join(entry.parentPath, entry.name);
      return [path, entry.isFile() ? readFileSync(path, 'utf8') : null];
    }),
  );

test('a keychain keeps the key from the first use on, and no key lies in a file', () => {
  const keychain = new FakeKeychain();
  const first = open({ keychain });
  expect(first.protection).toBe('keychain');
  expect(first.databaseKey('live')).toHaveLength(32);
  const before = contentOf();
  expect(keyOf({ keychain })).toBe(first.databaseKey('live').toString('hex'));
  expect(contentOf()).toEqual(before);
  expect(readdirSync(dataDir)).toEqual(['keyring.json']);
});

test('practice and live have keys of their own, and each purpose has bytes of its own', () => {
  const keyring = open();
  const keys = [
    keyring.databaseKey('live'),
    keyring.databaseKey('practice'),
    keyring.derive('a', 32),
    keyring.derive('b', 32),
  ];
  expect(new Set(keys.map((key) => key.toString('hex'))).size).toBe(4);
  expect(open().derive('a', 41)).toEqual(keyring.derive('a', 41));
  expect(keyring.derive('a', 41)).toHaveLength(41);
});

test('a keychain that has changed is told, nothing is changed, and the recovery key opens the data', () => {
  const first = open({ keychain: new FakeKeychain() });
  const recoveryKey = first.pendingRecoveryKey() ?? '';
  const key = first.databaseKey('live').toString('hex');
  const before = contentOf();
  const other = new FakeKeychain();
  expect(() => open({ keychain: other })).toThrow(KeyUnavailableError);
  expect(() => open({ keychain: none })).toThrow(KeyUnavailableError);
  expect(() => open({ keychain: other, recoveryKey: '0000-0000-0000-0000-0000-0000-0000-0000' })).toThrow(
    KeyUnavailableError,
  );
  expect(contentOf()).toEqual(before);
  expect(keyOf({ keychain: other, recoveryKey })).toBe(key);
  // From then on the new keychain opens it by itself, and the recovery key still works.
  expect(keyOf({ keychain: other })).toBe(key);
  expect(keyOf({ keychain: new FakeKeychain(), recoveryKey })).toBe(key);
});

test('the recovery key is taken as people type it', () => {
  const first = open({ keychain: new FakeKeychain() });
  const recoveryKey = first.pendingRecoveryKey() ?? '';
  expect(recoveryKey).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){7}[0-9A-HJKMNP-TV-Z]{4}$/);
  const key = first.databaseKey('live').toString('hex');
  const typed = [
    recoveryKey.toLowerCase(),
    recoveryKey.replaceAll('-', ''),
    recoveryKey.replaceAll('-', ' '),
    ` ${recoveryKey}\n`,
    recoveryKey.replaceAll('0', 'o').replaceAll('1', 'l').toLowerCase(),
  ];
  for (const text of typed) expect(keyOf({ keychain: new FakeKeychain(), recoveryKey: text }), text).toBe(key);
});

test('the recovery key is shown until it is confirmed, and never again after that', () => {
  const shown = open().pendingRecoveryKey();
  expect(open().pendingRecoveryKey()).toBe(shown);
  const keyring = open();
  keyring.confirmRecoveryKey();
  expect(keyring.pendingRecoveryKey()).toBeNull();
  expect(open().pendingRecoveryKey()).toBeNull();
  expect(readFileSync(keyringFile(), 'utf8')).not.toContain('pending');
  rmSync(keyFile());
  expect(open({ recoveryKey: shown ?? '' }).protection).toBe('file');
});

test('neither the recovery key nor the master key can be read in the keyring', () => {
  const recoveryKey = open().pendingRecoveryKey() ?? '';
  const master = readFileSync(keyFile(), 'utf8').trim();
  const text = readFileSync(keyringFile(), 'utf8');
  for (const secret of [
    recoveryKey,
    recoveryKey.replaceAll('-', ''),
    master,
    Buffer.from(recoveryKey).toString('base64'),
  ]) {
    expect(text).not.toContain(secret);
  }
});

test('a passphrase opens the data, another one does not, and changes nothing', () => {
  const key = keyOf({ passphrase: 'correct horse' });
  const before = contentOf();
  expect(readdirSync(dataDir)).toEqual(['keyring.json']);
  for (const passphrase of ['Correct horse', undefined, '']) {
    expect(() => open({ passphrase }), passphrase).toThrow(KeyUnavailableError);
  }
  expect(contentOf()).toEqual(before);
  expect(keyOf({ passphrase: 'correct horse' })).toBe(key);
  expect(contentOf()).toEqual(before);
});

test('going over from a key file to a passphrase or a keychain removes the file', () => {
  const key = keyOf();
  expect(open().protection).toBe('file');
  expect(keyOf({ passphrase: 'p' })).toBe(key);
  expect(existsSync(keyFile())).toBe(false);
  expect(() => open()).toThrow(KeyUnavailableError);
  expect(keyOf({ passphrase: 'p' })).toBe(key);
});

test('going over from a key file to a keychain removes the file', () => {
  const key = keyOf();
  const keychain = new FakeKeychain();
  expect(keyOf({ keychain })).toBe(key);
  expect(existsSync(keyFile())).toBe(false);
  expect(keyOf({ keychain })).toBe(key);
});

test('a passphrase takes the place of a keychain, which opens nothing then', () => {
  const keychain = new FakeKeychain();
  const key = keyOf({ keychain });
  expect(open({ keychain, passphrase: 'p' }).protection).toBe('passphrase');
  expect(() => open({ keychain })).toThrow(KeyUnavailableError);
  expect(keyOf({ passphrase: 'p' })).toBe(key);
});

test('a crash on the first start between key file and keyring leaves a folder that starts anew', () => {
  open();
  const stray = readFileSync(keyFile(), 'utf8');
  rmSync(keyringFile());
  const key = keyOf();
  expect(readFileSync(keyFile(), 'utf8')).not.toBe(stray);
  expect(keyOf()).toBe(key);
});

test('a crash between the new keyring and the removal of the key file still opens the same data', () => {
  const key = keyOf();
  const master = readFileSync(keyFile(), 'utf8');
  open({ passphrase: 'p' });
  writeFileSync(keyFile(), master, { mode: 0o600 });
  expect(keyOf()).toBe(key);
  expect(keyOf({ passphrase: 'p' })).toBe(key);
  expect(existsSync(keyFile())).toBe(false);
});

test('the recovery key opens the data though the key file is damaged, and mends it', () => {
  const first = open();
  const key = first.databaseKey('live').toString('hex');
  const recoveryKey = first.pendingRecoveryKey() ?? '';
  for (const damaged of ['', 'AAAA\n', `${Buffer.alloc(32).toString('base64')}\n`]) {
    writeFileSync(keyFile(), damaged);
    expect(keyOf({ recoveryKey }), damaged).toBe(key);
    expect(keyOf(), damaged).toBe(key);
  }
});

test('a key file that is cut off opens nothing, rather than something else', () => {
  open();
  const before = readFileSync(keyringFile(), 'utf8');
  writeFileSync(keyFile(), 'AAAA\n');
  expect(() => open()).toThrow(KeyUnavailableError);
  expect(() => open({ keychain: new FakeKeychain() })).toThrow(KeyUnavailableError);
  expect(readFileSync(keyringFile(), 'utf8')).toBe(before);
});

test('a damaged keyring is refused and left alone', () => {
  open();
  for (const damaged of ['', '{', '{}', '{"version":2}']) {
    writeFileSync(keyringFile(), damaged);
    expect(() => open()).toThrow();
    expect(readFileSync(keyringFile(), 'utf8')).toBe(damaged);
  }
});

test('what holds a key is readable by its owner alone', () => {
  test.skip(process.platform === 'win32', 'modes are those of POSIX');
  open();
  for (const file of [keyFile(), keyringFile()]) expect(statSync(file).mode & 0o777, file).toBe(0o600);
  expect(readdirSync(dataDir).sort()).toEqual(['keyring.json', 'master.key']);
});

test.describe('a vault', () => {
  test('opens the same database again, apart for practice and live', async () => {
    const keychain = new FakeKeychain();
    const folder = join(dataDir, 'new');
    for (let start = 0; start < 2; start++) {
      const live = await openVault(folder, 'live', keychain, undefined);
      const practice = await openVault(folder, 'practice', keychain, undefined);
      expect(await live.database.read((stores) => stores.lawyers.all())).toEqual([]);
      await live.database.close();
      await practice.database.close();
    }
    expect(readdirSync(folder)).toEqual(expect.arrayContaining(['live.db', 'practice.db', 'keyring.json']));
    if (process.platform !== 'win32') expect(statSync(folder).mode & 0o777).toBe(0o700);
  });

  test('with its keyring gone is refused, and nothing is made or changed', async () => {
    const keychain = new FakeKeychain();
    await (await openVault(dataDir, 'live', keychain, undefined)).database.close();
    rmSync(keyringFile());
    const before = contentOf();
    for (const mode of ['live', 'practice'] as const) {
      await expect(openVault(dataDir, mode, keychain, undefined)).rejects.toThrow(KeyringMissingError);
    }
    expect(contentOf()).toEqual(before);
  });
});
