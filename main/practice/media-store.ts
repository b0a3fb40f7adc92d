import { createHash, randomUUID } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { syncFolder } from './sync-folder.ts';

/** The bytes of files that were exchanged, each under the SHA-256 of what it holds. */
export interface MediaStore {
  /**
   * Takes in bytes, and resolves once they are on disk under their hash (fsync of file and folder). Rejects with
   * `MediaTooLarge` past `limit` bytes, and leaves nothing behind then.
   */
  put(bytes: AsyncIterable<Uint8Array>, limit: number): Promise<{ sha256: string; size: number }>;
  /** How many bytes lie under the hash; `null` when there are none. */
  size(sha256: string): Promise<number | null>;
  read(sha256: string): Promise<Buffer>;
  stream(sha256: string): Readable;
}

export class MediaTooLarge extends Error {
  readonly code = 'media_too_large';
}

const temporary = '.part';

/** Opens (or makes) the store in `folder`. What a killed server left half written is removed. */
export async function openMediaStore(folder: string): Promise<MediaStore> {
  await mkdir(folder, { recursive: true });
  for (const name of await readdir(folder)) if (name.endsWith(temporary)) await rm(join(folder, name));

  return {
    async put(bytes, limit) {
      const part = join(folder, `${randomUUID()}${temporary}`);
      const handle = await open(part, 'wx');
      const hash = createHash('sha256');
      let size = 0;
      try {
        for await (const chunk of bytes) {
          size += chunk.length;
          if (size > limit) throw new MediaTooLarge(`more than ${limit} bytes`);
          hash.update(chunk);
          await handle.writeFile(chunk);
        }
        await handle.sync();
      } catch (error) {
        await handle.close();
        await rm(part, { force: true });
        throw error;
      }
      await handle.close();
      const sha256 = hash.digest('hex');
      await rename(part, join(folder, sha256));
      await syncFolder(folder);
      return { sha256, size };
    },
    async size(sha256) {
      try {
        return (await stat(join(folder, sha256))).size;
      } catch {
        return null;
      }
    },
    read: (sha256) => readFile(join(folder, sha256)),
    stream: (sha256) => createReadStream(join(folder, sha256)),
  };
}
