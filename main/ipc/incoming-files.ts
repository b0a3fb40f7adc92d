import { AppError } from '../domain/app-error.ts';
import type { Clock } from '../domain/clock.ts';

/** Of a window that gives nothing for so long, as one that has crashed, nothing more is waited for. In ms. */
const LONGEST_PAUSE = 60_000;

/** A file that the window gives part by part. */
export interface IncomingFile {
  /** Throws AppError `invalid_request` when it did not arrive whole. */
  bytes: AsyncIterable<Uint8Array>;
  /** Nothing more of it is wanted. */
  close(): void;
}

export interface IncomingFiles {
  /** Waits for a file under that name. Throws AppError `already_on_its_way`. */
  open(name: string): IncomingFile;
  /** Resolves when there is room for another part; with false when none is wanted. */
  give(name: string, bytes: Uint8Array, isLast: boolean): Promise<boolean>;
  /** It does not come whole. */
  cancel(name: string): void;
}

interface Open {
  writer: WritableStreamDefaultWriter<Uint8Array>;
  /** Something was given: the pause begins anew. */
  touch(): void;
}

/** The files that are on their way from the window. Never more than two parts of one are held. */
export function createIncomingFiles(clock: Clock): IncomingFiles {
  const all = new Map<string, Open>();
  const cancel = (name: string) =>
    void all
      .get(name)
      ?.writer.abort(notWhole())
      .catch(() => {});

  return {
    open(name) {
      if (all.has(name)) throw new AppError('already_on_its_way');
      const { readable, writable } = new TransformStream<Uint8Array, Uint8Array>();
      const writer = writable.getWriter();
      let stopWaiting = clock.after(LONGEST_PAUSE, () => cancel(name));
      const touch = () => {
        stopWaiting();
        stopWaiting = clock.after(LONGEST_PAUSE, () => cancel(name));
      };
      all.set(name, { writer, touch });
      return {
        bytes: readable,
        close() {
          stopWaiting();
          cancel(name);
          all.delete(name);
        },
      };
    },
    async give(name, bytes, isLast) {
      const file = all.get(name);
      if (!file) return false;
      file.touch();
      try {
        await file.writer.write(bytes);
        if (isLast) await file.writer.close();
        return !isLast;
      } catch {
        return false;
      }
    },
    cancel,
  };
}

function notWhole(): AppError {
  return new AppError('invalid_request', [{ field: 'body', message: 'did not arrive whole', fault: 'missing' }]);
}
