import type { Request } from 'express';
import { z } from 'zod';
import { PROBLEMS } from '../contract/problems.ts';
import type { Route } from '../contract/route.ts';
import { scopeOf } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import { type ApiKey, hasScope } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { authenticate, type Caller } from '../domain/authenticate.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database } from '../domain/ports.ts';

/** Who calls, by the key that the request carries. Rejects as `authenticate` does. */
export async function identify(
  request: Request,
  dependencies: { database: Database; clock: Clock; mode: Mode; runKeys: readonly ApiKey[] },
): Promise<Caller> {
  const { database, clock, mode, runKeys } = dependencies;
  const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const text = bearer ?? request.get('x-api-key') ?? '';
  return database.read((stores) => authenticate(stores.apiKeys, runKeys, mode, text, clock.now()));
}

/** Whether somebody's key opened nothing: `wrong` is no key of ours; one that has ended is, and its holder may be told so. */
export function keyFault(error: unknown): 'wrong' | 'ended' | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === 'unauthorized') return 'wrong';
  return PROBLEMS[error.code][0] === 401 ? 'ended' : null;
}

/** Throws AppError `insufficient_role`, `insufficient_scope`, or `practice_only` in the live account. */
export function assertMayCall(route: Route, caller: Caller | null, mode: Mode): void {
  const role = caller?.key.role;
  if (route.access === 'admin' && role !== 'admin') throw new AppError('insufficient_role');
  // A lawyer's conversations are privileged: an administrator's key manages lawyers, and reads nothing of theirs.
  if (route.access === 'lawyer' && role !== 'lawyer') throw new AppError('insufficient_role');
  // Numbers of the whole app tell one lawyer of the others' work.
  if (route.access === 'operator' && role !== 'admin' && mode !== 'practice') throw new AppError('insufficient_role');
  if (caller && !hasScope(caller.key, scopeOf(route))) {
    throw new AppError('insufficient_scope', [
      { field: scopeOf(route), message: 'is not among the scopes of this key' },
    ]);
  }
  if (route.practice && mode !== 'practice') throw new AppError('practice_only');
}

/** What belongs to somebody else does not exist for the caller. Throws AppError `lawyer_not_found`. */
export function assertOwner(route: Route, caller: Caller | null, params: unknown): void {
  if (route.access !== 'owner' || caller?.key.role === 'admin') return;
  const { id } = z.object({ id: z.string() }).parse(params);
  if (id !== caller?.key.lawyerId) throw new AppError('lawyer_not_found');
}
