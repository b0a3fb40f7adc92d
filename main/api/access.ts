import type { Request } from 'express';
import { z } from 'zod';
import type { Route } from '../contract/route.ts';
import type { Mode } from '../contract/values.ts';
import type { ApiKey } from '../domain/api-keys.ts';
import { AppError } from '../domain/app-error.ts';
import { authenticate, type Caller } from '../domain/authenticate.ts';
import type { Database } from '../domain/ports.ts';

/** Who calls, by the key that the request carries. Rejects with AppError `unauthorized`. */
export async function identify(
  request: Request,
  { database, mode, runKeys }: { database: Database; mode: Mode; runKeys: readonly ApiKey[] },
): Promise<Caller> {
  const bearer = /^Bearer +(\S+)$/i.exec(request.get('authorization') ?? '')?.[1];
  const text = bearer ?? request.get('x-api-key') ?? '';
  const found = await database.read((stores) => authenticate(stores.apiKeys, runKeys, mode, text));
  if (!found) throw new AppError('unauthorized');
  return found;
}

/** Throws AppError `insufficient_role`, or `practice_only` in the live account. */
export function assertMayCall(route: Route, caller: Caller | null, mode: Mode): void {
  if (route.access === 'admin' && caller?.role !== 'admin') throw new AppError('insufficient_role');
  // A lawyer's conversations are privileged: an administrator's key manages lawyers, and reads nothing of theirs.
  if (route.access === 'lawyer' && caller?.role !== 'lawyer') throw new AppError('insufficient_role');
  // Numbers of the whole app tell one lawyer of the others' work.
  if (route.access === 'operator' && caller?.role !== 'admin' && mode !== 'practice') {
    throw new AppError('insufficient_role');
  }
  if (route.practice && mode !== 'practice') throw new AppError('practice_only');
}

/** What belongs to somebody else does not exist for the caller. Throws AppError `lawyer_not_found`. */
export function assertOwner(route: Route, caller: Caller | null, params: unknown): void {
  if (route.access !== 'owner' || caller?.role === 'admin') return;
  const { id } = z.object({ id: z.string() }).parse(params);
  if (id !== caller?.lawyerId) throw new AppError('lawyer_not_found');
}
