import { randomBytes } from 'node:crypto';
import type { IdByPrefix } from '../contract/ids.ts';

const ALPHABET = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A new id: `<prefix>_` and a ULID (48 bits of time in ms, 80 random bits) in lower-case Crockford base 32.
 * Source: github.com/ulid/spec.
 */
export function newId<Prefix extends keyof IdByPrefix>(prefix: Prefix, now: number = Date.now()): IdByPrefix[Prefix] {
  let time = '';
  for (let rest = now, i = 0; i < 10; i++, rest = Math.floor(rest / 32)) time = ALPHABET.charAt(rest % 32) + time;
  let random = '';
  for (const byte of randomBytes(16)) random += ALPHABET.charAt(byte & 31);
  return `${prefix}_${time}${random}` as IdByPrefix[Prefix];
}

/** An id for a message that we send, in the form in which WhatsApp Web makes its own: `3EB0` and 18 hex digits. */
export function newWhatsAppId(): string {
  return `3EB0${randomBytes(9).toString('hex').toUpperCase()}`;
}
