import Sqlite from 'better-sqlite3';
import { addNameKey } from './name-key.ts';

/** The file cannot be read with this key: another key, or damage. The file is never deleted or replaced because of it. */
export class UnreadableDatabaseError extends Error {
  constructor(file: string, cause: unknown) {
    super(
      `The database cannot be read: its key does not fit, or the file is damaged. Nothing was changed. ` +
        `Keep the file and restore the key or a backup. File: ${file}`,
      { cause },
    );
    this.name = 'UnreadableDatabaseError';
  }
}

/** Below this version SQLite could corrupt a database when the write-ahead log was reset. */
export const OLDEST_SOUND_SQLITE = [3, 51, 3] as const;

function assertSoundSqlite(version: string): void {
  const [major = 0, minor = 0, patch = 0] = version.split('.').map(Number);
  const [needMajor, needMinor, needPatch] = OLDEST_SOUND_SQLITE;
  const sound =
    major > needMajor || (major === needMajor && (minor > needMinor || (minor === needMinor && patch >= needPatch)));
  if (!sound) throw new Error(`SQLite ${version} is too old: ${OLDEST_SOUND_SQLITE.join('.')} or newer is needed`);
}

/**
 * Opens an encrypted database. `key` is 32 raw bytes. The cipher is SQLCipher's (AES-256-CBC with HMAC-SHA512), which
 * also detects any flipped bit; sorts stay in memory, because SQLite's temporary files are not encrypted.
 * Throws UnreadableDatabaseError.
 */
export function openSqlite(file: string, key: Buffer, options: { readonly?: boolean } = {}): Sqlite.Database {
  const sqlite = new Sqlite(file, { readonly: options.readonly ?? false });
  try {
    sqlite.pragma("cipher = 'sqlcipher'");
    sqlite.pragma('legacy = 4');
    sqlite.pragma(`key = "x'${key.toString('hex')}'"`);
    sqlite.pragma('temp_store = MEMORY');
    sqlite.pragma('foreign_keys = ON');
    sqlite.pragma('busy_timeout = 5000');
    sqlite.pragma('cache_size = -32000');
    // The first read of a page: it fails here, and nowhere later, if the key does not fit.
    const { version } = sqlite
      .prepare('SELECT sqlite_version() AS version, (SELECT count(*) FROM sqlite_schema) AS n')
      .get() as {
      version: string;
    };
    assertSoundSqlite(version);
    addNameKey(sqlite);
    if (!options.readonly) {
      sqlite.pragma('journal_mode = WAL');
      sqlite.pragma('synchronous = FULL');
    }
    return sqlite;
  } catch (error) {
    sqlite.close();
    if (error instanceof Sqlite.SqliteError && (error.code === 'SQLITE_NOTADB' || error.code === 'SQLITE_CORRUPT')) {
      throw new UnreadableDatabaseError(file, error);
    }
    throw error;
  }
}
