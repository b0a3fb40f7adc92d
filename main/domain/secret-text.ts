import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { crc32 } from 'node:zlib';
import type { Mode } from '../contract/values.ts';

/**
 * Texts that prove who calls: `<kind>_live_<id>_<secret><crc>`. The id finds the row, the secret (256 bits, 43 characters
 * of base 62) proves it, the CRC-32 (6 characters) lets a scanner or a typing error be told from a guess. Only the
 * secret's SHA-256 is stored: 256 random bits need no slow hash.
 */
const FORM = /^(lxs?)_(live|test)_([0-9A-Za-z]{12,26})_([0-9A-Za-z]{43})([0-9A-Za-z]{6})$/;

const DIGITS = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** `lx` is an API key, `lxs` a session of staff. */
export type SecretKind = 'lx' | 'lxs';

interface SecretText {
  kind: SecretKind;
  mode: Mode;
  id: string;
  secret: string;
}

export function base62(bytes: Buffer, length: number): string {
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

/** `entropy`: 32 bytes, random ones unless the text must be the same at every start. */
export function makeSecretText(
  kind: SecretKind,
  mode: Mode,
  id: string,
  entropy: Buffer = randomBytes(32),
): { text: string; secretHash: Buffer } {
  const secret = base62(entropy, 43);
  const body = `${kind}_${mode === 'practice' ? 'test' : 'live'}_${id}_${secret}`;
  return { text: body + checksum(body), secretHash: sha256(secret) };
}

/** The parts of such a text; null when it is none. */
export function parseSecretText(text: string): SecretText | null {
  const [, kind, account, id, secret, crc] = FORM.exec(text) ?? [];
  if (!id || !secret || checksum(`${kind}_${account}_${id}_${secret}`) !== crc) return null;
  return { kind: kind === 'lxs' ? 'lxs' : 'lx', mode: account === 'test' ? 'practice' : 'live', id, secret };
}

/** Compares in constant time. */
export function secretMatches({ secretHash }: { secretHash: Buffer }, secret: string): boolean {
  return timingSafeEqual(secretHash, sha256(secret));
}
