import { z } from 'zod';
import type { ProblemCode } from './problems.ts';
import type { Resource } from './scopes.ts';

/**
 * Who may call a route. `lawyer` routes act on the key's own lawyer; `owner` ones on the lawyer named in the path, and
 * administrators may use them, too. `any` takes every key, and what is shown follows from whose it is. `operator` is
 * for watching over the app: an administrator's key, or in practice every key. `session` is for staff who have signed
 * in. The session of an owner is as an administrator's key; that of support opens nothing that does not say so.
 */
export type Access = 'public' | 'admin' | 'lawyer' | 'owner' | 'any' | 'operator' | 'session';

export interface Route {
  method: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  path: string;
  summary: string;
  access: Access;
  /**
   * Whether it is there for calls through the tunnel, too: for what the directory needs, and nothing with which a stolen
   * key of its could give itself more (keys, grants, settings, sessions with their QR codes) or reach what is others'.
   */
  fromOutside: boolean;
  /** What it is about, by which a key can be limited; see scopes.ts. */
  resource: Resource;
  /** Whatever a key is limited to, it may do that. */
  anyScope?: true;
  /** Support may read it, as far as a lawyer has granted it. For routes that only read. */
  support?: true;
  /** A session that is locked may still do that. */
  whenLocked?: true;
  /** Exists in the practice account only. */
  practice?: true;
  /** The answer holds a secret that is shown once, to the key that asked, and to nobody else who repeats the request. */
  secret?: true;
  /** The body holds a password: nothing by which it could be guessed is kept of it. */
  password?: true;
  /** Acts on WhatsApp's page or another process, or on too many rows: no one transaction can hold it. */
  outside?: true;
  /** The parameter of the path that stands for a key: what this app has sealed is limited by itself. For public routes. */
  sealed?: string;
  params?: z.ZodObject;
  query?: z.ZodObject;
  /** A JSON body. Where the schema takes `undefined`, it may be left out. */
  body?: z.ZodType;
  /** How large a JSON body may be, in bytes, where DEFAULT_BODY_LIMIT is not enough. */
  bodyLimit?: number;
  /** The body is not JSON but the bytes of a file, of whatever content type; how many may come is the lawyer's setting. */
  upload?: true;
  /** 101: the connection is a WebSocket from then on. */
  status: 101 | 200 | 201 | 202 | 204;
  /** Where the thing made can be read: the `Location` header, with `{id}` from the output. */
  location?: string;
  /** What is answered as JSON. Absent where `content` says that bytes are, or `stream` what goes on. */
  output?: z.ZodType;
  /** The media type of an answer that is no JSON; `*` stands for the one found from the bytes. */
  content?: string;
  /**
   * The answer goes on for as long as the caller stays: `each` is told as it comes, as Server-Sent Events or as text frames
   * of a WebSocket.
   */
  stream?: { as: 'text/event-stream' | 'websocket'; each: z.ZodType };
  /** It can wait for what is to come, so that it reads by itself, now and then. For a GET. */
  waits?: true;
  /** What it can answer beyond the problems that every route can. */
  problems: readonly ProblemCode[];
}

/** Enough for the longest text WhatsApp takes, with every character escaped. In bytes. */
export const DEFAULT_BODY_LIMIT = 512 * 1024;

/** How many rows a page has. */
export const PAGE_SIZE = { usual: 50, most: 200 } as const;

export const Page = z.strictObject({
  limit: z.coerce
    .number<number>()
    .int()
    .min(1)
    .max(PAGE_SIZE.most)
    .default(PAGE_SIZE.usual)
    .describe('How many there are on a page at most.'),
  cursor: z.string().max(200).optional().describe('The `next_cursor` of the page before. Without one: the first page.'),
});
