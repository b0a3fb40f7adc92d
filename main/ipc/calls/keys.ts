import type { KeyId, LawyerId } from '../../contract/ids.ts';
import type { KEY_CALLS } from '../../contract/ipc/keys.ts';
import type { Mode } from '../../contract/values.ts';
import { toKey } from '../../domain/api-keys.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock } from '../../domain/clock.ts';
import {
  apiKeyOf,
  createApiKey,
  type KeyContext,
  keyOwner,
  type MadeKey,
  revokeApiKey,
  rotateApiKey,
} from '../../domain/manage-api-keys.ts';
import type { Database } from '../../domain/ports.ts';
import type { Stores } from '../../domain/stores.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

export interface KeyDependencies {
  database: Database;
  clock: Clock;
  mode: Mode;
}

const CALLER = { kind: 'window' } as const;

/** The keys of one lawyer. Those of administrators are not the window's. */
export function keyCalls({ database, clock, mode }: KeyDependencies): HandlersOf<typeof KEY_CALLS> {
  const context = (stores: Stores): KeyContext => ({ stores, mode, caller: CALLER, at: clock.now() });

  return {
    'keys.list': ({ lawyer_id, cursor }) =>
      database.read(async (stores) => {
        const owner = await keyOwner(stores, CALLER, lawyer_id);
        const { rows, nextCursor } = await stores.apiKeys.list(owner, { limit: PAGE_SIZE, cursor });
        return { data: rows.map(toKey), next_cursor: nextCursor };
      }),
    'keys.create': ({ lawyer_id: lawyerId, name, scopes, expires_at }) =>
      database.write(async (stores) => {
        const expires = expires_at === null ? null : Date.parse(expires_at);
        return shownOnce(await createApiKey(context(stores), { name, lawyerId, scopes, expires }));
      }),
    'keys.rotate': ({ lawyer_id, id, overlap_seconds }) =>
      database.write(async (stores) => {
        await assertOf(stores, lawyer_id, id);
        return shownOnce(await rotateApiKey(context(stores), id, overlap_seconds * 1000));
      }),
    'keys.revoke': ({ lawyer_id, id }) =>
      database.write(async (stores) => {
        await assertOf(stores, lawyer_id, id);
        await revokeApiKey(context(stores), id);
        return undefined;
      }),
  };
}

/** The window sees all keys; a call is about one lawyer's. Rejects with AppError `key_not_found`. */
async function assertOf(stores: Stores, lawyerId: LawyerId, id: KeyId): Promise<void> {
  const key = await apiKeyOf(stores, CALLER, id);
  if (key.lawyerId !== lawyerId) throw new AppError('key_not_found');
}

function shownOnce({ key, text }: MadeKey) {
  return { ...toKey(key), api_key: text };
}
