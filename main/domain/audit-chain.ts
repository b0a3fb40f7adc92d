import { createHmac, timingSafeEqual } from 'node:crypto';
import type { ActorRole } from '../contract/audit.ts';
import type { KeyId, LawyerId, RequestId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';

/** What is written down of one act. Ids only. */
export interface AuditEntry {
  at: Millis;
  actorRole: ActorRole;
  /** The staff member of a session, else the API key; null for the window. */
  actor: string | null;
  keyId: KeyId | null;
  lawyerId: LawyerId | null;
  action: string;
  subjects: readonly string[];
  requestId: RequestId | null;
  address: string | null;
  outcome: string;
}

/** The last row of a chain: its number, 0 for an empty one, and its HMAC. */
export interface ChainEnd {
  number: number;
  hmac: Buffer;
}

/** What the first row is chained to. */
export const CHAIN_START: ChainEnd = { number: 0, hmac: Buffer.alloc(32) };

/** What a row is chained to where the end of the chain was not ours: it shall be found for ever. */
const NOTHING = Buffer.alloc(32, 0xff);

/**
 * The HMAC of the row that follows `before`. Its content is a JSON list: no two different rows are written alike. `key` is
 * derived from the data folder's master key and is not in the database: who can write there cannot make it anew.
 */
export function hmacOfRow(key: Buffer, before: Buffer, number: number, entry: AuditEntry): Buffer {
  const { at, actorRole, actor, keyId, lawyerId, action, subjects, requestId, address, outcome } = entry;
  const content = [number, at, actorRole, actor, keyId, lawyerId, action, subjects, requestId, address, outcome];
  return createHmac('sha256', key).update('row').update(before).update(JSON.stringify(content)).digest();
}

/** Proves that the chain ended there, as far as this database tells: a cut-off tail cannot be covered up without the key. */
export function sealOfEnd(key: Buffer, { number, hmac }: ChainEnd): Buffer {
  return createHmac('sha256', key).update('end').update(hmac).update(String(number)).digest();
}

export function isSealed(key: Buffer, end: ChainEnd, seal: Buffer | null): boolean {
  // Nothing was ever written: there was no key at hand yet.
  if (seal === null) return end.number === 0 && end.hmac.equals(CHAIN_START.hmac);
  const right = sealOfEnd(key, end);
  return seal.length === right.length && timingSafeEqual(seal, right);
}

/** The row that follows the end that was found. Rows are never refused: what is wrong is found by the verifier. */
export function nextInChain(
  key: Buffer,
  found: { end: ChainEnd; seal: Buffer | null; lastNumber: number },
  entry: AuditEntry,
): ChainEnd & { seal: Buffer } {
  const { end, seal, lastNumber } = found;
  const number = Math.max(end.number, lastNumber) + 1;
  const isOurs = isSealed(key, end, seal) && lastNumber <= end.number;
  const next = { number, hmac: hmacOfRow(key, isOurs ? end.hmac : NOTHING, number, entry) };
  return { ...next, seal: sealOfEnd(key, next) };
}

export function toHead({ number, hmac }: ChainEnd): string {
  return `${number}-${hmac.toString('hex')}`;
}

/** Of what AuditHead in the contract has taken. */
export function parseHead(head: string): ChainEnd {
  const [number = '', hmac = ''] = head.split('-');
  return { number: Number(number), hmac: Buffer.from(hmac, 'hex') };
}
