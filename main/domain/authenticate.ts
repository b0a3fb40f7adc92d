import type { LawyerId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';
import { type ApiKey, parseApiKey, secretMatches } from './api-keys.ts';
import type { ApiKeyStore } from './stores/lawyer-stores.ts';

export interface Caller {
  keyId: string;
  role: 'admin' | 'lawyer';
  lawyerId: LawyerId | null;
  /** Proves the caller; never stored and never logged. What is kept for this caller alone is sealed with it. */
  secret: string;
}

/**
 * Who calls, by the text of an API key; null when the key is not one of ours. `runKeys` are keys that live as long as
 * this run and are in no database.
 */
export async function authenticate(
  store: ApiKeyStore,
  runKeys: readonly ApiKey[],
  mode: Mode,
  text: string,
): Promise<Caller | null> {
  const parts = parseApiKey(mode, text);
  if (!parts) return null;
  const key = runKeys.find(({ id }) => id === parts.id) ?? (await store.find(parts.id));
  if (!key || !secretMatches(key, parts.secret)) return null;
  return { keyId: key.id, role: key.role, lawyerId: key.lawyerId, secret: parts.secret };
}
