import type { Mode } from '../contract/values.ts';
import { type ApiKey, parseApiKey, secretMatches } from './api-keys.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import type { ApiKeyStore } from './stores/api-key-store.ts';

export interface Caller {
  key: ApiKey;
  /** Proves the caller; never stored and never logged. What is kept for this caller alone is sealed with it. */
  secret: string;
}

/** Who calls holds the secret of a key that opens nothing any more. */
export class KeyEndedError extends AppError {
  readonly key: ApiKey;

  constructor(code: 'api_key_revoked' | 'api_key_expired', key: ApiKey) {
    super(code);
    this.key = key;
  }
}

/**
 * Who calls, by the text of an API key. `runKeys` are keys that live as long as this run and are in no database. Rejects
 * with AppError `unauthorized`; with KeyEndedError only for who holds the secret; and with `api_key_of_other_account`, which the text itself says.
 */
export async function authenticate(
  store: Pick<ApiKeyStore, 'find'>,
  runKeys: readonly ApiKey[],
  mode: Mode,
  text: string,
  at: Millis,
): Promise<Caller> {
  const parts = parseApiKey(text);
  if (!parts) throw new AppError('unauthorized');
  if (parts.mode !== mode) throw new AppError('api_key_of_other_account');
  const key = runKeys.find(({ id }) => id === parts.id) ?? (await store.find(parts.id));
  if (!key || !secretMatches(key, parts.secret)) throw new AppError('unauthorized');
  if (key.revoked !== null) throw new KeyEndedError('api_key_revoked', key);
  if (key.expires !== null && key.expires <= at) throw new KeyEndedError('api_key_expired', key);
  return { key, secret: parts.secret };
}
