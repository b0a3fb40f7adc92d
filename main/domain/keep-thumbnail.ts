import type { FetchTools, MediaPlace } from './fetch-file.ts';
import { PageError } from './page-error.ts';

/** Every JPEG begins so. Source: ITU-T T.81, B.1.1.3: start of image, and the next marker. */
const JPEG_START = Buffer.from([0xff, 0xd8, 0xff]);

/**
 * Reads the small picture that came with a message once more, and takes it in if it is the JPEG that it should be.
 * Answers with its SHA-256, or null when there is none. Rejects with a PageError only when the page does not answer.
 */
export async function keepThumbnail({ page, files }: FetchTools, place: MediaPlace): Promise<string | null> {
  const message = await page.command('findMessage', place).catch((error: unknown) => {
    // Without the message there is no picture, but perhaps still the file.
    if (error instanceof PageError && error.reason !== 'no_answer') return null;
    throw error;
  });
  const base64 = message?.id === place.id ? message.media?.thumbnail : null;
  const bytes = base64 ? Buffer.from(base64, 'base64') : null;
  if (!bytes?.subarray(0, JPEG_START.length).equals(JPEG_START)) return null;
  return (await files.write(once(bytes))).sha256;
}

async function* once(bytes: Uint8Array): AsyncIterable<Uint8Array> {
  yield bytes;
}
