import { parseByteRange } from '../api/byte-range.ts';
import { AttachmentId, LawyerId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { AttachmentFiles, Database } from '../domain/ports.ts';

/** What the window may show by itself: pictures without script, sound and film. All else is saved, never opened. */
const SHOWABLE = /^(image\/(jpeg|png|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

const NOT_FOUND = 404;
const PARTIAL = 206;
const UNSATISFIABLE = 416;

/** Answers a request for `/attachments/<lawyer>/<attachment>[/thumbnail]` of our own window. */
export type ServeAttachment = (path: string, range: string | null) => Promise<Response>;

/**
 * Gives the window the bytes of a lawyer's attachment, decrypted on the way, whole or in a range (RFC 9110, one range),
 * which sound and film are played by. Their type is the one found from the bytes. `database` is the window's: what whoever
 * sits there may not see is not there.
 */
export function createServeAttachment(database: Database, files: AttachmentFiles): ServeAttachment {
  return async (path, range) => {
    const [, , lawyer, attachment, part] = path.split('/');
    const lawyerId = LawyerId.safeParse(lawyer);
    const id = AttachmentId.safeParse(attachment);
    if (!lawyerId.success || !id.success) return empty(NOT_FOUND);
    const file = await database
      .read(async (stores) => {
        if (part === 'thumbnail') {
          const sha256 = await stores.attachments.thumbnailOf(lawyerId.data, id.data);
          return sha256 === null ? null : { sha256, mime_type: 'image/jpeg', size: null };
        }
        return part === undefined ? stores.attachments.find(lawyerId.data, id.data) : null;
      })
      .catch(nothingForThem);
    if (!file?.sha256 || !file.mime_type || !SHOWABLE.test(file.mime_type)) return empty(NOT_FOUND);
    if (!(await files.has(file.sha256))) return empty(NOT_FOUND);
    return answer({ sha256: file.sha256, mimeType: file.mime_type, size: file.size }, range);
  };

  function answer(file: { sha256: string; mimeType: string; size: number | null }, range: string | null): Response {
    const headers = {
      'content-type': file.mimeType,
      'x-content-type-options': 'nosniff',
      'content-security-policy': "default-src 'none'; sandbox",
      // A file never changes under its id, but the lawyer's machine is no place for a second, plain copy.
      'cache-control': 'no-store',
    };
    if (file.size === null) return new Response(stream(file.sha256), { headers });
    const part = parseByteRange(range ?? undefined, file.size);
    if (part === 'outside') {
      return new Response(null, { status: UNSATISFIABLE, headers: { 'content-range': `bytes */${file.size}` } });
    }
    const { start, end } = part ?? { start: 0, end: file.size };
    return new Response(stream(file.sha256, { start, end }), {
      status: part ? PARTIAL : 200,
      headers: {
        ...headers,
        'accept-ranges': 'bytes',
        'content-length': String(end - start),
        ...(part ? { 'content-range': `bytes ${start}-${end - 1}/${file.size}` } : {}),
      },
    });
  }

  function stream(sha256: string, part?: { start: number; end: number }): ReadableStream<Uint8Array> {
    const bytes = files.read(sha256, part)[Symbol.asyncIterator]();
    return new ReadableStream({
      async pull(controller) {
        const { done, value } = await bytes.next();
        if (done) controller.close();
        else controller.enqueue(value);
      },
      async cancel() {
        await bytes.return?.();
      },
    });
  }
}

function nothingForThem(error: unknown): null {
  if (error instanceof AppError) return null;
  throw error;
}

function empty(status: number): Response {
  return new Response(null, { status });
}
