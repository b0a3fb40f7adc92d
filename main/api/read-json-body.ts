import { type Request, type Response, raw } from 'express';
import { AppError } from '../domain/app-error.ts';
import { arrivesWithin, letBodyCome } from './arrival.ts';

/** The body-parser's errors carry a `type`; it is the only thing of them that we look at. */
function codeOf(error: unknown): AppError {
  const type = typeof error === 'object' && error !== null && 'type' in error ? error.type : '';
  if (type === 'entity.too.large') return new AppError('body_too_large');
  if (type === 'encoding.unsupported') {
    return new AppError('unsupported_media_type', [{ field: 'Content-Encoding', message: 'must not be set' }]);
  }
  return new AppError('invalid_request', [{ field: 'body', message: 'did not arrive whole' }]);
}

/** Whether a request has a body, by its headers (RFC 9112, section 6). */
export function hasBody({ headers }: Request): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/**
 * Reads a JSON body: UTF-8 only, and only what says that it is JSON, so that no HTML form can send one. `size` is in
 * bytes, `time` in ms. Rejects with AppError `unsupported_media_type`, `body_too_large`, `body_too_slow`,
 * `invalid_json`, `invalid_request`.
 */
export async function readJsonBody(
  request: Request,
  response: Response,
  limits: { size: number; time: number },
): Promise<unknown> {
  if (!/^application\/json *(; *charset="?utf-8"?)? *$/i.test(request.headers['content-type'] ?? '')) {
    throw new AppError('unsupported_media_type', [
      { field: 'Content-Type', message: 'must be application/json in UTF-8' },
    ]);
  }
  const readRaw = raw({ type: () => true, limit: limits.size, inflate: false });
  letBodyCome(request, response);
  const reading = new Promise<void>((resolve, reject) => {
    readRaw(request, response, (error: unknown) => (error ? reject(codeOf(error)) : resolve()));
  });
  await arrivesWithin(limits.time, reading);
  const body: unknown = request.body;
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.isBuffer(body) ? body : Buffer.alloc(0)));
  } catch {
    throw new AppError('invalid_json');
  }
}
