import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { openVault } from '../../main/app/open-vault.ts';
import { proofOfStart } from '../../main/domain/audit-chain.ts';
import { createMac } from '../../main/domain/mac.ts';
import { MIGRATIONS, migrate } from '../../main/storage/migrate.ts';
import { openSqlite } from '../../main/storage/open-sqlite.ts';
import { FakeKeychain } from './fake-keychain.ts';

/** A practice account's data folder as an older app left it. Its key is in a file, as where there is no keychain. */
export interface OlderDataFolder {
  /** How many migrations it lacks. */
  lacks: number;
  /** Opens its database beside the app. */
  open(): Sqlite;
}

export async function makeOlderDataFolder(dataDir: string, lacks = 3): Promise<OlderDataFolder> {
  const { keyring, database } = await openVault(dataDir, 'practice', new FakeKeychain(false), undefined);
  await database.close();
  const file = join(dataDir, 'practice.db');
  rmSync(file);
  const open = () => openSqlite(file, keyring.databaseKey('practice'));
  const sqlite = open();
  const proof = proofOfStart(createMac(keyring.derive('practice audit', 32)));
  sqlite.function('audit_start', (part) => proof[part === 'seal' ? 'seal' : 'hmac']);
  migrate(sqlite, MIGRATIONS.slice(0, -lacks));
  sqlite.close();
  return { lacks, open };
}
