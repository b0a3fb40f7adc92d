import { type Request, type RequestHandler, type Response, raw } from 'express';
import { AppError } from '../domain/app-error.ts';

/** Enough for the longest text WhatsApp takes, with every character escaped. In bytes. */
const MAX_BODY = 512 * 1024;

const readRaw: RequestHandler = raw({ type: () => true, limit: MAX_BODY, inflate: false });

/** The body-parser's errors carry a `type`; it is the only thing of them that we look at. */
function codeOf(error: unknown): AppError {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : '';
  if (type === 'entity.too.large') return new AppError('body_too_large');
  if (type === 'encoding.unsupported') {
    return new AppError('unsupported_media_type', [{ field: 'Content-Encoding', message: 'must not be set' }]);
  }
  return new AppError('invalid_request', [{ field: 'body', message: 'did not arrive whole' }]);
}

/**
 * Reads a JSON body: UTF-8 only, and only what says that it is JSON, so that no HTML form can send one.
 * Rejects with AppError `unsupported_media_type`, `body_too_large`, `invalid_json`.
 */
export async function readJsonBody(request: Request, response: Response): Promise<unknown> {
  if (!/^application\/json *(; *charset="?utf-8"?)? *$/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('unsupported_media_type', [
      { field: 'Content-Type', message: 'must be application/json in UTF-8' },
    ]);
  }
  await new Promise<void>((resolve, reject) => {
    readRaw(request, response, (error: unknown) => (error ? reject(codeOf(error)) : resolve()));
  });
  const body: unknown = request.body;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
  } catch {
    throw new AppError('invalid_json');
  }
}
