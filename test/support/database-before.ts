import { join } from 'node:path';
import type { Database as Sqlite } from 'better-sqlite3';
import { MIGRATIONS, migrate } from '../../main/storage/migrate.ts';
import { openSqlite } from '../../main/storage/open-sqlite.ts';
import type { TempDatabase } from './temp-database.ts';

/** Another database beside that one, as an older app left it: with all migrations that come before the one of that name. */
export function openDatabaseBefore(store: TempDatabase, migration: string): { file: string; sqlite: Sqlite } {
  const count = MIGRATIONS.findIndex(({ name }) => name === migration);
  if (count < 0) throw new Error(`there is no migration ${migration}`);
  const file = join(store.folder, 'old.db');
  const sqlite = openSqlite(file, store.key);
  // The audit log asks for its proof when it is made.
  sqlite.function('audit_start', (_part: string) => Buffer.alloc(32));
  migrate(sqlite, MIGRATIONS.slice(0, count));
  return { file, sqlite };
}
