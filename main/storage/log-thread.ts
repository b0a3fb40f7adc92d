import { parentPort, workerData } from 'node:worker_threads';
import type { ThreadData } from './log-mover.ts';
import { openSqlite } from './open-sqlite.ts';

/** The entry of the thread that moves a write-ahead log: at each message what is in it, and says whether that succeeded. */
function moveWhenAsked({ file, key }: ThreadData): void {
  const sqlite = openSqlite(file, Buffer.from(key));
  // It never looks at a page twice.
  sqlite.pragma('cache_size = -200');
  sqlite.pragma('wal_autocheckpoint = 0');
  const move = sqlite.prepare('PRAGMA wal_checkpoint(PASSIVE)');
  parentPort?.on('message', () => {
    let isMoved = true;
    try {
      move.get();
    } catch {
      // On a full disk, say. The log is as durable as the file.
      isMoved = false;
    }
    parentPort?.postMessage(isMoved);
  });
}

moveWhenAsked(workerData as ThreadData);
