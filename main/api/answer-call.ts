import type { Request, Response } from 'express';
import type { LawyerId } from '../contract/ids.ts';
import type { Route } from '../contract/route.ts';
import { takesIdempotencyKey } from '../contract/route-problems.ts';
import type { Mode } from '../contract/values.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { KeyEndedError } from '../domain/authenticate.ts';
import { type Caller, callerId, isStaff } from '../domain/caller.ts';
import type { Clock } from '../domain/clock.ts';
import { grantedView, type Seen } from '../domain/granted-view.ts';
import type { SessionUse } from '../domain/note-session-use.ts';
import type { Database, Log, Metrics, Tracing } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { inSpan } from '../domain/trace-context.ts';
import { assertMayCall, assertOwner, identify, keyFault } from './access.ts';
import {
  type Answer,
  answerInTransaction,
  answerOutside,
  answerUpload,
  type OnceDependencies,
  replayed,
  type Turns,
} from './answer-once.ts';
import { answerStream, whileWaiting } from './answer-stream.ts';
import type { ArrivalLimits } from './arrival.ts';
import { type Actor, auditCall, type CallAudit } from './audit-call.ts';
import type { Content } from './content.ts';
import type { EndedKeys } from './ended-keys.ts';
import { idempotencyKey, type SameRequest } from './idempotency.ts';
import { type ObservedCall, observeCall } from './observe-call.ts';
import type { OpenStreams } from './open-streams.ts';
import type { RateLimits } from './rate-limits.ts';
import { parseParams, parseQuery, readBody } from './read-input.ts';
import { readUpload } from './read-upload.ts';
import { sendContent } from './send-content.ts';
import { sendJson } from './send-json.ts';
import { type ToldOfChanges, tellChange } from './tell-change.ts';

/** What of a route is code, as the pipeline sees it: its schemas have parsed what goes in. */
export interface RouteCode {
  name: string;
  handle: (call: {
    params: unknown;
    query: unknown;
    body: unknown;
    lawyerId: LawyerId;
    caller: Caller | null;
    address: string;
    through: Way;
    /** Absent for a route that reads by itself. */
    stores?: Stores;
    at: number;
    traceparent: string | null;
    afterCommit(effect: () => void): void;
    waiting<Result>(work: (left: AbortSignal) => Promise<Result>): Promise<Result>;
    lastEventId: string | undefined;
  }) => Promise<unknown>;
  check: ((body: unknown, through: Way) => Promise<void>) | undefined;
}

/** How a call came: from this machine itself, or through the tunnel from anywhere. */
export type Way = 'loopback' | 'tunnel';

export interface PipelineDependencies extends ToldOfChanges {
  database: Database;
  clock: Clock;
  log: Log;
  mode: Mode;
  runKeys: readonly ApiKey[];
  keyUsed(key: ApiKey): void;
  sessionUse: SessionUse;
  metrics: Pick<Metrics, 'took' | 'add'>;
  tracing: Tracing;
  streams: OpenStreams;
  /** Of all listeners together: what is sent twice at once is done once, whichever way it came. */
  turns: Turns;
  isNewsOfEnded: EndedKeys;
  /** Whether this app has sealed what stands for a key in a path; see `sealed` in the contract. */
  isSealed(token: string): boolean;
}

/** What of one listener is its own. */
export interface ListenerParts {
  through: Way;
  rateLimits: RateLimits;
  limits: ArrivalLimits;
  /** It closes: who waits for what is to come waits no longer. */
  closing: AbortSignal;
}

export type CallDependencies = PipelineDependencies & ListenerParts;

/** The lawyer of those who are none: no row is theirs. */
const NOBODY = '' as LawyerId;

/** The way of one request: who calls, may they, is it well-formed, was it answered before, do it. */
export async function answerCall(
  dependencies: CallDependencies,
  route: Route,
  code: RouteCode,
  request: Request,
  response: Response,
): Promise<void> {
  const observed = observeCall(dependencies, route, request, response);
  const auditOf = (by: Actor): CallAudit => auditCall(dependencies, { name: code.name, route }, by, request, response);
  const caller = await admit(dependencies, route, request, response).catch(async (error: unknown) => {
    const isNews = error instanceof KeyEndedError && dependencies.isNewsOfEnded(error.key.id, code.name);
    if (isNews) await auditOf({ kind: 'ended', key: error.key }).refused(error);
    throw error;
  });
  await assertFromThere(dependencies, code.name, caller, auditOf);
  const audit = auditOf(caller);
  try {
    await answerCaller(dependencies, route, code, { caller, audit, observed }, request, response);
  } catch (error) {
    await audit.refused(error);
    throw error;
  }
}

/**
 * Through the tunnel nobody manages anything: an administrator's key that was stolen opens nothing from there. Rejects with
 * AppError `not_from_outside`, which is written down like the use of a key that has ended.
 */
async function assertFromThere(
  { through, isNewsOfEnded }: CallDependencies,
  action: string,
  caller: Caller | null,
  auditOf: (by: Actor) => CallAudit,
): Promise<void> {
  if (through !== 'tunnel' || !caller || caller.kind === 'lawyer') return;
  const error = new AppError('not_from_outside');
  if (isNewsOfEnded(callerId(caller), action)) await auditOf(caller).refused(error);
  throw error;
}

async function answerCaller(
  dependencies: CallDependencies,
  route: Route,
  { handle, check }: RouteCode,
  { caller, audit, observed }: { caller: Caller | null; audit: CallAudit; observed: ObservedCall },
  request: Request,
  response: Response,
): Promise<void> {
  const { database, clock, log, mode, tracing, turns, limits } = dependencies;
  const { traceparent } = observed;
  assertMayCall(route, caller, mode);
  const params = parseParams(route, request.params);
  audit.about(params);
  assertOwner(route, caller, params);
  const query = parseQuery(route, request.query);
  const header = takesIdempotencyKey(route) ? request.get('idempotency-key') : undefined;
  const key = header === undefined || !caller ? null : idempotencyKey(caller, header, route);
  const once: OnceDependencies = { database, clock, turns, key };
  const effects: (() => void)[] = [];
  if (route.method !== 'GET') effects.push(() => tellChange(dependencies, route, caller, params));

  // Support works on the stores as they were granted, whatever a handler does; what it is shown is written down.
  let seen: Seen = new Map();
  const storesFor = (stores: Stores): Stores => {
    if (caller?.kind !== 'support') return stores;
    const view = grantedView(stores, caller.staff.id, clock.now());
    seen = view.seen;
    return view.stores;
  };

  const presence = { ...dependencies, caller, observed, check: () => checkAgain(dependencies, route, request) };

  const run = async (stores: Stores | null, body: unknown): Promise<unknown> =>
    handle({
      params,
      query,
      body,
      lawyerId: caller?.kind === 'lawyer' ? caller.lawyerId : NOBODY,
      caller,
      address: addressOf(dependencies, request),
      through: dependencies.through,
      ...(stores && { stores: storesFor(stores) }),
      at: clock.now(),
      traceparent,
      afterCommit: (effect) => effects.push(effect),
      waiting: (work) => whileWaiting(presence, response, work),
      lastEventId: request.get('last-event-id'),
    });

  if (route.stream) {
    const begin = () => database.read((stores) => run(stores, undefined));
    return answerStream(presence, route.stream.as, begin, request, response);
  }
  if (route.content !== undefined) {
    // The table gives such a route a handler that answers with content.
    const content = (await database.read((stores) => run(stores, undefined))) as Content;
    await audit.shown(seen, undefined);
    return sendContent(request, response, content);
  }
  const answer = route.upload ? await takeUpload() : await takeJson();
  runEffects(effects, log);
  sendJson(route, request, response, answer);

  async function takeUpload(): Promise<Answer> {
    const file = readUpload(request, response, limits.pause);
    const same = (sha256: string): SameRequest => [route.method, request.path, query, sha256];
    return answerUpload(once, file, same, (stores) => outside(stores, file));
  }

  async function takeJson(): Promise<Answer> {
    const body = await readBody(route, request, response, limits.body);
    const same: SameRequest = [route.method, request.path, body ?? null];
    audit.about(body);
    if (route.waits) return toAnswer(route, await run(null, body));
    if (route.method === 'GET') {
      const output = await database.read((stores) => run(stores, body));
      await audit.shown(seen, output);
      return toAnswer(route, output);
    }
    // Slow looks come before the transaction, and not at all for a request that was answered before.
    if (check && !(await database.read((stores) => replayed(stores, key, same))))
      await check(body, dependencies.through);
    if (route.outside) return answerOutside(once, same, (stores) => outside(stores, body));
    const work = async (stores: Stores): Promise<Answer> => {
      const output = await run(stores, body);
      await audit.done(stores, output);
      return toAnswer(route, output);
    };
    return inSpan(tracing, 'database write', traceparent, () => answerInTransaction(once, same, work));
  }

  /** No transaction holds what is done there: that it begins and that it is done are written down beside it. */
  async function outside(stores: Stores, body: unknown): Promise<Answer> {
    await audit.begun();
    const output = await run(stores, body);
    await audit.doneBeside(output);
    return toAnswer(route, output);
  }
}

/** Who calls, if they do not call too often. */
async function admit(
  dependencies: CallDependencies,
  route: Route,
  request: Request,
  response: Response,
): Promise<Caller | null> {
  const { rateLimits, keyUsed, sessionUse } = dependencies;
  const address = addressOf(dependencies, request);
  if (route.access === 'public') {
    const token = route.sealed === undefined ? undefined : request.params[route.sealed];
    const isLink = typeof token === 'string' && dependencies.isSealed(token);
    await rateLimits.take(response, isLink ? { link: token } : { address });
    return null;
  }
  try {
    const caller = await identify(request, dependencies);
    if (!isStaff(caller)) keyUsed(caller.key);
    // While it is locked nobody uses it.
    else if (caller.session.locked === null) sessionUse.note(caller.session);
    await rateLimits.take(response, { key: callerId(caller) });
    return caller;
  } catch (error) {
    const fault = keyFault(error);
    if (fault === 'wrong') await rateLimits.failed(response, address);
    if (fault === 'ended') await rateLimits.take(response, { address });
    throw error;
  }
}

/** Never what a header claims: whoever calls could write anything there. All that comes through the tunnel is one. */
export function addressOf({ through }: Pick<ListenerParts, 'through'>, request: Request): string {
  if (through === 'tunnel') return 'tunnel';
  return request.socket.remoteAddress ?? '';
}

/** Whether the caller of a request that goes on may still do that. Rejects as `identify` and `assertMayCall` do. */
async function checkAgain(dependencies: PipelineDependencies, route: Route, request: Request): Promise<void> {
  const caller = await identify(request, dependencies);
  assertMayCall(route, caller, dependencies.mode);
  if (!isStaff(caller)) dependencies.keyUsed(caller.key);
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
