import { existsSync, mkdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../contract/values.ts';
import type { BackgroundDatabase } from '../domain/ports.ts';
import { openAttachmentFiles } from '../storage/attachment-files.ts';
import { openDatabase } from '../storage/database.ts';
import { type DatabaseToUpgrade, stepsBehind } from '../storage/upgrade.ts';
import { type Keychain, type Keyring, openKeyring } from './keyring.ts';

export interface Vault {
  keyring: Keyring;
  database: BackgroundDatabase & { close(): Promise<void> };
  files: ReturnType<typeof openAttachmentFiles>;
}

/** A database without the keyring that opens it: making a new one would look as if everything were gone. */
export class KeyringMissingError extends Error {
  constructor(dataDir: string) {
    super(
      `keyring.json is missing from the data folder, and with it the key to its database. Nothing was changed. Restore it to ${dataDir}`,
    );
    this.name = 'KeyringMissingError';
  }
}

/** A database that was there is gone or empty: a new one in its place would look as if everything were gone. */
export class DatabaseMissingError extends Error {
  constructor(file: string) {
    super(`The database is missing or empty. Nothing was changed. Restore it from a backup. File: ${file}`);
    this.name = 'DatabaseMissingError';
  }
}

function isMissingOrEmpty(file: string): boolean {
  return !statSync(file, { throwIfNoEntry: false })?.size && !statSync(`${file}-wal`, { throwIfNoEntry: false })?.size;
}

/** Brings a database of an older version up to date, in so many steps. */
export type UpgradeDatabase = (database: DatabaseToUpgrade, steps: number) => Promise<void>;

/**
 * Opens the keyring and the account's database in the data folder, or makes both on first use. Practice and live have a
 * database and a key each. Throws KeyUnavailableError, DamagedKeyringError,
 * KeyringMissingError, DatabaseMissingError, UnreadableDatabaseError, NewerDatabaseError, MigrationFailedError. Where
 * `upgrade` is not given, an older database is brought up to date here, and nothing else runs meanwhile.
 */
export async function openVault(
  dataDir: string,
  mode: Mode,
  keychain: Keychain,
  recoveryKey: string | undefined,
  upgrade?: UpgradeDatabase,
): Promise<Vault> {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const hasDatabase = ['live', 'practice'].some((name) => existsSync(join(dataDir, `${name}.db`)));
  if (hasDatabase && !existsSync(join(dataDir, 'keyring.json'))) throw new KeyringMissingError(dataDir);
  const keyring = openKeyring({ dataDir, keychain, passphrase: process.env.LEXLINE_PASSPHRASE, recoveryKey });
  const file = join(dataDir, `${mode}.db`);
  if (keyring.hasDatabase(mode) && isMissingOrEmpty(file)) throw new DatabaseMissingError(file);
  const key = keyring.databaseKey(mode);
  const auditKey = keyring.derive(`${mode} audit`, 32);
  const steps = upgrade && statSync(file, { throwIfNoEntry: false })?.size ? stepsBehind(file, key) : 0;
  if (steps > 0) await upgrade?.({ file, key, auditKey }, steps);
  const database = openDatabase(file, key, auditKey);
  keyring.databaseMade(mode);
  const files = openAttachmentFiles(join(dataDir, 'attachments', mode), keyring.derive(`${mode} attachments`, 32));
  return { keyring, database, files };
}
