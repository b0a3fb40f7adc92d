import { createHash, randomUUID } from 'node:crypto';
import { mkdirSync, rmSync } from 'node:fs';
import nodeFileSystem, { type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { AppError } from '../domain/app-error.ts';
import type { AttachmentFiles } from '../domain/ports.ts';
import type { StoredFile } from '../domain/stores/attachment-store.ts';
import { createContentTypeFinder } from './content-type.ts';
import { createSealer, openSealed, PART_BYTES } from './sealed-file.ts';

/** Below this, in bytes, nothing is taken in: a full disk makes Chromium wipe the WhatsApp log-in. */
export const MIN_FREE_BYTES = 500 * 1024 * 1024;

/** So often the free space is looked at again while a file is taken in, in bytes. */
const CHECK_EVERY_BYTES = 16 * 1024 * 1024;

/** For so long after it was written, a file that no row points at may still get one, in ms. */
const GRACE = 60 * 60_000;

const SHA256 = /^[0-9a-f]{64}$/;

/** The disk, as far as it is used here. */
export interface FileSystem {
  access(path: string): Promise<void>;
  /** Answers with the first folder that it had to make. */
  mkdir(path: string, options: { recursive: true; mode: number }): Promise<string | undefined>;
  open(path: string, flags: string, mode?: number): Promise<FileHandle>;
  readdir(path: string): Promise<string[]>;
  rename(from: string, to: string): Promise<void>;
  rm(path: string, options: { force: true }): Promise<void>;
  statfs(path: string): Promise<{ bavail: number; bsize: number }>;
}

interface KeptFiles extends AttachmentFiles {
  /**
   * Removes the files that nobody uses any more; answers with how many they were. What was written a short while ago is
   * left alone, because its row may still be on the way.
   */
  removeUnused(isUsed: (sha256: string) => Promise<boolean>): Promise<number>;
}

/**
 * Opens the folder of one account's attachments, and makes it on first use. A file lies there encrypted (see
 * sealed-file.ts) under `ab/<sha256>`; `key` is 32 bytes. Nothing is ever written in plain, and a file that is there is
 * there whole: it is written in `incoming`, and gets its name when all of it is on disk. What a crash has left in
 * `incoming` is removed now, so that no two processes may open the same folder.
 */
export function openAttachmentFiles(folder: string, key: Buffer, fs: FileSystem = nodeFileSystem): KeptFiles {
  const incoming = join(folder, 'incoming');
  rmSync(incoming, { recursive: true, force: true });
  mkdirSync(incoming, { recursive: true, mode: 0o700 });
  /** The last work on each file, by its hash. */
  const turns = new Map<string, Promise<unknown>>();
  /** When each file was last written by us, by a clock that only a run of the app has: nothing else waits for a row. */
  const writtenAt = new Map<string, number>();

  function pathOf(sha256: string): string {
    if (!SHA256.test(sha256)) throw new TypeError('not a SHA-256 in lower-case hexadecimal digits');
    return join(folder, sha256.slice(0, 2), sha256);
  }

  /** One thing at a time is done to a file. */
  async function inTurn<Result>(sha256: string, work: () => Promise<Result>): Promise<Result> {
    const turn = (turns.get(sha256) ?? Promise.resolve()).then(work, work);
    turns.set(sha256, turn);
    try {
      return await turn;
    } finally {
      if (turns.get(sha256) === turn) turns.delete(sha256);
    }
  }

  async function freeBytes(): Promise<number> {
    const { bavail, bsize } = await fs.statfs(folder);
    return bavail * bsize;
  }

  async function assertRoom(): Promise<void> {
    if ((await freeBytes()) < MIN_FREE_BYTES) throw new AppError('disk_almost_full');
  }

  async function writeSealed(bytes: AsyncIterable<Uint8Array>, file: FileHandle): Promise<StoredFile> {
    const sealer = createSealer(key);
    const hash = createHash('sha256');
    const type = createContentTypeFinder();
    const part = Buffer.alloc(PART_BYTES);
    let filled = 0;
    let size = 0;
    let checkAt = CHECK_EVERY_BYTES;
    await writeAll(file, sealer.header);
    for await (const chunk of bytes) {
      hash.update(chunk);
      type.take(chunk);
      size += chunk.length;
      for (let offset = 0; offset < chunk.length; ) {
        const taken = chunk.subarray(offset, offset + PART_BYTES - filled);
        part.set(taken, filled);
        filled += taken.length;
        offset += taken.length;
        if (filled < PART_BYTES) break;
        await writeAll(file, sealer.part(part));
        filled = 0;
      }
      if (size < checkAt) continue;
      checkAt = size + CHECK_EVERY_BYTES;
      await assertRoom();
    }
    if (filled > 0) await writeAll(file, sealer.part(part.subarray(0, filled)));
    const sha256 = hash.digest();
    await writeAll(file, sealer.seal(size, sha256));
    return { sha256: sha256.toString('hex'), size, mimeType: await type.find() };
  }

  /** Gives what was written its name. What is there already stays, if it is whole. */
  async function keep(unnamed: string, sha256: string): Promise<void> {
    writtenAt.set(sha256, performance.now());
    const path = pathOf(sha256);
    if (await isWhole(sha256)) return;
    if (await fs.mkdir(dirname(path), { recursive: true, mode: 0o700 })) await syncFolder(folder);
    await fs.rename(unnamed, path);
    await syncFolder(dirname(path));
  }

  async function isWhole(sha256: string): Promise<boolean> {
    try {
      for await (const _ of read(sha256));
      return true;
    } catch (error) {
      if (error instanceof AppError && error.code === 'attachment_damaged') return false;
      throw error;
    }
  }

  async function syncFolder(path: string): Promise<void> {
    // Windows does not open folders; its file system logs the renaming by itself.
    if (process.platform === 'win32') return;
    const handle = await fs.open(path, 'r');
    try {
      await handle.sync();
    } finally {
      await handle.close();
    }
  }

  async function* read(sha256: string, part?: { start: number; end: number }): AsyncGenerator<Uint8Array> {
    const file = await openToRead(pathOf(sha256));
    try {
      const { size: fileBytes } = await file.stat();
      const readAt = (position: number, length: number): Promise<Buffer> => readFully(file, position, length);
      const sealed = await openSealed(key, Buffer.from(sha256, 'hex'), fileBytes, readAt);
      const start = part?.start ?? 0;
      const end = Math.min(part?.end ?? sealed.size, sealed.size);
      for (let from = start; from < end; ) {
        const index = Math.floor(from / PART_BYTES);
        const before = index * PART_BYTES;
        const bytes = (await sealed.part(index)).subarray(from - before, end - before);
        yield bytes;
        from += bytes.length;
      }
    } finally {
      await file.close();
    }
  }

  async function openToRead(path: string): Promise<FileHandle> {
    try {
      return await fs.open(path, 'r');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') throw new AppError('attachment_damaged');
      throw error;
    }
  }

  return {
    async write(bytes) {
      const unnamed = join(incoming, randomUUID());
      try {
        await assertRoom();
        const file = await fs.open(unnamed, 'wx', 0o600);
        let stored: StoredFile;
        try {
          stored = await writeSealed(bytes, file);
          await file.sync();
        } finally {
          await file.close();
        }
        await inTurn(stored.sha256, () => keep(unnamed, stored.sha256));
        return stored;
      } catch (error) {
        const code = codeOf(error);
        throw code === 'ENOSPC' || code === 'EDQUOT' ? new AppError('disk_almost_full') : error;
      } finally {
        // Gone already if it was kept. If it cannot be removed now, the next opening does it.
        await fs.rm(unnamed, { force: true }).catch(() => {});
      }
    },
    read,
    async has(sha256) {
      return fs.access(pathOf(sha256)).then(
        () => true,
        () => false,
      );
    },
    freeBytes,
    async removeUnused(isUsed) {
      let removed = 0;
      for (const [sha256, at] of writtenAt) if (performance.now() - at > GRACE) writtenAt.delete(sha256);
      for (const start of await fs.readdir(folder)) {
        if (!/^[0-9a-f]{2}$/.test(start)) continue;
        for (const sha256 of await fs.readdir(join(folder, start))) {
          if (!SHA256.test(sha256)) continue;
          await inTurn(sha256, async () => {
            // Asked within the turn: who writes the same bytes just now waits for it, and then finds nothing there.
            if (writtenAt.has(sha256) || (await isUsed(sha256))) return;
            await fs.rm(pathOf(sha256), { force: true });
            removed += 1;
          });
        }
      }
      return removed;
    },
  };
}

/** A single call may write less than it was given. */
async function writeAll(file: FileHandle, bytes: Buffer): Promise<void> {
  for (let offset = 0; offset < bytes.length; ) {
    offset += (await file.write(bytes, offset, bytes.length - offset)).bytesWritten;
  }
}

async function readFully(file: FileHandle, position: number, length: number): Promise<Buffer> {
  const bytes = Buffer.alloc(length);
  let filled = 0;
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, position + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

function codeOf(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : undefined;
}
