import type { Request } from 'express';
import { z } from 'zod';
import { PROBLEMS } from '../contract/problems.ts';
import type { Access, Route } from '../contract/route.ts';
import { scopeOf } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import { type ApiKey, hasScope } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { authenticate, authenticateSession } from '../domain/authenticate.ts';
import { type Caller, isStaff } from '../domain/caller.ts';
import type { Clock } from '../domain/clock.ts';
import type { SessionUse } from '../domain/note-session-use.ts';
import type { Database } from '../domain/ports.ts';

/**
 * Who calls, by the key or the session's token that the request carries. Rejects as `authenticate` and
 * `authenticateSession` do.
 */
export async function identify(
  request: Request,
  dependencies: {
    database: Database;
    clock: Clock;
    mode: Mode;
    runKeys: readonly ApiKey[];
    sessionUse: SessionUse;
  },
): Promise<Caller> {
  const { database, clock, mode, runKeys, sessionUse } = dependencies;
  const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const text = bearer ?? request.get('x-api-key') ?? '';
  return database.read<Caller>((stores) =>
    text.startsWith('lxs_')
      ? authenticateSession(stores, sessionUse, mode, text, clock.now())
      : authenticate(stores.apiKeys, runKeys, mode, text, clock.now()),
  );
}

/** Whether somebody's key opened nothing: `wrong` is no key of ours; one that has ended is, and its holder may be told so. */
export function keyFault(error: unknown): 'wrong' | 'ended' | null {
  if (!(error instanceof AppError)) return null;
  if (error.code === 'unauthorized') return 'wrong';
  return PROBLEMS[error.code][0] === 401 ? 'ended' : null;
}

/**
 * Which routes each kind of caller may call. A lawyer's conversations are privileged: who manages lawyers reads nothing of
 * theirs. Numbers of the whole app (`operator`) tell one lawyer of the others' work. Support has its session, and beyond
 * it what a route says of itself.
 */
const MAY_CALL: Record<Caller['kind'], readonly Access[]> = {
  admin: ['admin', 'owner', 'any', 'operator'],
  owner: ['admin', 'owner', 'any', 'operator', 'session'],
  lawyer: ['lawyer', 'owner', 'any'],
  support: ['session'],
};

/**
 * Throws AppError `insufficient_role`, `insufficient_scope`, `session_locked`, or `practice_only` in the live account.
 */
export function assertMayCall(route: Route, caller: Caller | null, mode: Mode): void {
  if (caller) {
    assertUnlocked(route, caller);
    if (!hasRole(route, caller, mode)) throw wrongRole(route, caller);
    assertScope(route, caller);
  } else if (route.access !== 'public') throw new AppError('unauthorized');
  if (route.practice && mode !== 'practice') throw new AppError('practice_only');
}

function assertUnlocked(route: Route, caller: Caller): void {
  if (isStaff(caller) && caller.session.locked !== null && !route.whenLocked) throw new AppError('session_locked');
}

function hasRole({ access, method, support }: Route, { kind }: Caller, mode: Mode): boolean {
  if (MAY_CALL[kind].includes(access)) return true;
  if (kind === 'support') return support === true && method === 'GET';
  return kind === 'lawyer' && access === 'operator' && mode === 'practice';
}

function assertScope(route: Route, caller: Caller): void {
  if (route.anyScope || isStaff(caller) || hasScope(caller.key, scopeOf(route))) return;
  const message = `must be a key with the scope ${scopeOf(route)}`;
  throw new AppError('insufficient_scope', [{ field: 'Authorization', message }]);
}

/** Who may call, as it is said to who may not. */
const NEEDED: Record<Access, string> = {
  public: 'must be left out',
  admin: "must be an administrator's key, or the session of an owner",
  lawyer: "must be a lawyer's key",
  owner: "must be the key of that lawyer, an administrator's key, or the session of an owner",
  any: 'must be an API key, or the session of an owner',
  operator: "must be an administrator's key, or the session of an owner",
  session: 'must be the token of a session of staff',
};

function wrongRole({ access, support }: Route, { kind }: Caller): AppError {
  const reads =
    kind === 'support' && !support ? '; a session of support reads what a lawyer has granted it, by its id' : '';
  return new AppError('insufficient_role', [{ field: 'Authorization', message: `${NEEDED[access]}${reads}` }]);
}

/** What belongs to somebody else does not exist for the caller. Throws AppError `lawyer_not_found`. */
export function assertOwner(route: Route, caller: Caller | null, params: unknown): void {
  if (route.access !== 'owner' || caller?.kind === 'admin' || caller?.kind === 'owner') return;
  const { id } = z.object({ id: z.string() }).parse(params);
  if (caller?.kind !== 'lawyer' || id !== caller.lawyerId) throw new AppError('lawyer_not_found');
}
