import Sqlite from 'better-sqlite3';
import { DiskError } from '../domain/disk-error.ts';

/** SQLite's primary codes that speak of the disk, or of the machine, and not of what was written. Source: sqlite.org/rescode.html */
const OF_THE_DISK = [
  ...['FULL', 'IOERR', 'READONLY', 'BUSY', 'LOCKED', 'CANTOPEN', 'PERM', 'PROTOCOL', 'NOLFS', 'NOMEM'],
  ...['CORRUPT', 'NOTADB'],
];

/** Extended codes begin with their primary one: `SQLITE_IOERR_WRITE`. */
const PATTERN = new RegExp(`^SQLITE_(?:${OF_THE_DISK.join('|')})(?:_|$)`);

/** What SQLite says of the disk as a DiskError; every other error as it is. */
export function toDiskError(error: unknown): unknown {
  return error instanceof Sqlite.SqliteError && PATTERN.test(error.code) ? new DiskError(error) : error;
}
