import { randomBytes } from 'node:crypto';
import { KeyId, type LawyerId } from '../contract/ids.ts';
import type { Key, KeyRole } from '../contract/key.ts';
import type { Scope } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import type { Millis } from './clock.ts';
import { base62, makeSecretText, parseSecretText } from './secret-text.ts';

/** API keys: `lx_live_<id>_<secret><crc>`, as secret-text.ts says. */
export interface ApiKey {
  id: KeyId;
  name: string;
  role: KeyRole;
  lawyerId: LawyerId | null;
  /** Null: all that its role may do. */
  scopes: readonly Scope[] | null;
  secretHash: Buffer;
  created: Millis;
  createdBy: KeyId | null;
  expires: Millis | null;
  lastUsed: Millis | null;
  revoked: Millis | null;
  replacedBy: KeyId | null;
}

/** Whose a key is. */
export type KeyOwner = { role: 'admin' } | { role: 'lawyer'; lawyerId: LawyerId };

interface KeyDetails {
  name: string;
  at: Millis;
  scopes?: readonly Scope[] | null;
  expires?: Millis | null;
  createdBy?: KeyId | null;
  /** 9 bytes for its id and 32 for its secret: random ones, unless a key must be the same at every start. */
  entropy?: Buffer;
}

export function makeApiKey(mode: Mode, owner: KeyOwner, details: KeyDetails): { text: string; key: ApiKey } {
  const { name, at, scopes = null, expires = null, createdBy = null, entropy = randomBytes(41) } = details;
  const id = base62(entropy.subarray(0, 9), 12) as KeyId;
  const { text, secretHash } = makeSecretText('lx', mode, id, entropy.subarray(9, 41));
  const key: ApiKey = {
    id,
    name,
    role: owner.role,
    lawyerId: owner.role === 'lawyer' ? owner.lawyerId : null,
    scopes,
    secretHash,
    created: at,
    createdBy,
    expires,
    lastUsed: null,
    revoked: null,
    replacedBy: null,
  };
  return { text, key };
}

/** The parts of a key's text; null when it is not one. */
export function parseApiKey(text: string): { mode: Mode; id: KeyId; secret: string } | null {
  const parts = parseSecretText(text);
  const id = KeyId.safeParse(parts?.id);
  return parts?.kind === 'lx' && id.success ? { mode: parts.mode, id: id.data, secret: parts.secret } : null;
}

/** Whether a key may do what asks for that scope. */
export function hasScope({ scopes }: Pick<ApiKey, 'scopes'>, scope: Scope): boolean {
  return scopes === null || scopes.includes(scope);
}

export function isActive({ expires, revoked, replacedBy }: ApiKey, at: Millis): boolean {
  return revoked === null && replacedBy === null && (expires === null || expires > at);
}

/** A key as it is shown. */
export function toKey(key: ApiKey): Key {
  const time = (at: Millis | null) => (at === null ? null : new Date(at).toISOString());
  return {
    id: key.id,
    name: key.name,
    role: key.role,
    lawyer_id: key.lawyerId,
    scopes: key.scopes === null ? null : [...key.scopes],
    created_at: new Date(key.created).toISOString(),
    created_by: key.createdBy,
    expires_at: time(key.expires),
    last_used_at: time(key.lastUsed),
    revoked_at: time(key.revoked),
    replaced_by: key.replacedBy,
  };
}
