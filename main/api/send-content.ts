import { pipeline } from 'node:stream/promises';
import type { Request, Response } from 'express';
import { safeFileName } from '../contract/safe-file-name.ts';
import { AppError } from '../domain/app-error.ts';
import { parseByteRange } from './byte-range.ts';
import type { Content, FileContent, SmallContent } from './content.ts';

/** Answers with bytes. Rejects with what reading rejects with before anything was sent, and when it fails on the way. */
export async function sendContent(request: Request, response: Response, content: Content): Promise<void> {
  if ('bytes' in content) sendSmall(response, content);
  else await sendFile(request, response, content);
}

function sendSmall(response: Response, { type, bytes, expires }: SmallContent): void {
  response.setHeader('content-type', type);
  if (expires) response.setHeader('expires', expires.toUTCString());
  response.status(200).end(bytes);
}

/**
 * A file is saved and never shown: nothing in it may run where a directory app is open. One range of it can be asked for
 * (RFC 9110, section 14), and what is known already is not sent again.
 */
async function sendFile(request: Request, response: Response, content: FileContent): Promise<void> {
  const { type, size, sha256, fileName } = content;
  const etag = `"${sha256}"`;
  // It sets a type by the name's ending, too, which the true one then replaces.
  response.attachment(safeFileName(fileName, type));
  response.setHeader('content-type', type);
  response.setHeader('content-security-policy', "default-src 'none'; sandbox");
  response.setHeader('accept-ranges', 'bytes');
  // Its tag, its length and its ranges are those of the very bytes: they are not compressed on the way.
  response.setHeader('cache-control', 'no-store, no-transform');
  response.setHeader('etag', etag);
  if (namesTag(request.headers['if-none-match'], etag)) {
    response.removeHeader('content-type');
    response.status(304).end();
    return;
  }
  const ifRange = request.headers['if-range'];
  const asked = ifRange === undefined || ifRange === etag ? parseByteRange(request.headers.range, size) : null;
  if (asked === 'outside') {
    for (const header of ['content-disposition', 'etag', 'accept-ranges']) response.removeHeader(header);
    response.setHeader('content-range', `bytes */${size}`);
    throw new AppError('range_not_satisfiable');
  }
  const part = asked ?? { start: 0, end: size };
  const bytes = request.method === 'HEAD' ? nothing() : await begun(content.read(part));
  response.status(asked ? 206 : 200);
  if (asked) response.setHeader('content-range', `bytes ${part.start}-${part.end - 1}/${size}`);
  response.setHeader('content-length', part.end - part.start);
  await pipeline(bytes, response);
}

/** Whether an If-None-Match header names that tag (RFC 9110, section 13.1.2: weak ones count as well). */
export function namesTag(header: string | undefined, etag: string): boolean {
  const strong = (tag: string): string => tag.trim().replace(/^W\//, '');
  const tags = (header ?? '').split(',').map(strong);
  return tags.includes(strong(etag)) || tags.includes('*');
}

async function* nothing(): AsyncGenerator<Uint8Array> {}

/** The same bytes once the first of them are there: a damaged file can then still be answered with a problem. */
async function begun(bytes: AsyncIterable<Uint8Array>): Promise<AsyncIterable<Uint8Array>> {
  const parts = bytes[Symbol.asyncIterator]();
  let next = await parts.next();
  return {
    async *[Symbol.asyncIterator]() {
      try {
        while (!next.done) {
          yield next.value;
          next = await parts.next();
        }
      } finally {
        await parts.return?.();
      }
    },
  };
}
