import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { Route } from '../contract/route.ts';
import type { Answer } from './answer-once.ts';
import { namesTag } from './send-content.ts';

/**
 * A read is not sent again to who has it already (RFC 9110, section 13.1.2). The tag is a weak one: compressed or not, it
 * is the same.
 */
export function sendJson(route: Route, request: Request, response: Response, { status, body, isReplay }: Answer): void {
  if (route.method === 'GET') {
    const etag = `W/"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
    response.setHeader('etag', etag);
    if (namesTag(request.headers['if-none-match'], etag)) {
      response.status(304).end();
      return;
    }
  }
  if (isReplay) response.setHeader('idempotent-replayed', 'true');
  if (route.location) {
    const made = z.object({ id: z.string() }).safeParse(JSON.parse(body || 'null'));
    if (made.success) response.setHeader('location', route.location.replace('{id}', made.data.id));
  }
  if (body === '') response.status(status).end();
  else response.status(status).type('application/json').send(body);
}
