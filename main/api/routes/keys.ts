import type { Mode } from '../../contract/values.ts';
import { toKey } from '../../domain/api-keys.ts';
import { AppError } from '../../domain/app-error.ts';
import { type Caller, isStaff } from '../../domain/caller.ts';
import {
  apiKeyOf,
  changeApiKey,
  createApiKey,
  type KeyContext,
  keyOwner,
  type MadeKey,
  revokeApiKey,
  rotateApiKey,
} from '../../domain/manage-api-keys.ts';
import type { Handlers } from '../handler.ts';

type Names = 'createKey' | 'listKeys' | 'getOwnKey' | 'getKey' | 'changeKey' | 'rotateKey' | 'revokeKey';

export function keyRoutes(mode: Mode): Pick<Handlers, Names> {
  const context = ({
    stores,
    caller,
    at,
  }: Pick<KeyContext, 'stores' | 'at'> & { caller: Caller | null }): KeyContext => ({
    stores,
    mode,
    caller: known(caller),
    at,
  });

  return {
    async createKey({ body: { name, lawyer_id: lawyerId, scopes, expires_at }, ...call }) {
      return shownOnce(await createApiKey(context(call), { name, lawyerId, scopes, expires: toMillis(expires_at) }));
    },
    async listKeys({ query, stores, caller }) {
      const { rows, nextCursor } = await stores.apiKeys.list(
        await keyOwner(stores, known(caller), query.lawyer_id),
        query,
      );
      return { data: rows.map(toKey), next_cursor: nextCursor };
    },
    async getOwnKey({ caller }) {
      const own = known(caller);
      // An owner who has signed in used none.
      if (isStaff(own)) throw new AppError('key_not_found');
      return toKey(own.key);
    },
    getKey: async ({ params, stores, caller }) => toKey(await apiKeyOf(stores, known(caller), params.id)),
    async changeKey({ params, body: { expires_at, ...change }, ...call }) {
      const expires = expires_at === undefined ? undefined : toMillis(expires_at);
      return toKey(await changeApiKey(context(call), params.id, { ...change, expires }));
    },
    async rotateKey({ params, body, ...call }) {
      return shownOnce(await rotateApiKey(context(call), params.id, body.overlap_seconds * 1000));
    },
    async revokeKey({ params, ...call }) {
      await revokeApiKey(context(call), params.id);
    },
  };
}

function known(caller: Caller | null): Caller {
  if (!caller) throw new Error('these routes need a key');
  return caller;
}

function shownOnce({ key, text }: MadeKey) {
  return { ...toKey(key), api_key: text };
}

function toMillis(time: string | null): number | null {
  return time === null ? null : Date.parse(time);
}
