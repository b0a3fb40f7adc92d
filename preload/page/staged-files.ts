import { bytesOf } from './base64.ts';
import { cancelLater, later } from './own-globals.ts';
import { Refusal } from './page-driver.ts';

/** A file whose next part does not come is let go of. */
const STALE_MS = 10 * 60_000;
/** All files together: what a page can hold without being in danger. */
const MAX_BYTES = 512 * 1024 * 1024;

interface Staged {
  parts: Uint8Array<ArrayBuffer>[];
  size: number;
  timer: number;
}

export interface StagedFiles {
  /** Takes the part that begins at `offset`; 0 begins the file anew. Answers with the size so far. */
  add(part: { file: string; offset: number; base64: string }): { size: number };
  /** The whole file, which is staged no longer. Refuses with `file_not_staged`. */
  take(file: string, name: string, type: string): File;
}

/** Files on their way into the page, part by part. */
export function createStagedFiles(): StagedFiles {
  const files = new Map<string, Staged>();

  function drop(file: string): void {
    cancelLater(files.get(file)?.timer);
    files.delete(file);
  }

  return {
    add({ file, offset, base64 }) {
      const part = bytesOf(base64);
      if (offset === 0) drop(file);
      const known = files.get(file) ?? { parts: [], size: 0 };
      if (offset !== known.size) throw new Refusal('part_out_of_order');
      const others = [...files].reduce((sum, [name, { size }]) => (name === file ? sum : sum + size), 0);
      if (others + known.size + part.length > MAX_BYTES) throw new Refusal('too_many_files');
      drop(file);
      const size = known.size + part.length;
      const timer = Number(later(() => drop(file), STALE_MS));
      files.set(file, { parts: [...known.parts, part], size, timer });
      return { size };
    },
    take(file, name, type) {
      const staged = files.get(file);
      if (!staged) throw new Refusal('file_not_staged');
      drop(file);
      return new File(staged.parts, name, { type });
    },
  };
}
