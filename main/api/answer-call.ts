import { createHash } from 'node:crypto';
import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LawyerId } from '../contract/ids.ts';
import type { Route } from '../contract/route.ts';
import type { Mode } from '../contract/values.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import type { Caller } from '../domain/authenticate.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log, Metrics, Tracing } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { inSpan } from '../domain/trace-context.ts';
import { assertMayCall, assertOwner, identify, isWrongKey } from './access.ts';
import {
  type Answer,
  answerInTransaction,
  answerOutside,
  answerUpload,
  type OnceDependencies,
  replayed,
  type Turns,
} from './answer-once.ts';
import type { ArrivalLimits } from './arrival.ts';
import type { Content } from './content.ts';
import { idempotencyKey } from './idempotency.ts';
import { observeCall } from './observe-call.ts';
import type { RateLimits } from './rate-limits.ts';
import { parseParams, parseQuery, readBody } from './read-input.ts';
import { readUpload } from './read-upload.ts';
import { namesTag, sendContent } from './send-content.ts';

/** What of a route is code, as the pipeline sees it: its schemas have parsed what goes in. */
export interface RouteCode {
  handle: (call: {
    params: unknown;
    query: unknown;
    body: unknown;
    lawyerId: LawyerId;
    caller: Caller | null;
    stores: Stores;
    at: number;
    traceparent: string | null;
    afterCommit(effect: () => void): void;
  }) => Promise<unknown>;
  check: ((body: unknown) => Promise<void>) | undefined;
}

export interface PipelineDependencies {
  database: Database;
  clock: Clock;
  log: Log;
  mode: Mode;
  runKeys: readonly ApiKey[];
  rateLimits: RateLimits;
  keyUsed(key: ApiKey): void;
  metrics: Pick<Metrics, 'took'>;
  tracing: Tracing;
}

/** The way of one request: who calls, may they, is it well-formed, was it answered before, do it. */
export async function answerCall(
  dependencies: PipelineDependencies & { turns: Turns; limits: ArrivalLimits },
  route: Route,
  { handle, check }: RouteCode,
  request: Request,
  response: Response,
): Promise<void> {
  const { database, clock, log, mode, tracing, turns, limits } = dependencies;
  const traceparent = observeCall(dependencies, route, request, response);
  const caller = await admit(dependencies, route, request, response);
  assertMayCall(route, caller, mode);
  const params = parseParams(route, request.params);
  assertOwner(route, caller, params);
  const query = parseQuery(route, request.query);
  const header = route.method === 'POST' && caller ? request.get('idempotency-key') : undefined;
  const key = header === undefined || !caller ? null : idempotencyKey(caller, header, route.secret ?? false);
  const once: OnceDependencies = { database, clock, turns, key };
  const effects: (() => void)[] = [];

  const run = (stores: Stores, body: unknown): Promise<unknown> =>
    handle({
      params,
      query,
      body,
      lawyerId: caller?.key.lawyerId ?? ('' as LawyerId),
      caller,
      stores,
      at: clock.now(),
      traceparent,
      afterCommit: (effect) => effects.push(effect),
    });

  if (route.content !== undefined) {
    // The table gives such a route a handler that answers with content.
    const content = (await database.read((stores) => run(stores, undefined))) as Content;
    return sendContent(request, response, content);
  }
  const answer = route.upload ? await takeUpload() : await takeJson();
  runEffects(effects, log);
  sendJson(route, request, response, answer);

  async function takeUpload(): Promise<Answer> {
    const file = readUpload(request, response, limits.pause);
    const same = (sha256: string): unknown => [route.method, request.path, query, sha256];
    return answerUpload(once, file, same, async (stores) => toAnswer(route, await run(stores, file)));
  }

  async function takeJson(): Promise<Answer> {
    const body = await readBody(route, request, response, limits.body);
    const same = [route.method, request.path, body ?? null];
    const work = async (stores: Stores): Promise<Answer> => toAnswer(route, await run(stores, body));
    if (route.method === 'GET') return database.read(work);
    // Slow looks come before the transaction, and not at all for a request that was answered before.
    if (check && !(await database.read((stores) => replayed(stores, key, same)))) await check(body);
    if (route.outside) return answerOutside(once, same, work);
    return inSpan(tracing, 'database write', traceparent, () => answerInTransaction(once, same, work));
  }
}

/** Who calls, if they do not call too often. */
async function admit(
  dependencies: PipelineDependencies,
  route: Route,
  request: Request,
  response: Response,
): Promise<Caller | null> {
  const { rateLimits, keyUsed } = dependencies;
  // Never what a header claims: whoever calls could write anything there.
  const address = request.socket.remoteAddress ?? '';
  if (route.access === 'public') {
    await rateLimits.take(response, { address });
    return null;
  }
  try {
    const caller = await identify(request, dependencies);
    keyUsed(caller.key);
    await rateLimits.take(response, { key: caller.key.id });
    return caller;
  } catch (error) {
    if (isWrongKey(error)) await rateLimits.failed(response, address);
    throw error;
  }
}

function toAnswer(route: Route, output: unknown): Answer {
  return { status: route.status, body: output === undefined ? '' : JSON.stringify(output) };
}

function runEffects(effects: readonly (() => void)[], log: Log): void {
  for (const effect of effects) {
    try {
      effect();
    } catch (error) {
      // What was asked for is on disk: the caller must not be told otherwise.
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'what follows a commit failed');
    }
  }
}

/**
 * A read is not sent again to who has it already (RFC 9110, section 13.1.2). The tag is a weak one: compressed or not, it
 * is the same.
 */
function sendJson(route: Route, request: Request, response: Response, { status, body, isReplay }: Answer): void {
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
