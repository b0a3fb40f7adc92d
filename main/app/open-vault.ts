import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Mode } from '../contract/values.ts';
import type { Database } from '../domain/ports.ts';
import { openDatabase } from '../storage/database.ts';
import { type Keychain, type Keyring, openKeyring } from './keyring.ts';

export interface Vault {
  keyring: Keyring;
  database: Database & { close(): Promise<void> };
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

/**
 * Opens the keyring and the account's database in the data folder, or makes both on first use. Practice and live have a
 * database and a key each. Throws KeyUnavailableError, KeyringMissingError, UnreadableDatabaseError, NewerDatabaseError.
 */
export function openVault(dataDir: string, mode: Mode, keychain: Keychain, recoveryKey: string | undefined): Vault {
  mkdirSync(dataDir, { recursive: true, mode: 0o700 });
  const hasDatabase = ['live', 'practice'].some((name) => existsSync(join(dataDir, `${name}.db`)));
  if (hasDatabase && !existsSync(join(dataDir, 'keyring.json'))) throw new KeyringMissingError(dataDir);
  const keyring = openKeyring({ dataDir, keychain, passphrase: process.env.LEXLINE_PASSPHRASE, recoveryKey });
  return { keyring, database: openDatabase(join(dataDir, `${mode}.db`), keyring.databaseKey(mode)) };
}
