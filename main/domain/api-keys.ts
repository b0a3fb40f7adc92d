import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { LawyerId } from '../contract/ids.ts';
import type { Mode } from '../contract/values.ts';

/**
 * API keys: `lx_live_<id>_<secret><crc>`. The id (12 characters) finds the row, the secret (256 bits, 43 characters of
 * base 62) proves it, the CRC-32 (6 characters) lets a scanner or a typing error be told from a guess. Only the secret's
 * SHA-256 is stored: 256 random bits need no slow hash.
 */
export interface ApiKey {
  id: string;
  role: 'admin' | 'lawyer';
  lawyerId: LawyerId | null;
  secretHash: Buffer;
}

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

/** A key from 9 bytes for its id and 32 for its secret: random ones, unless a key must be the same at every start. */
export function makeApiKey(
  mode: Mode,
  owner: { role: 'admin' } | { role: 'lawyer'; lawyerId: LawyerId },
  entropy: Buffer = randomBytes(41),
): { text: string; key: ApiKey } {
  const id = base62(entropy.subarray(0, 9), 12);
  const secret = base62(entropy.subarray(9, 41), 43);
  const body = `lx_${mode === 'practice' ? 'test' : 'live'}_${id}_${secret}`;
  const lawyerId = owner.role === 'lawyer' ? owner.lawyerId : null;
  return { text: body + checksum(body), key: { id, role: owner.role, lawyerId, secretHash: sha256(secret) } };
}

/** The parts of a key's text; null when it is not one, or one of the other account (practice or live). */
export function parseApiKey(mode: Mode, text: string): { id: string; secret: string } | null {
  const match = FORM.exec(text);
  if (!match) return null;
  const [, kind, id, secret, crc] = match;
  if (!id || !secret || kind !== (mode === 'practice' ? 'test' : 'live')) return null;
  return checksum(`lx_${kind}_${id}_${secret}`) === crc ? { id, secret } : null;
}

/** Compares in constant time. */
export function secretMatches(key: ApiKey, secret: string): boolean {
  return timingSafeEqual(key.secretHash, sha256(secret));
}
