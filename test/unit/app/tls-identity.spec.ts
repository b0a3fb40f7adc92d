import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { openTlsIdentity, TlsIdentityError } from '../../../main/app/tls-identity.ts';

const DAY = 24 * 60 * 60_000;
const NOW = Date.UTC(2026, 10, 28);
const keyring = { derive: (purpose: string, length: number) => Buffer.alloc(length, purpose) };

let dataDir: string;

test.beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-tls-'));
});

test.afterEach(() => rmSync(dataDir, { recursive: true, force: true }));

const open = (now = NOW, ring = keyring) => openTlsIdentity('self-made', { dataDir, keyring: ring, now });

test('a certificate for this machine is made once, and its key is kept for nobody but us', async () => {
  const made = await open();
  const certificate = new X509Certificate(made.cert);
  expect(certificate.checkHost('localhost')).toBe('localhost');
  expect(certificate.checkIP('127.0.0.1')).toBe('127.0.0.1');
  expect(certificate.checkHost('example.org')).toBeUndefined();
  expect(certificate.ca).toBe(false);
  expect(certificate.checkPrivateKey(createPrivateKey(made.key))).toBe(true);
  expect(await open(NOW + 700 * DAY)).toEqual(made);
  const keyFile = join(dataDir, 'tls', 'key.pem');
  expect(readFileSync(keyFile, 'utf8')).toContain('BEGIN ENCRYPTED PRIVATE KEY');
  expect(readFileSync(made.certFile, 'utf8')).toBe(made.cert);
  if (process.platform !== 'win32') expect(statSync(keyFile).mode & 0o777).toBe(0o600);
});

test('it is made anew before it ends, and when it cannot be read or belongs to another key', async () => {
  const first = await open();
  const renewed = await open(NOW + 800 * DAY);
  expect(renewed.cert).not.toBe(first.cert);
  const other = await open(NOW + 800 * DAY, { derive: (_purpose, length) => Buffer.alloc(length, 9) });
  expect(other.cert).not.toBe(renewed.cert);
  writeFileSync(other.certFile, first.cert);
  const again = await open(NOW, { derive: (_purpose, length) => Buffer.alloc(length, 9) });
  expect(new X509Certificate(again.cert).checkPrivateKey(createPrivateKey(again.key))).toBe(true);
  writeFileSync(again.certFile, 'no certificate');
  expect((await open()).cert).toContain('BEGIN CERTIFICATE');
});

test('a certificate and a key of one’s own are used if they fit, and refused by name if they do not', async () => {
  const { cert, key } = await open();
  const other = await open(NOW + 800 * DAY);
  const file = (name: string, text: string): string => {
    writeFileSync(join(dataDir, name), text);
    return join(dataDir, name);
  };
  const given = (certFile: string, keyFile: string) =>
    openTlsIdentity({ certFile, keyFile }, { dataDir, keyring, now: NOW });
  const [certFile, keyFile] = [file('c.pem', cert), file('k.pem', key)];
  expect(await given(certFile, keyFile)).toEqual({ cert, key, certFile });
  for (const [bad, message] of [
    [given(join(dataDir, 'none.pem'), keyFile), /none\.pem cannot be read/],
    [given(file('x.pem', 'x'), keyFile), /no PEM/],
    [given(certFile, file('y.pem', 'y')), /no PEM/],
    [given(certFile, file('o.pem', other.key)), /not the one|no PEM/],
  ] as const) {
    await expect(bad).rejects.toThrow(TlsIdentityError);
    await expect(bad).rejects.toThrow(message);
  }
});
