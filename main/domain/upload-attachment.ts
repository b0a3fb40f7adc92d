import type { Attachment } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import { MAX_SENT_BYTES } from '../contract/limits.ts';
import { safeFileName } from '../contract/safe-file-name.ts';
import { AppError } from './app-error.ts';
import type { Clock } from './clock.ts';
import { newId } from './new-id.ts';
import type { AttachmentFiles, Database } from './ports.ts';
import { hasExecutableName, isExecutableType, PROGRAM_START_BYTES, startsLikeProgram } from './sendable-file.ts';

interface Dependencies {
  database: Database;
  files: AttachmentFiles;
  clock: Clock;
}

export interface Upload {
  fileName: string;
  /** What the caller says it is: kept, and never believed. */
  declaredType: string | null;
  /** In bytes, where it is known beforehand: what is too large is refused before it is read. */
  declaredSize?: number;
  bytes: AsyncIterable<Uint8Array>;
}

/**
 * Takes in a file that is to be sent with a message later; when it answers, file and row are on disk. The limit is the
 * lawyer's `max_attachment_bytes`, and what WhatsApp takes at most. Rejects with AppError `lawyer_not_found`,
 * `file_type_not_allowed` (what can be run), `body_too_large`, `invalid_request` (empty), `disk_almost_full`; then no
 * row is left behind.
 */
export async function uploadAttachment(
  { database, files, clock }: Dependencies,
  lawyerId: LawyerId,
  { fileName, declaredType, declaredSize = 0, bytes }: Upload,
): Promise<Attachment> {
  const settings = await database.read(async (stores) => {
    if (!(await stores.lawyers.find(lawyerId))) throw new AppError('lawyer_not_found');
    return stores.lawyerSettings.get(lawyerId);
  });
  if (hasExecutableName(fileName)) throw notAllowed();
  const limit = Math.min(settings.max_attachment_bytes, MAX_SENT_BYTES);
  if (declaredSize > limit) throw tooLarge(limit);
  const file = await files.write(checked(bytes, limit));
  // Its bytes go with the next house-keeping: a file with the same ones may just be fetched from WhatsApp.
  if (isExecutableType(file.mimeType)) throw notAllowed();
  const at = clock.now();
  const id = newId('att', at);
  const attachment = await database.write(async (stores) => {
    await stores.attachments.insert({
      id,
      lawyerId,
      messageId: null,
      fileName: safeFileName(fileName),
      declaredType,
      declaredSize: file.size,
      declaredSha256: null,
      durationSeconds: null,
      width: null,
      height: null,
      file,
      at,
    });
    return stores.attachments.find(lawyerId, id);
  });
  if (!attachment) throw new AppError('attachment_not_found');
  return attachment;
}

/** The same bytes, until they show what is not taken: then the writing ends, and leaves nothing. */
async function* checked(bytes: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let start = new Uint8Array(0);
  let size = 0;
  for await (const part of bytes) {
    size += part.length;
    if (size > limit) throw tooLarge(limit);
    if (start.length < PROGRAM_START_BYTES) {
      start = Uint8Array.from([...start, ...part.subarray(0, PROGRAM_START_BYTES - start.length)]);
      if (startsLikeProgram(start)) throw notAllowed();
    }
    yield part;
  }
  if (size === 0)
    throw new AppError('invalid_request', [{ field: 'body', message: 'must not be empty', fault: 'missing' }]);
}

function tooLarge(limit: number): AppError {
  return new AppError('body_too_large', [{ field: 'body', message: `may have ${limit} bytes at most` }]);
}

function notAllowed(): AppError {
  const message = 'is a program, or would be opened as one';
  return new AppError('file_type_not_allowed', [{ field: 'file', message }]);
}
