import type { KeyId, LawyerId } from '../contract/ids.ts';
import type { Scope } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import { type ApiKey, isActive, type KeyOwner, makeApiKey } from './api-keys.ts';
import { AppError } from './app-error.ts';
import { type AnyCaller, keyOf, lawyerOrAll } from './caller.ts';
import type { Millis } from './clock.ts';
import type { ApiKeyChange } from './stores/api-key-store.ts';
import type { Stores } from './stores.ts';

/** Where a use case of this file happens: in the caller's transaction. */
export interface KeyContext {
  stores: Stores;
  mode: Mode;
  caller: AnyCaller;
  at: Millis;
}

interface NewKeyDetails {
  name: string;
  scopes: readonly Scope[] | null;
  expires: Millis | null;
}

/** A key with its text, which is told once. */
export interface MadeKey {
  key: ApiKey;
  text: string;
}

/**
 * Makes a key: a lawyer's key makes keys of its lawyer, an administrator's and the window those of the lawyer named or,
 * without one, of an administrator. Rejects with AppError `lawyer_not_found`, `scope_not_given`, `invalid_request`.
 */
export async function createApiKey(
  { stores, mode, caller, at }: KeyContext,
  { lawyerId, ...details }: NewKeyDetails & { lawyerId: LawyerId | undefined },
): Promise<MadeKey> {
  const owner = await ownerOfNewKey(stores, caller, lawyerId);
  assertMayGive(caller, details.scopes);
  assertAhead(details.expires, at);
  const made = makeApiKey(mode, owner, { ...details, at, createdBy: keyIdOf(caller) });
  await stores.apiKeys.insert(made.key);
  return made;
}

/** What is left out stays as it is. Rejects with AppError `key_not_found`, `key_not_active`, `scope_not_given`. */
export async function changeApiKey(
  { stores, caller, at }: KeyContext,
  id: KeyId,
  change: Pick<ApiKeyChange, 'name' | 'scopes' | 'expires'>,
): Promise<ApiKey> {
  const key = await activeKeyOf(stores, caller, id, at);
  assertMayGive(caller, key.scopes);
  if (change.scopes !== undefined) assertMayGive(caller, change.scopes);
  if (change.expires !== undefined) assertAhead(change.expires, at);
  await stores.apiKeys.update(id, change);
  return apiKeyOf(stores, caller, id);
}

/**
 * Makes a key that takes the place of another one, which works for `overlap` ms more and no longer than it would have. One
 * that expires is followed by one that lives as long. Rejects with AppError `key_not_found`, `key_not_active`,
 * `scope_not_given`.
 */
export async function rotateApiKey(
  { stores, mode, caller, at }: KeyContext,
  id: KeyId,
  overlap: Millis,
): Promise<MadeKey> {
  const old = await activeKeyOf(stores, caller, id, at);
  assertMayGive(caller, old.scopes);
  const owner: KeyOwner = old.lawyerId ? { role: 'lawyer', lawyerId: old.lawyerId } : { role: 'admin' };
  const { name, scopes } = old;
  const expires = old.expires === null ? null : at + (old.expires - old.created);
  const made = makeApiKey(mode, owner, { name, scopes, expires, at, createdBy: keyIdOf(caller) });
  await stores.apiKeys.insert(made.key);
  const end = at + overlap;
  await stores.apiKeys.update(id, { replacedBy: made.key.id, expires: Math.min(old.expires ?? end, end) });
  return made;
}

/** Ends a key at once; one that is ended stays so. Rejects with AppError `key_not_found`. */
export async function revokeApiKey({ stores, caller, at }: KeyContext, id: KeyId): Promise<void> {
  const { revoked } = await apiKeyOf(stores, caller, id);
  if (revoked === null) await stores.apiKeys.update(id, { revoked: at });
}

/** What is another lawyer's does not exist for the caller. Rejects with AppError `key_not_found`. */
export async function apiKeyOf(stores: Stores, caller: AnyCaller, id: KeyId): Promise<ApiKey> {
  const whose = lawyerOrAll(caller);
  const found = await stores.apiKeys.find(id);
  if (!found || (whose !== null && found.lawyerId !== whose)) throw new AppError('key_not_found');
  return found;
}

async function activeKeyOf(stores: Stores, caller: AnyCaller, id: KeyId, at: Millis): Promise<ApiKey> {
  const key = await apiKeyOf(stores, caller, id);
  if (!isActive(key, at)) throw new AppError('key_not_active');
  return key;
}

async function ownerOfNewKey(stores: Stores, caller: AnyCaller, wanted: LawyerId | undefined): Promise<KeyOwner> {
  const whose = lawyerOrAll(caller);
  const lawyerId = wanted ?? whose;
  if (lawyerId === null) return { role: 'admin' };
  const isOwn = whose === null || lawyerId === whose;
  if (!isOwn || !(await stores.lawyers.find(lawyerId))) throw new AppError('lawyer_not_found');
  return { role: 'lawyer', lawyerId };
}

/** Null for an owner who has signed in, and for the window: the audit log says who it was. */
function keyIdOf(caller: AnyCaller): KeyId | null {
  return keyOf(caller)?.id ?? null;
}

/** Nobody gets by way of another key what the own one may not do. */
function assertMayGive(caller: AnyCaller, scopes: readonly Scope[] | null): void {
  const own = keyOf(caller)?.scopes ?? null;
  if (own === null) return;
  const isPart = scopes?.every((scope) => own.includes(scope)) ?? false;
  if (!isPart) throw new AppError('scope_not_given', [{ field: 'scopes', message: 'must be among those of this key' }]);
}

function assertAhead(expires: Millis | null, at: Millis): void {
  if (expires === null || expires > at) return;
  throw new AppError('invalid_request', [{ field: 'expires_at', message: 'must be in the future', fault: 'in_past' }]);
}

/**
 * Whose keys are listed: of the lawyer named, or without one all that the caller manages (null: everybody's). Rejects with
 * AppError `lawyer_not_found`, also for another lawyer than the caller's own.
 */
export async function keyOwner(
  { lawyers }: Stores,
  caller: AnyCaller,
  named: LawyerId | undefined,
): Promise<LawyerId | null> {
  const whose = lawyerOrAll(caller);
  if (named === undefined) return whose;
  if ((whose !== null && whose !== named) || !(await lawyers.find(named))) {
    throw new AppError('lawyer_not_found', [{ field: 'lawyer_id', message: 'does not exist' }]);
  }
  return named;
}
