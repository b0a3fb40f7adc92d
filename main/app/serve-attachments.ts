import { parseByteRange } from '../api/byte-range.ts';
import { AttachmentId, LawyerId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { AttachmentFiles } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import type { FileLook, FileLooks } from '../ipc/file-looks.ts';

/** What the window may show by itself: pictures without script, sound and film. All else is saved, never opened. */
const SHOWABLE = /^(image\/(jpeg|png|gif|webp|avif|bmp)|audio\/[\w.+-]+|video\/[\w.+-]+)$/;

const NOT_FOUND = 404;
const PARTIAL = 206;
const UNSATISFIABLE = 416;

interface Shown {
  sha256: string;
  mimeType: string;
  /** Null: it is given whole. */
  size: number | null;
}

/** Answers a request for `/attachments/<lawyer>/<attachment>[/thumbnail]` of our own window. */
export type ServeAttachment = (path: string, range: string | null) => Promise<Response>;

/**
 * Gives the window the bytes of a lawyer's attachment, decrypted on the way, whole or in a range (RFC 9110, one range),
 * which sound and film are played by. Their type is the one found from the bytes. What whoever sits there may not see is not
 * there, and what support is shown is written down first.
 */
export function createServeAttachment(looks: FileLooks, files: AttachmentFiles): ServeAttachment {
  return async (path, range) => {
    const [, , lawyer, attachment, part] = path.split('/');
    const lawyerId = LawyerId.safeParse(lawyer);
    const id = AttachmentId.safeParse(attachment);
    if (!lawyerId.success || !id.success) return empty(NOT_FOUND);
    if (part !== undefined && part !== 'thumbnail') return empty(NOT_FOUND);
    const look = { lawyerId: lawyerId.data, id: id.data, size: part ? 'small' : 'whole' } as const;
    const file = await looks.find(look, (stores) => showable(stores, look)).catch(nothingForThem);
    if (!file || !(await files.has(file.sha256))) return empty(NOT_FOUND);
    return answer(file, range);
  };

  async function showable({ attachments }: Stores, { lawyerId, id, size: of }: FileLook): Promise<Shown | null> {
    if (of === 'small') {
      const sha256 = await attachments.thumbnailOf(lawyerId, id);
      return sha256 === null ? null : { sha256, mimeType: 'image/jpeg', size: null };
    }
    const { sha256 = null, mime_type: mimeType = null, size = null } = (await attachments.find(lawyerId, id)) ?? {};
    return sha256 && mimeType && SHOWABLE.test(mimeType) ? { sha256, mimeType, size } : null;
  }

  function answer(file: Shown, range: string | null): Response {
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
