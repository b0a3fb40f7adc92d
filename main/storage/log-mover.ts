import { Worker } from 'node:worker_threads';

/** Moves what is in a database's write-ahead log into its file. */
export interface LogMover {
  /** Never rejects. False: it could not be moved, or not now. */
  move(): Promise<boolean>;
  /** Resolves when nothing of it holds the file any more. */
  close(): Promise<void>;
}

/** What the thread is told when it starts. */
export interface ThreadData {
  file: string;
  key: Buffer;
}

/** Built, it lies beside the main process' file; in tests it is read as it stands. */
const THREAD = new URL(import.meta.url.endsWith('.ts') ? './log-thread.ts' : './log-thread.js', import.meta.url);

/**
 * A thread with a connection of its own, because moving reads, decrypts and writes pages for tens of milliseconds. It is
 * started when there is something to move for the first time, and anew when it has ended.
 */
export function createLogMover(file: string, key: Buffer): LogMover {
  let thread: Worker | undefined;
  let moving: Promise<boolean> = Promise.resolve(true);
  let closed = false;

  function start(): Worker {
    const data: ThreadData = { file, key };
    const started = new Worker(THREAD, { workerData: data, execArgv: [] });
    started.unref();
    started.once('exit', () => {
      if (thread === started) thread = undefined;
    });
    return started;
  }

  return {
    move() {
      if (closed) return Promise.resolve(false);
      thread ??= start();
      const mover = thread;
      moving = new Promise((resolve) => {
        const end = (isMoved: boolean) => {
          mover.off('message', moved).off('error', failed).off('exit', failed);
          resolve(isMoved);
        };
        const moved = (isMoved: unknown) => end(isMoved === true);
        const failed = () => end(false);
        mover.on('message', moved).on('error', failed).on('exit', failed);
        mover.postMessage('move');
      });
      return moving;
    },
    async close() {
      closed = true;
      // A thread that is ended while SQLite is loaded in it takes the whole process with it.
      thread?.ref();
      await moving;
      await thread?.terminate();
    },
  };
}
