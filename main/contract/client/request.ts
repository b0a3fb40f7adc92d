import type { Route } from '../route.ts';
import { takesIdempotencyKey } from '../route-problems.ts';

/** The bytes of an upload. A stream is none: it could not be sent a second time. */
export type Upload = Uint8Array<ArrayBuffer> | ArrayBuffer | Blob;

/** What a caller gives a route, as those see it who do not know which one it is. */
export interface AnyInput {
  params?: Record<string, unknown>;
  query?: Record<string, unknown>;
  body?: unknown;
}

/** One request, ready to be sent, and to be sent again. */
export interface PreparedRequest {
  url: string;
  init: { method: string; headers: Headers; body?: string | Upload };
  idempotencyKey: string | null;
}

interface Sender {
  baseUrl: string;
  key: string | undefined;
  idempotencyKey: string | undefined;
  /** They win over the usual ones. */
  headers: Record<string, string> | undefined;
}

/**
 * `baseUrl` may have a path of its own, such as a tunnel's. Throws TypeError for an address or a header that cannot be sent:
 * no repetition would make it better.
 */
export function prepare(
  route: Route,
  { params = {}, query = {}, body }: AnyInput,
  { baseUrl, key, idempotencyKey, headers: further = {} }: Sender,
): PreparedRequest {
  const path = route.path.replace(/\{(\w+)\}/g, (_, field: string) => encodeURIComponent(String(params[field])));
  const search = new URLSearchParams();
  for (const [field, value] of Object.entries(query)) if (value !== undefined) search.set(field, String(value));
  const named = takesIdempotencyKey(route) ? (idempotencyKey ?? crypto.randomUUID()) : null;
  const sent = route.upload ? (body as Upload) : body === undefined ? undefined : JSON.stringify(body);
  const headers = new Headers({ accept: route.output ? 'application/json, application/problem+json' : '*/*' });
  if (key !== undefined) headers.set('authorization', `Bearer ${key}`);
  if (named !== null) headers.set('idempotency-key', named);
  if (sent !== undefined) headers.set('content-type', contentType(route, body));
  for (const [name, value] of Object.entries(further)) headers.set(name, value);
  return {
    url: new URL(`${baseUrl.replace(/\/+$/, '')}${path}${search.size > 0 ? `?${search}` : ''}`).href,
    init: { method: route.method, headers, ...(sent === undefined ? {} : { body: sent }) },
    idempotencyKey: named,
  };
}

function contentType(route: Route, body: unknown): string {
  if (!route.upload) return 'application/json';
  return body instanceof Blob && body.type !== '' ? body.type : 'application/octet-stream';
}
