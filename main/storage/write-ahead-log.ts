import type { Database as Sqlite } from 'better-sqlite3';

/** Pages that wait in the log until there is time to move them, which takes some ten milliseconds on a small machine. */
const MANY_PAGES = 500;
/** So many are moved even while somebody waits: else the log would grow as long as there is traffic. */
const MAX_PAGES = 2000;

interface LogState {
  busy: number;
  /** Pages in the log, and how many of them are in the database file already. */
  log: number;
  checkpointed: number;
}

export interface WriteAheadLog {
  /** How urgently it should be emptied. */
  need(): 'none' | 'when_idle' | 'now';
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

  function waiting(): number {
    try {
      const { log, checkpointed } = look.get() as LogState;
      return log - checkpointed;
    } catch {
      // A disk that cannot be read at this moment: what was committed is so all the same, and others want to write.
      return 0;
    }
  }

  return {
    need() {
      const pages = waiting();
      if (pages >= MAX_PAGES) return 'now';
      return pages >= MANY_PAGES ? 'when_idle' : 'none';
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
