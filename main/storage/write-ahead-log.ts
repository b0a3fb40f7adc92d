import type { Database as Sqlite } from 'better-sqlite3';

/** Pages that may wait in the log. As many are moved in one go, which takes some ten milliseconds on a small machine. */
const MAX_PAGES = 500;

interface LogState {
  busy: number;
  /** Pages in the log, and how many of them are in the database file already. */
  log: number;
  checkpointed: number;
}

export interface WriteAheadLog {
  isFull(): boolean;
  /** Moves what is in the log into the database file. */
  empty(): void;
}

/**
 * SQLite would move the log into the database file within the commit that fills it. We do it between commits, so that
 * nobody who waits for one waits for that as well.
 */
export function takeOverWriteAheadLog(sqlite: Sqlite): WriteAheadLog {
  sqlite.pragma('wal_autocheckpoint = 0');
  const look = sqlite.prepare('PRAGMA wal_checkpoint(NOOP)');
  const move = sqlite.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  return {
    isFull() {
      const { log, checkpointed } = look.get() as LogState;
      return log - checkpointed >= MAX_PAGES;
    },
    empty() {
      try {
        move.get();
      } catch {
        // On a full disk, say. Nothing is lost by it: the log is as durable as the file, and the next time it is tried again.
      }
    },
  };
}
