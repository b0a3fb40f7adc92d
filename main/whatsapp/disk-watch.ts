import type { Clock, Millis } from '../domain/clock.ts';
import type { AttachmentFiles } from '../domain/ports.ts';

/** A full disk makes Chromium wipe IndexedDB, and with it the log-in: a person is warned before. In bytes. */
const ALMOST_FULL = 500_000_000;
const LOOK_EVERY: Millis = 60_000;

/** Tells whenever the disk becomes almost full, or is so no more. The answer stops it. */
export function watchDisk(
  { clock, files }: { clock: Clock; files: Pick<AttachmentFiles, 'freeBytes'> },
  changed: (isAlmostFull: boolean) => void,
): () => void {
  let isAlmostFull = false;
  let stopped = false;
  let cancel = () => {};

  async function look(): Promise<void> {
    const free = await files.freeBytes().catch(() => null);
    if (stopped) return;
    if (free !== null && free < ALMOST_FULL !== isAlmostFull) {
      isAlmostFull = !isAlmostFull;
      changed(isAlmostFull);
    }
    cancel = clock.after(LOOK_EVERY, () => void look());
  }

  void look();
  return () => {
    stopped = true;
    cancel();
  };
}
