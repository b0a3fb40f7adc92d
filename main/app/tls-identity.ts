import { createPrivateKey, X509Certificate } from 'node:crypto';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createSecureContext } from 'node:tls';
import type { Millis } from '../domain/clock.ts';
import type { Https } from './arguments.ts';
import type { Keyring } from './keyring.ts';
import { writePrivateFile } from './write-private-file.ts';

/** As long as browsers believe a certificate that a person installs (CA/Browser Forum, and Apple's limit of 825 days). */
const VALID_FOR: Millis = 825 * 24 * 60 * 60_000;

/** A certificate with less time left is made anew at the next start. */
const RENEWED_BEFORE: Millis = 30 * 24 * 60 * 60_000;

/** With what the API proves who it is. Both are PEM. */
export interface TlsIdentity {
  key: string;
  cert: string;
  /** To be given to whoever calls: it is no secret. */
  certFile: string;
}

/** The certificate or key of `--https-cert` and `--https-key` cannot be used. The message is for the person who gave them. */
export class TlsIdentityError extends Error {}

interface Options {
  dataDir: string;
  keyring: Pick<Keyring, 'derive'>;
  now: Millis;
}

/** What the person has given, or a certificate that was made here and is kept. Rejects with TlsIdentityError. */
export async function openTlsIdentity(https: Https, options: Options): Promise<TlsIdentity> {
  if (https === 'self-made') return selfMade(options);
  const identity = { key: read(https.keyFile), cert: read(https.certFile), certFile: https.certFile };
  assertFits(identity);
  return identity;
}

async function selfMade({ dataDir, keyring, now }: Options): Promise<TlsIdentity> {
  const folder = join(dataDir, 'tls');
  const certFile = join(folder, 'certificate.pem');
  const keyFile = join(folder, 'key.pem');
  const passphrase = keyring.derive('tls key', 32).toString('base64');
  const kept = readKept(certFile, keyFile, passphrase, now);
  if (kept) return kept;
  // Its cryptography takes as long to load as a fifth of a start, and most starts need no new certificate.
  const { generate } = await import('selfsigned');
  const made = await generate([{ name: 'commonName', value: 'Lexline on this machine' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    notBeforeDate: new Date(now),
    notAfterDate: new Date(now + VALID_FOR),
    extensions: [
      { name: 'basicConstraints', cA: false, critical: true },
      { name: 'keyUsage', digitalSignature: true, critical: true },
      { name: 'extKeyUsage', serverAuth: true },
      {
        name: 'subjectAltName',
        altNames: [
          { type: 2, value: 'localhost' },
          { type: 7, ip: '127.0.0.1' },
        ],
      },
    ],
  });
  const sealed = createPrivateKey(made.private).export({
    type: 'pkcs8',
    format: 'pem',
    cipher: 'aes-256-cbc',
    passphrase,
  });
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  writePrivateFile(keyFile, String(sealed));
  writePrivateFile(certFile, made.cert);
  return { key: made.private, cert: made.cert, certFile };
}

/** What was made before; null when it is not there, cannot be read, does not fit together, or ends soon. */
function readKept(certFile: string, keyFile: string, passphrase: string, now: Millis): TlsIdentity | null {
  try {
    const cert = readFileSync(certFile, 'utf8');
    const key = createPrivateKey({ key: readFileSync(keyFile, 'utf8'), passphrase });
    const certificate = new X509Certificate(cert);
    if (!certificate.checkPrivateKey(key) || Date.parse(certificate.validTo) - now < RENEWED_BEFORE) return null;
    return { key: String(key.export({ type: 'pkcs8', format: 'pem' })), cert, certFile };
  } catch {
    return null;
  }
}

function read(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new TlsIdentityError(`${file} cannot be read`);
  }
}

function assertFits({ key, cert }: TlsIdentity): void {
  try {
    createSecureContext({ key, cert });
    if (new X509Certificate(cert).checkPrivateKey(createPrivateKey(key))) return;
  } catch {
    throw new TlsIdentityError('The certificate or the key of --https-cert and --https-key is no PEM that can be used');
  }
  throw new TlsIdentityError('The key of --https-key is not the one of the certificate of --https-cert');
}
