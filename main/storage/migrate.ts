import type { Database as Sqlite } from 'better-sqlite3';
import { firstTables } from './migrations/0001-first-tables.ts';
import { whatsappInFull } from './migrations/0002-whatsapp-in-full.ts';
import { unusedUploads } from './migrations/0003-unused-uploads.ts';
import { filesGivenUp } from './migrations/0004-files-given-up.ts';
import { apiKeys } from './migrations/0005-api-keys.ts';
import { traces } from './migrations/0006-traces.ts';
import { search } from './migrations/0007-search.ts';
import { searchBesideStoring } from './migrations/0008-search-beside-storing.ts';
import { templates } from './migrations/0009-templates.ts';
import { audit } from './migrations/0010-audit.ts';
import { staff } from './migrations/0011-staff.ts';
import { eventLog } from './migrations/0013-event-log.ts';
import { tunnel } from './migrations/0014-tunnel.ts';
import { brokers } from './migrations/0015-brokers.ts';
import { webhooks } from './migrations/0016-webhooks.ts';
import { samples } from './migrations/0017-samples.ts';
import { drafts } from './migrations/0018-drafts.ts';
import { clientNames } from './migrations/0019-client-names.ts';
import { gallery } from './migrations/0020-gallery.ts';
import { webhookPages } from './migrations/0021-webhook-pages.ts';
import { messageTimes } from './migrations/0022-message-times.ts';
import { answeredWebhooks } from './migrations/0023-answered-webhooks.ts';

interface Migration {
  name: string;
  sql: string;
  /** Takes no row and no table away: no reference can break, and none needs to be checked, which takes long. */
  addsOnly?: boolean;
}

/** In the order in which they are applied. Once landed, a migration is never changed: a mend is a new one. */
export const MIGRATIONS: readonly Migration[] = [
  firstTables,
  whatsappInFull,
  unusedUploads,
  filesGivenUp,
  apiKeys,
  traces,
  search,
  searchBesideStoring,
  templates,
  audit,
  staff,
  eventLog,
  tunnel,
  brokers,
  webhooks,
  samples,
  drafts,
  clientNames,
  gallery,
  webhookPages,
  messageTimes,
  answeredWebhooks,
];

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

/** A migration could not be done. It was undone, and the database is as it was before it. */
export class MigrationFailedError extends Error {
  readonly migration: string;

  constructor(migration: string, cause: unknown) {
    super(`Migration ${migration} was undone: ${cause instanceof Error ? cause.message : cause}`, { cause });
    this.name = 'MigrationFailedError';
    this.migration = migration;
  }
}

/** Throws where rows would point at nothing. */
function checkReferences(sqlite: Sqlite): void {
  const broken = sqlite.prepare('SELECT "table" FROM pragma_foreign_key_check').pluck().all();
  if (broken.length > 0) throw new Error(`rows of ${[...new Set(broken)].join(', ')} would point at nothing`);
}

/** Told before each migration, the first being 1. */
export type TellStep = (step: number, steps: number) => void;

/**
 * Brings the database to the newest schema. SQLite's `user_version` counts the migrations applied; each is one
 * transaction. Foreign keys are off during it, because a table that others point at can only be rebuilt so, and all of
 * them are checked before it is committed, but where it only adds. Throws NewerDatabaseError, MigrationFailedError.
 */
export function migrate(
  sqlite: Sqlite,
  migrations: readonly Migration[] = MIGRATIONS,
  tellStep: TellStep = () => {},
): void {
  const found = Number(sqlite.pragma('user_version', { simple: true }));
  if (found > migrations.length) throw new NewerDatabaseError(found, migrations.length);
  if (found === migrations.length) return;
  // Inside of a transaction this setting would do nothing.
  sqlite.pragma('foreign_keys = OFF');
  try {
    migrations.slice(found).forEach((migration, offset) => {
      tellStep(offset + 1, migrations.length - found);
      const apply = sqlite.transaction(() => {
        sqlite.exec(migration.sql);
        if (!migration.addsOnly) checkReferences(sqlite);
        sqlite.pragma(`user_version = ${found + offset + 1}`);
      });
      try {
        apply();
      } catch (error) {
        throw new MigrationFailedError(migration.name, error);
      }
    });
  } finally {
    sqlite.pragma('foreign_keys = ON');
  }
}
