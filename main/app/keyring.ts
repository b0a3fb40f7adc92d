import { createCipheriv, createDecipheriv, hkdfSync, randomBytes, scryptSync } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Mode } from '../contract/values.ts';
import { writePrivateFile } from './write-private-file.ts';

/** The operating system's keychain, as far as we need it (Electron's `safeStorage`). */
export interface Keychain {
  /** False where what it offers is no protection: no keyring on Linux, or root. */
  available(): boolean;
  encrypt(text: string): Buffer;
  /** Throws when the keychain is not the one that encrypted it. */
  decrypt(sealed: Buffer): string;
}

export type Protection = 'keychain' | 'passphrase' | 'file';

/** No way to the key that we were given works. The data is untouched. */
export class KeyUnavailableError extends Error {
  constructor() {
    super(
      "The database's key cannot be read: the system's keychain has changed, or the passphrase is another one. " +
        'Nothing was changed. Start Lexline with the right passphrase (LEXLINE_PASSPHRASE) or the recovery key ' +
        '(LEXLINE_RECOVERY_KEY when headless).',
    );
    this.name = 'KeyUnavailableError';
  }
}

/** The keyring is there and says nothing that we understand. */
export class DamagedKeyringError extends Error {
  constructor(file: string) {
    super(`keyring.json is damaged. Nothing was changed. Restore it from a backup. File: ${file}`);
    this.name = 'DamagedKeyringError';
  }
}

const Sealed = z.string();
/** The master key, sealed once for each way to it. `pending_recovery` is there until the person has confirmed it. */
const KeyringFile = z.strictObject({
  version: z.literal(1),
  /** Derived from the master key: tells it from any other 32 bytes before anything is opened or sealed with them. */
  check: z.string(),
  keychain: Sealed.optional(),
  passphrase: z.strictObject({ salt: z.string(), sealed: Sealed }).optional(),
  recovery: Sealed,
  pending_recovery: Sealed.optional(),
  /** The accounts whose database was made: from then on a missing one is a loss, not a beginning. */
  databases: z.array(Mode).optional(),
});
type KeyringFile = z.infer<typeof KeyringFile>;

export interface Keyring {
  protection: Protection;
  databaseKey(mode: Mode): Buffer;
  /** Bytes that are the same at every start of this data folder, for a purpose. */
  derive(purpose: string, length: number): Buffer;
  /** The recovery key, until it is confirmed. */
  pendingRecoveryKey(): string | null;
  confirmRecoveryKey(): void;
  /** Whether that text is the recovery key. */
  isRecoveryKey(text: string): boolean;
  /** Whether that account's database was ever made here. */
  hasDatabase(mode: Mode): boolean;
  databaseMade(mode: Mode): void;
}

export interface KeyringOptions {
  dataDir: string;
  keychain: Keychain;
  passphrase?: string | undefined;
  recoveryKey?: string | undefined;
}

/** scrypt with 128 MiB of memory: a stolen file is worth little without the passphrase. */
const SCRYPT = { N: 2 ** 17, r: 8, p: 1, maxmem: 256 * 1024 * 1024 };

/** Of the master key, in bytes. */
const KEY_LENGTH = 32;

const RECOVERY_ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

function seal(key: Buffer, secret: Buffer): string {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', key, iv);
  return Buffer.concat([iv, cipher.update(secret), cipher.final(), cipher.getAuthTag()]).toString('base64');
}

/** Null when the key is another one. */
function unseal(key: Buffer, sealed: string): Buffer | null {
  try {
    const bytes = Buffer.from(sealed, 'base64');
    const decipher = createDecipheriv('aes-256-gcm', key, bytes.subarray(0, 12));
    decipher.setAuthTag(bytes.subarray(-16));
    return Buffer.concat([decipher.update(bytes.subarray(12, -16)), decipher.final()]);
  } catch {
    return null;
  }
}

function derive(key: Buffer | string, purpose: string, length = 32): Buffer {
  return Buffer.from(hkdfSync('sha256', key, '', `lexline ${purpose}`, length));
}

function checkOf(master: Buffer): string {
  return derive(master, 'check').toString('base64');
}

/** 160 bits in eight groups of four characters without I, L, O and U, easy to copy by hand. */
function newRecoveryKey(): string {
  const characters = [...randomBytes(32)].map((byte) => RECOVERY_ALPHABET.charAt(byte & 31)).join('');
  return characters.replace(/(.{4})(?=.)/g, '$1-');
}

/** As people type it: any case, with or without hyphens, O for 0 and I or L for 1. */
function recoverySealingKey(text: string): Buffer {
  const plain = text
    .toUpperCase()
    .replace(/[^0-9A-Z]/g, '')
    .replace(/O/g, '0')
    .replace(/[IL]/g, '1');
  return derive(plain, 'recovery');
}

/** Throws DamagedKeyringError. */
function readKeyringFile(file: string): KeyringFile {
  const text = readFileSync(file, 'utf8');
  try {
    return KeyringFile.parse(JSON.parse(text));
  } catch {
    throw new DamagedKeyringError(file);
  }
}

/**
 * Opens the data folder's keyring, or makes it on first use. The master key is kept by the passphrase where one is
 * given, else by the system's keychain, else by a file that only its owner may read. The recovery key always works.
 * Throws KeyUnavailableError.
 */
export function openKeyring({ dataDir, keychain, passphrase, recoveryKey }: KeyringOptions): Keyring {
  const file = join(dataDir, 'keyring.json');
  const keyFile = join(dataDir, 'master.key');
  let content: KeyringFile;
  let master: Buffer;

  if (existsSync(file)) {
    content = readKeyringFile(file);
    const ways = [fromRecoveryKey, fromPassphrase, fromKeychain, fromFile];
    const found = ways.map((way) => way()).find((key) => key !== null && checkOf(key) === content.check);
    if (!found) throw new KeyUnavailableError();
    master = found;
  } else {
    master = randomBytes(KEY_LENGTH);
    const recovery = newRecoveryKey();
    content = {
      version: 1,
      check: checkOf(master),
      recovery: seal(recoverySealingKey(recovery), master),
      pending_recovery: seal(derive(master, 'pending recovery'), Buffer.from(recovery)),
    };
  }
  const protection = protect();

  function fromPassphrase(): Buffer | null {
    if (!content.passphrase || !passphrase) return null;
    return unseal(
      scryptSync(passphrase, Buffer.from(content.passphrase.salt, 'base64'), 32, SCRYPT),
      content.passphrase.sealed,
    );
  }

  function fromKeychain(): Buffer | null {
    if (!content.keychain || !keychain.available()) return null;
    try {
      return Buffer.from(keychain.decrypt(Buffer.from(content.keychain, 'base64')), 'base64');
    } catch {
      return null;
    }
  }

  function fromFile(): Buffer | null {
    if (!existsSync(keyFile)) return null;
    const bytes = Buffer.from(readFileSync(keyFile, 'utf8').trim(), 'base64');
    return bytes.length === KEY_LENGTH ? bytes : null;
  }

  function fromRecoveryKey(): Buffer | null {
    return recoveryKey ? unseal(recoverySealingKey(recoveryKey), content.recovery) : null;
  }

  /** Seals the master key in the best way there is now, and drops weaker ones. Written only when something changes. */
  function protect(): Protection {
    if (passphrase) {
      if (!fromPassphrase()?.equals(master)) {
        const salt = randomBytes(16);
        content.passphrase = {
          salt: salt.toString('base64'),
          sealed: seal(scryptSync(passphrase, salt, 32, SCRYPT), master),
        };
        delete content.keychain;
        save();
      }
      rmSync(keyFile, { force: true });
      return 'passphrase';
    }
    if (keychain.available()) {
      if (!fromKeychain()?.equals(master)) {
        content.keychain = keychain.encrypt(master.toString('base64')).toString('base64');
        delete content.passphrase;
        save();
      }
      rmSync(keyFile, { force: true });
      return 'keychain';
    }
    // A key file without its keyring is what a crash during the very first start leaves behind: it opens nothing.
    if (!fromFile()?.equals(master) || !existsSync(file)) {
      writePrivateFile(keyFile, `${master.toString('base64')}\n`);
      delete content.keychain;
      delete content.passphrase;
      save();
    }
    return 'file';
  }

  function save(): void {
    writePrivateFile(file, `${JSON.stringify(content, null, 2)}\n`);
  }

  return {
    protection,
    databaseKey: (mode) => derive(master, `database ${mode}`),
    derive: (purpose, length) => derive(master, purpose, length),
    pendingRecoveryKey() {
      if (!content.pending_recovery) return null;
      return unseal(derive(master, 'pending recovery'), content.pending_recovery)?.toString() ?? null;
    },
    confirmRecoveryKey() {
      delete content.pending_recovery;
      save();
    },
    isRecoveryKey: (text) => unseal(recoverySealingKey(text), content.recovery)?.equals(master) ?? false,
    hasDatabase: (mode) => content.databases?.includes(mode) ?? false,
    databaseMade(mode) {
      if (content.databases?.includes(mode)) return;
      content.databases = [...(content.databases ?? []), mode];
      save();
    },
  };
}
