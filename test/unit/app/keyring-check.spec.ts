import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type KeyringOptions, KeyUnavailableError, openKeyring } from '../../../main/app/keyring.ts';
import { FakeKeychain } from '../../support/fake-keychain.ts';

const none = new FakeKeychain(false);
let dataDir: string;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-keyring-'));
});

test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (options: Partial<KeyringOptions> = {}) => openKeyring({ dataDir, keychain: none, ...options });
const keyOf = (options: Partial<KeyringOptions> = {}) => open(options).databaseKey('live').toString('hex');
const contentOf = () =>
  Object.fromEntries(readdirSync(dataDir).map((name) => [name, readFileSync(join(dataDir, name), 'utf8')]));
const otherBytes = () => randomBytes(32).toString('base64');

test('a key file with other bytes of the right length opens nothing, and is not sealed', () => {
  const first = open();
  const key = first.databaseKey('live').toString('hex');
  const recoveryKey = first.pendingRecoveryKey() ?? '';
  writeFileSync(join(dataDir, 'master.key'), `${otherBytes()}\n`);
  const before = contentOf();
  const keychain = new FakeKeychain();
  for (const options of [{}, { keychain }, { passphrase: 'p' }, { keychain, passphrase: 'p' }]) {
    expect(() => open(options), Object.keys(options).join()).toThrow(KeyUnavailableError);
    expect(contentOf()).toEqual(before);
  }
  expect(keyOf({ recoveryKey })).toBe(key);
  // The key file has the right bytes again.
  expect(keyOf()).toBe(key);
});

test('with the recovery key given, what is sealed is the key that it opens, not the bytes of the key file', () => {
  const first = open();
  const key = first.databaseKey('live').toString('hex');
  const recoveryKey = first.pendingRecoveryKey() ?? '';
  writeFileSync(join(dataDir, 'master.key'), `${otherBytes()}\n`);
  const keychain = new FakeKeychain();
  expect(keyOf({ keychain, recoveryKey })).toBe(key);
  expect(keyOf({ keychain })).toBe(key);
  expect(readdirSync(dataDir)).toEqual(['keyring.json']);
});

test('a keychain that holds other bytes of the right length opens nothing, and a right key file beside it does', () => {
  const key = keyOf();
  const file = join(dataDir, 'keyring.json');
  const keychain = new FakeKeychain();
  const content = JSON.parse(readFileSync(file, 'utf8'));
  content.keychain = keychain.encrypt(otherBytes()).toString('base64');
  writeFileSync(file, JSON.stringify(content));
  expect(keyOf({ keychain })).toBe(key);
  writeFileSync(file, JSON.stringify(content));
  const before = contentOf();
  expect(() => open({ keychain })).toThrow(KeyUnavailableError);
  expect(contentOf()).toEqual(before);
});
