import type { Database as Sqlite } from 'better-sqlite3';
import type { LogMover } from './log-mover.ts';

/** So many pages wait in the log before they are moved into the database file. */
const MANY_PAGES = 500;
/** So long, in pages, a log is begun anew: it needs some ten milliseconds here, and is read at the next start after a crash. */
const LONG_LOG = 2000;
/** With so many they are moved here and now, some thirty milliseconds long: the thread that should have done it has not. */
const MAX_PAGES = 4000;

interface LogState {
  busy: number;
  /** Pages in the log, and how many of them are in the database file already. */
  log: number;
  checkpointed: number;
}

export interface WriteAheadLog {
  /** To be called after each commit: moves what is in the log, when that is much. */
  committed(): void;
}

/**
 * SQLite would move the log into the database file within the commit that fills it. A thread of its own does it instead, so
 * that nobody waits for that. Of a long log what was written meanwhile is moved here, between commits: only one that is moved
 * to its end begins anew, and it would grow for as long as there is traffic.
 */
export function takeOverWriteAheadLog(sqlite: Sqlite, mover: LogMover): WriteAheadLog {
  sqlite.pragma('wal_autocheckpoint = 0');
  const look = sqlite.prepare('PRAGMA wal_checkpoint(NOOP)');
  const move = sqlite.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  let moving = false;

  function stateNow(): { length: number; waiting: number } {
    try {
      const { log, checkpointed } = look.get() as LogState;
      return { length: log, waiting: log - checkpointed };
    } catch {
      // A disk that cannot be read at this moment: what was committed is so all the same, and others want to write.
      return { length: 0, waiting: 0 };
    }
  }

  function moveRest(): void {
    try {
      move.get();
    } catch {
      // On a full disk, say. Nothing is lost by it: the log is as durable as the file, and the next time it is tried again.
    }
  }

  async function moveAll(): Promise<void> {
    moving = true;
    const isMoved = await mover.move();
    moving = false;
    if (!isMoved || !sqlite.open || sqlite.inTransaction) return;
    const { length, waiting } = stateNow();
    if (length >= LONG_LOG && waiting < MANY_PAGES) moveRest();
  }

  return {
    committed() {
      const { waiting } = stateNow();
      if (waiting >= MAX_PAGES) moveRest();
      else if (waiting >= MANY_PAGES && !moving) void moveAll();
    },
  };
}
