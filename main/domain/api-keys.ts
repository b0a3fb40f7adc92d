import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { KeyId, LawyerId } from '../contract/ids.ts';
import type { Key, KeyRole } from '../contract/key.ts';
import type { Scope } from '../contract/scopes.ts';
import type { Mode } from '../contract/values.ts';
import type { Millis } from './clock.ts';

/**
 * API keys: `lx_live_<id>_<secret><crc>`. The id (12 characters) finds the row, the secret (256 bits, 43 characters of
 * base 62) proves it, the CRC-32 (6 characters) lets a scanner or a typing error be told from a guess. Only the secret's
 * SHA-256 is stored: 256 random bits need no slow hash.
 */
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

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const FORM = /^lx_(live|test)_([0-9A-Za-z]{12})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

function base62(bytes: Buffer, length: number): string {
  let number = BigInt(`0x${bytes.toString('hex')}`);
  let text = '';
  for (let i = 0; i < length; i++, number /= 62n) text = DIGITS.charAt(Number(number % 62n)) + text;
  return text;
}

function checksum(text: string): string {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(crc32(text));
  return base62(bytes, 6);
}

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

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
  const secret = base62(entropy.subarray(9, 41), 43);
  const body = `lx_${mode === 'practice' ? 'test' : 'live'}_${id}_${secret}`;
  const key: ApiKey = {
    id,
    name,
    role: owner.role,
    lawyerId: owner.role === 'lawyer' ? owner.lawyerId : null,
    scopes,
    secretHash: sha256(secret),
    created: at,
    createdBy,
    expires,
    lastUsed: null,
    revoked: null,
    replacedBy: null,
  };
  return { text: body + checksum(body), key };
}

/** The parts of a key's text; null when it is not one. */
export function parseApiKey(text: string): { mode: Mode; id: KeyId; secret: string } | null {
  const [, kind, id, secret, crc] = FORM.exec(text) ?? [];
  if (!id || !secret || checksum(`lx_${kind}_${id}_${secret}`) !== crc) return null;
  return { mode: kind === 'test' ? 'practice' : 'live', id: id as KeyId, secret };
}

/** Compares in constant time. */
export function secretMatches(key: ApiKey, secret: string): boolean {
  return timingSafeEqual(key.secretHash, sha256(secret));
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
