import { FILE_PART_BYTES } from '../contract/page-channels.ts';
import { AppError } from './app-error.ts';
import { PageError } from './page-error.ts';
import type { AttachmentFiles, WhatsAppPage } from './ports.ts';

/**
 * Puts a stored file into the page, part by part, so that no single call carries much. `name` is what `sendFile` finds
 * it by. Rejects with a PageError, or with AppError `attachment_damaged`.
 */
export async function stageFile(
  page: WhatsAppPage,
  files: AttachmentFiles,
  { sha256, size }: { sha256: string; size: number },
  name: string,
): Promise<void> {
  let offset = 0;
  for await (const part of partsOf(files.read(sha256))) {
    const base64 = part.toString('base64');
    const answer = await page.command('stageFile', { file: name, offset, base64 });
    offset += part.length;
    if (answer.size !== offset) throw new PageError('malformed', 'stageFile');
  }
  if (offset !== size) throw new AppError('attachment_damaged');
}

/** The same bytes in parts of the contract's size; only the last one is shorter. */
async function* partsOf(bytes: AsyncIterable<Uint8Array>): AsyncGenerator<Buffer> {
  let held: Uint8Array[] = [];
  let length = 0;
  for await (const some of bytes) {
    held.push(some);
    length += some.length;
    if (length < FILE_PART_BYTES) continue;
    const all = Buffer.concat(held, length);
    let start = 0;
    for (; length - start >= FILE_PART_BYTES; start += FILE_PART_BYTES) {
      yield all.subarray(start, start + FILE_PART_BYTES);
    }
    held = [all.subarray(start)];
    length -= start;
  }
  if (length > 0) yield Buffer.concat(held, length);
}
