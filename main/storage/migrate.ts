import type { Database as Sqlite } from 'better-sqlite3';
import { firstTables } from './migrations/0001-first-tables.ts';

interface Migration {
  name: string;
  sql: string;
}

/** In the order in which they are applied. Once landed, a migration is never changed: a mend is a new one. */
export const MIGRATIONS: readonly Migration[] = [firstTables];

/** The database was written by a newer Lexline. It is left exactly as it is. */
export class NewerDatabaseError extends Error {
  constructor(found: number, known: number) {
    super(
      `This data folder was written by a newer version of Lexline (schema ${found}; this version knows ${known}). ` +
        'Nothing was changed. Install the newer version again.',
    );
    this.name = 'NewerDatabaseError';
  }
}

/** Brings the database to the newest schema. SQLite's `user_version` counts the migrations applied; each is one transaction. */
export function migrate(sqlite: Sqlite, migrations: readonly Migration[] = MIGRATIONS): void {
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  if (found > migrations.length) throw new NewerDatabaseError(found, migrations.length);
  migrations.slice(found).forEach((migration, offset) => {
    sqlite.transaction(() => {
      sqlite.exec(migration.sql);
      sqlite.pragma(`user_version = ${found + offset + 1}`);
    })();
  });
}
