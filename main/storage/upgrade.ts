import type { Database as Sqlite } from 'better-sqlite3';
import { proofOfStart } from '../domain/audit-chain.ts';
import { createMac, type Mac } from '../domain/mac.ts';
import { MIGRATIONS, MigrationFailedError, migrate, type TellStep } from './migrate.ts';
import { openSqlite } from './open-sqlite.ts';

/** A database's file with its keys, each of 32 bytes. */
export interface DatabaseToUpgrade {
  file: string;
  key: Uint8Array;
  auditKey: Uint8Array;
}

/** What the process that upgrades tells. The last of it is `done` or `failed`. */
export type UpgradeNews =
  | { kind: 'step'; step: number; steps: number }
  | { kind: 'done' }
  /** An error keeps neither its class nor its code on the way from one process to another. */
  | { kind: 'failed'; migration: string | null; message: string; code: string | null };

/** How many migrations a database lacks; 0 for one in which nothing is yet, and for one of a newer version. */
export function stepsBehind(file: string, key: Buffer): number {
  // Not only to read: who may not write leaves files of SQLite's behind, also beside a database that is then refused.
  const sqlite = openSqlite(file, key);
  try {
    const found = Number(sqlite.pragma('user_version', { simple: true }));
    return found === 0 ? 0 : Math.max(0, MIGRATIONS.length - found);
  } finally {
    sqlite.close();
  }
}

/** Brings an open database to the newest schema. Throws NewerDatabaseError, MigrationFailedError. */
export function bringUpToDate(sqlite: Sqlite, mac: Mac, tellStep?: TellStep): void {
  sqlite.function('audit_start', (part) => proofOfStart(mac)[part === 'seal' ? 'seal' : 'hmac']);
  migrate(sqlite, MIGRATIONS, tellStep);
}

/** Brings a database to the newest schema, and tells how far it is. Throws nothing. */
export function upgrade({ file, key, auditKey }: DatabaseToUpgrade, tell: (news: UpgradeNews) => void): void {
  try {
    const sqlite = openSqlite(file, Buffer.from(key));
    try {
      bringUpToDate(sqlite, createMac(Buffer.from(auditKey)), (step, steps) => tell({ kind: 'step', step, steps }));
    } finally {
      sqlite.close();
    }
    tell({ kind: 'done' });
  } catch (error) {
    const [migration, cause] = error instanceof MigrationFailedError ? [error.migration, error.cause] : [null, error];
    const message = cause instanceof Error ? cause.message : 'unknown';
    const code = cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? cause.code : null;
    tell({ kind: 'failed', migration, message, code });
  }
}

/** The error that was told of. */
export function failureOfUpgrade({ migration, message, code }: UpgradeNews & { kind: 'failed' }): Error {
  const cause = Object.assign(new Error(message), code === null ? {} : { code });
  return migration === null ? cause : new MigrationFailedError(migration, cause);
}
