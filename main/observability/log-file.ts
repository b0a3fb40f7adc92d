import { mkdirSync, renameSync, statSync } from 'node:fs';
import { appendFile } from 'node:fs/promises';
import { dirname } from 'node:path';

interface Limits {
  bytes: number;
  /** The one that is written, and older ones beside it: `lexline.1.log` is the newest of those. */
  files: number;
  /** What waits to be written, at most: a disk that takes nothing must not fill the memory. What comes then is dropped. */
  waitingBytes: number;
}

const LIMITS: Limits = { bytes: 5_000_000, files: 5, waitingBytes: 4_000_000 };

/** What pino writes its lines to. */
export interface LogFile {
  write(line: string): void;
  /** Resolves when all is written, or the disk has refused it. */
  flush(): Promise<void>;
}

/**
 * A log file that is put aside when it is full, of which the oldest are overwritten: whatever a page has us write, it
 * cannot fill the disk. `file` ends in `.log`. A disk that fails stops the log, and nothing else; each further line tries
 * again. Not pino's own destination: its last flush waits for ever for a full disk to have room.
 */
export function createLogFile(file: string, limits: Partial<Limits> = {}): LogFile {
  const { bytes, files, waitingBytes } = { ...LIMITS, ...limits };
  tryTo(() => mkdirSync(dirname(file), { recursive: true }));
  let size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
  let waiting: string[] = [];
  let waitingSize = 0;
  let working: Promise<void> | null = null;

  const nameOf = (age: number): string => (age === 0 ? file : file.replace(/\.log$/, `.${age}.log`));

  function putAside(): void {
    size = 0;
    for (let age = files - 1; age > 0; age -= 1) tryTo(() => renameSync(nameOf(age - 1), nameOf(age)));
  }

  /** As many lines as the file still takes. They wait until they are on disk. */
  async function writeSome(): Promise<void> {
    if (size >= bytes) putAside();
    let count = 0;
    let length = 0;
    for (const line of waiting) {
      if (size + length >= bytes) break;
      length += Buffer.byteLength(line);
      count += 1;
    }
    await appendFile(file, waiting.slice(0, count).join(''), { mode: 0o600 });
    waiting = waiting.slice(count);
    waitingSize -= length;
    size += length;
  }

  async function work(): Promise<void> {
    // What one turn of the event loop brings is written at once.
    await Promise.resolve();
    try {
      while (waiting.length > 0) await writeSome();
    } catch {
      // What waits is tried again with the next line: a log must never stop the app.
    } finally {
      working = null;
    }
  }

  return {
    write(line) {
      const length = Buffer.byteLength(line);
      if (waitingSize + length <= waitingBytes) {
        waiting.push(line);
        waitingSize += length;
      }
      working ??= work();
    },
    flush() {
      if (waiting.length > 0) working ??= work();
      return working ?? Promise.resolve();
    },
  };
}

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // The next time it may succeed.
  }
}
