import { randomUUID } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { ZipFile } from 'yazl';
import { AppError } from '../domain/app-error.ts';
import type { Archive } from '../domain/archive.ts';

/** What these hold is packed already: to pack it again takes time and saves nothing. */
const PACKED = /\.(?:7z|docx|gif|gz|heic|jpe?g|m4a|mov|mp3|mp4|ogg|opus|pdf|png|pptx|rar|webm|webp|xlsx|zip)$/i;

/**
 * A ZIP file of any size that gets its name when all of it is on disk. It is written beside that place, as it comes; what
 * was there under the name before is replaced by the whole of it, or stays.
 */
export function createZipArchive(file: string): Archive {
  const unfinished = join(dirname(file), `.${randomUUID()}.part`);
  const zip = new ZipFile();
  const ended = new AbortController();
  // What fails is told to whoever adds or finishes next; nobody may be listening when it does.
  const written = pipeline(zip.outputStream, createWriteStream(unfinished, { flags: 'wx', mode: 0o600 }), {
    signal: ended.signal,
  }).catch((error: unknown) => {
    throw isDiskFull(error) ? new AppError('disk_almost_full') : error;
  });
  written.catch(() => {});
  // The stream that failed tells it, too.
  zip.on('error', () => {});

  return {
    async add(path, content) {
      const stream = Readable.from(content, { objectMode: false });
      try {
        zip.addReadStream(stream, path, { compress: !PACKED.test(path), mode: 0o100600 });
        await Promise.race([finished(stream), written]);
      } finally {
        stream.destroy();
      }
    },
    async finish() {
      zip.end();
      await written;
      const handle = await open(unfinished, 'r+');
      try {
        await handle.sync();
      } finally {
        await handle.close();
      }
      await rename(unfinished, file);
    },
    async discard() {
      ended.abort();
      await written.catch(() => {});
      await rm(unfinished, { force: true });
    },
  };
}

function isDiskFull(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'ENOSPC';
}
