import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { MAX_SENT_BYTES } from '../contract/limits.ts';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';
import { arrivesWithin, letBodyCome } from './arrival.ts';
import { hasBody } from './read-json-body.ts';

const NO_FORM =
  'must not be multipart/form-data: send the bytes of the file alone as the body, and its name as ?file_name=';

/** A file on its way in. It can be read once. */
export interface UploadedFile {
  /**
   * Rejects with AppError `body_too_slow`, with `body_too_large` when it is more than could be sent to anybody, and with
   * `invalid_request` when it is empty or its sender leaves in the middle.
   */
  bytes: AsyncIterable<Uint8Array>;
  /** The content type, which nobody believes. */
  declaredType: string | null;
  /** Hexadecimal SHA-256 of what was read. */
  sha256(): string;
}

/**
 * The body of an upload, read as it is asked for, with never more than `pause` ms between two parts of it. Throws
 * AppError `unsupported_media_type` when it is encoded or a form, `invalid_request` when there is none, `body_too_large` when it says so
 * itself.
 */
export function readUpload(request: Request, response: Response, pause: Millis): UploadedFile {
  const { headers } = request;
  const encoding = headers['content-encoding'] ?? 'identity';
  if (encoding.toLowerCase() !== 'identity') {
    throw new AppError('unsupported_media_type', [{ field: 'Content-Encoding', message: 'must not be set' }]);
  }
  if (/^multipart\/form-data\b/i.test(headers['content-type']?.trim() ?? '')) {
    throw new AppError('unsupported_media_type', [{ field: 'Content-Type', message: NO_FORM }]);
  }
  if (!hasBody(request)) throw empty();
  if (Number(headers['content-length'] ?? 0) > MAX_SENT_BYTES) throw new AppError('body_too_large');
  const hash = createHash('sha256');
  return {
    bytes: arriving(),
    declaredType: headers['content-type'] ?? null,
    sha256: () => hash.copy().digest('hex'),
  };

  async function* arriving(): AsyncGenerator<Uint8Array> {
    letBodyCome(request, response);
    // The request must outlive the reading of it: what was wrong with it is still to be answered.
    const parts = request.iterator({ destroyOnReturn: false });
    let size = 0;
    for (;;) {
      const part = await arrivesWithin(pause, nextOf(parts));
      if (part === null) break;
      size += part.byteLength;
      if (size > MAX_SENT_BYTES) throw new AppError('body_too_large');
      hash.update(part);
      yield part;
    }
    if (size === 0) throw empty();
  }
}

/** Reads to the end what is known already, and answers with its hash. */
export async function sha256Of(upload: UploadedFile): Promise<string> {
  for await (const _part of upload.bytes);
  return upload.sha256();
}

async function nextOf(parts: AsyncIterator<unknown>): Promise<Uint8Array | null> {
  const next = await parts.next().catch(() => {
    throw new AppError('invalid_request', [{ field: 'body', message: 'did not arrive whole' }]);
  });
  if (next.done) return null;
  if (!(next.value instanceof Uint8Array)) throw new TypeError('a request gives bytes');
  return next.value;
}

function empty(): AppError {
  return new AppError('invalid_request', [{ field: 'body', message: 'must not be empty' }]);
}
