import type { Request, Response } from 'express';
import { z } from 'zod';
import type { LawyerId } from '../contract/ids.ts';
import { PROBLEMS, type ProblemCode } from '../contract/problems.ts';
import type { Route } from '../contract/routes.ts';
import type { Mode } from '../contract/values.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { authenticate, type Caller } from '../domain/authenticate.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import type { Stores } from '../domain/stores.ts';
import { idempotentRequest } from './idempotency.ts';
import { invalidRequest } from './problem.ts';
import { readJsonBody } from './read-json-body.ts';

/** What of a route is code, as the pipeline sees it: its schemas have parsed what goes in. */
export interface RouteCode {
  handle: AnyHandler;
  check: ((body: unknown) => Promise<void>) | undefined;
}

type AnyHandler = (call: {
  params: unknown;
  query: unknown;
  body: unknown;
  lawyerId: LawyerId;
  caller: Caller | null;
  stores: Stores;
  at: number;
  afterCommit(effect: () => void): void;
}) => Promise<unknown>;

export interface PipelineDependencies {
  database: Database;
  clock: Clock;
  log: Log;
  mode: Mode;
  runKeys: readonly ApiKey[];
}

/** What acts on another process is under way for a while; requests under the same Idempotency-Key wait their turn. */
export type Turns = Map<string, Promise<unknown>>;

interface Answer {
  status: number;
  body: string;
}

/** The way of one request: who calls, may they, is it well-formed, was it answered before, do it. */
export async function answerCall(
  { database, clock, log, mode, runKeys, turns }: PipelineDependencies & { turns: Turns },
  route: Route,
  { handle: handler, check }: RouteCode,
  request: Request,
  response: Response,
): Promise<void> {
  const caller = route.access === 'public' ? null : await identify(request);
  assertRole(route, caller);
  if (route.practice && mode !== 'practice') throw new AppError('practice_only');
  const params = parseParams(route, request.params);
  assertOwner(route, caller, params);
  const query = parse(route.query ?? z.strictObject({}), request.query, 'query');
  const body = route.body ? parse(route.body, await readJsonBody(request, response), 'body') : undefined;

  const key = route.method === 'POST' && caller ? request.get('idempotency-key') : undefined;
  const idempotent =
    key === undefined || !caller ? null : idempotentRequest(caller, key, [route.method, request.path, body ?? null]);

  const effects: (() => void)[] = [];
  let replayed = false;

  async function replay(stores: Stores): Promise<Answer | null> {
    const first = (await idempotent?.replay(stores.idempotency)) ?? null;
    replayed = first !== null;
    return first;
  }

  async function handle(stores: Stores): Promise<Answer> {
    const lawyerId = caller?.lawyerId ?? ('' as LawyerId);
    const at = clock.now();
    const output = await handler({
      params,
      query,
      body,
      lawyerId,
      caller,
      stores,
      at,
      afterCommit: (effect) => effects.push(effect),
    });
    return { status: route.status, body: output === undefined ? '' : JSON.stringify(output) };
  }

  async function keep(stores: Stores, answer: Answer): Promise<void> {
    await idempotent?.keep(stores.idempotency, answer.status, answer.body, clock.now());
  }

  async function answerOnce(): Promise<Answer> {
    if (route.method === 'GET') return database.read(handle);
    // It acts on another process, which no transaction can hold; ours must not stay open meanwhile.
    if (route.practice) return idempotent ? inTurn(turns, idempotent.name, actOutside) : actOutside();
    return database.write(async (stores) => {
      const first = await replay(stores);
      if (first) return first;
      const answer = await handle(stores);
      await keep(stores, answer);
      return answer;
    });
  }

  async function actOutside(): Promise<Answer> {
    const first = await database.read(replay);
    if (first) return first;
    const answer = await database.read(handle);
    if (idempotent) await database.write((stores) => keep(stores, answer));
    return answer;
  }

  // Slow looks come before the transaction, and not at all for a request that was answered before.
  if (check && !(await database.read(replay))) await check(body);
  const answer = await answerOnce();
  for (const effect of effects) {
    try {
      effect();
    } catch (error) {
      // What was asked for is on disk: the caller must not be told otherwise.
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'what follows a commit failed');
    }
  }
  send(answer);

  async function identify(from: Request): Promise<Caller> {
    const bearer = /^Bearer +(\S+)$/i.exec(from.get('authorization') ?? '')?.[1];
    const text = bearer ?? from.get('x-api-key') ?? '';
    const found = await database.read((stores) => authenticate(stores.apiKeys, runKeys, mode, text));
    if (!found) throw new AppError('unauthorized');
    return found;
  }

  function send({ status, body: text }: Answer): void {
    if (replayed) response.setHeader('idempotent-replayed', 'true');
    if (route.location) {
      const made = z.object({ id: z.string() }).safeParse(JSON.parse(text || 'null'));
      if (made.success) response.setHeader('location', route.location.replace('{id}', made.data.id));
    }
    if (text === '') response.status(status).end();
    else response.status(status).type('application/json').send(text);
  }
}

async function inTurn<Result>(turns: Turns, name: string, act: () => Promise<Result>): Promise<Result> {
  const before = turns.get(name) ?? Promise.resolve();
  const mine = before.then(act, act);
  turns.set(name, mine);
  try {
    return await mine;
  } finally {
    if (turns.get(name) === mine) turns.delete(name);
  }
}

function assertRole(route: Route, caller: Caller | null): void {
  if (route.access === 'admin' && caller?.role !== 'admin') throw new AppError('insufficient_role');
  // A lawyer's conversations are privileged: an administrator's key manages lawyers, and reads nothing of theirs.
  if (route.access === 'lawyer' && caller?.role !== 'lawyer') throw new AppError('insufficient_role');
}

/** What belongs to somebody else does not exist for the caller. */
function assertOwner(route: Route, caller: Caller | null, params: unknown): void {
  if (route.access !== 'owner' || caller?.role === 'admin') return;
  const { id } = z.object({ id: z.string() }).parse(params);
  if (id !== caller?.lawyerId) throw new AppError('lawyer_not_found');
}

function parseParams(route: Route, params: unknown): unknown {
  const parsed = (route.params ?? z.strictObject({})).safeParse(params);
  if (parsed.success) return parsed.data;
  // An id in another form than ours is an id of nothing.
  const notFound: ProblemCode | undefined = route.problems.find((code) => PROBLEMS[code][0] === 404);
  if (notFound && parsed.error.issues.every(({ path }) => path[0] === 'id')) throw new AppError(notFound);
  throw invalidRequest(parsed.error, 'path');
}

function parse(schema: z.ZodType, value: unknown, where: 'body' | 'query'): unknown {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalidRequest(parsed.error, where);
  return parsed.data;
}
