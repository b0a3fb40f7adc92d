import { createHash } from 'node:crypto';
import { MediaError } from './media-error.ts';
import type { AttachmentFiles, WhatsAppPage } from './ports.ts';
import type { AttachmentJob, StoredFile } from './stores/attachment-store.ts';

export interface FetchTools {
  page: WhatsAppPage;
  files: AttachmentFiles;
  isStopped(): boolean;
}

/** Where a message is in WhatsApp. */
export interface MediaPlace {
  chat: string;
  id: string;
  fromMe: boolean;
  author: string | null;
}

/**
 * Fetches one file part by part and takes it in. Rejects with a MediaError (`too_large` above `limit` bytes,
 * `hash_differs` when it is not what WhatsApp has declared), with a PageError, or with what the files reject with; then
 * nothing of it is left.
 */
export async function fetchFile(
  { page, files, isStopped }: FetchTools,
  place: MediaPlace,
  { declaredSize, declaredSha256 }: AttachmentJob,
  limit: number,
): Promise<StoredFile> {
  if (declaredSize !== null && declaredSize > limit) throw new MediaError('too_large');
  const { file, size } = await page.command('openMedia', place);
  try {
    if (isStopped()) throw new MediaError('interrupted');
    if (size > limit) throw new MediaError('too_large');
    return await files.write(checked(parts(), declaredSha256));
  } finally {
    // The page lets go of it in any case when it is loaded anew.
    if (!isStopped()) await page.command('closeMedia', { file }).catch(() => {});
  }

  async function* parts(): AsyncIterable<Uint8Array> {
    for (let offset = 0; offset < size; ) {
      const { base64 } = await page.command('readMedia', { file, offset });
      if (isStopped()) throw new MediaError('interrupted');
      const part = Buffer.from(base64, 'base64');
      offset += part.length;
      // A page that gives nothing would be asked for ever, one that gives too much would fill the disk.
      if (part.length === 0 || offset > size) throw new MediaError('malformed_answer');
      yield part;
    }
  }
}

/** The same bytes; it ends with an error when they are not those of the hash. */
async function* checked(bytes: AsyncIterable<Uint8Array>, sha256: string | null): AsyncIterable<Uint8Array> {
  const hash = createHash('sha256');
  for await (const part of bytes) {
    hash.update(part);
    yield part;
  }
  if (sha256 !== null && hash.digest('hex') !== sha256) throw new MediaError('hash_differs');
}
