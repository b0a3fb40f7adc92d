import { renameSync, statSync } from 'node:fs';
import pino from 'pino';

interface Limits {
  bytes: number;
  /** The one that is written, and older ones beside it: `lexline.1.log` is the newest of those. */
  files: number;
}

const LIMITS: Limits = { bytes: 5_000_000, files: 5 };

/** What pino writes its lines to. */
export interface LogFile {
  write(line: string): void;
  flush(): void;
}

/**
 * A log file that is put aside when it is full, of which the oldest are overwritten: whatever a page has us write, it
 * cannot fill the disk. `file` ends in `.log`. A disk that fails stops the log, and nothing else.
 */
export function createLogFile(file: string, { bytes, files }: Limits = LIMITS): LogFile {
  const destination = pino.destination({ dest: file, mkdir: true, sync: false, mode: 0o600 });
  let isOpening = true;
  destination.on('error', () => {
    isOpening = false;
  });
  destination.on('ready', () => {
    isOpening = false;
  });
  let size = sizeOf(file);

  const nameOf = (age: number): string => (age === 0 ? file : file.replace(/\.log$/, `.${age}.log`));

  function putAside(): void {
    size = 0;
    isOpening = true;
    for (let age = files - 1; age > 0; age -= 1) tryTo(() => renameSync(nameOf(age - 1), nameOf(age)));
    destination.reopen();
  }

  return {
    write(line) {
      if (size >= bytes && !isOpening) putAside();
      size += Buffer.byteLength(line);
      destination.write(line);
    },
    // Nothing was written yet, or the disk is full: a log must never stop the app.
    flush: () => tryTo(() => destination.flushSync()),
  };
}

function sizeOf(file: string): number {
  return statSync(file, { throwIfNoEntry: false })?.size ?? 0;
}

function tryTo(work: () => void): void {
  try {
    work();
  } catch {
    // The next time it may succeed.
  }
}
