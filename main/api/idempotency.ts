import { createCipheriv, createDecipheriv, createHash, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { ANSWERS_KEPT_HOURS } from '../contract/limits.ts';
import type { Route } from '../contract/route.ts';
import { AppError } from '../domain/app-error.ts';
import { type Caller, callerId, ownerOfAnswers } from '../domain/caller.ts';
import type { Millis } from '../domain/clock.ts';
import type { IdempotencyStore } from '../domain/stores/idempotency-store.ts';

/** How long a first answer is kept and replayed. */
export const KEPT_FOR: Millis = ANSWERS_KEPT_HOURS * 60 * 60_000;

const MAX_KEY_LENGTH = 255;

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Some answers hold secrets that we otherwise keep only as hashes: they are sealed with the caller's own key. */
function sealingKey(caller: Caller): Buffer {
  return Buffer.from(hkdfSync('sha256', caller.secret, callerId(caller), 'lexline idempotent answer', 32));
}

function seal(caller: Caller, text: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(caller), iv);
  return Buffer.concat([iv, cipher.update(text, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

function unseal(caller: Caller, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(caller), sealed.subarray(0, 12));
  decipher.setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString('utf8');
}

/** What must be the same in a repetition: the body, or what an upload is called and the hash of its bytes. */
export type SameRequest = readonly [method: string, path: string, ...content: unknown[]];

/** A caller's Idempotency-Key. */
export interface IdempotencyKey {
  /** The same for every request of this lawyer, or of administrators, under this key. */
  name: string;
  isUsed(store: IdempotencyStore): Promise<boolean>;
  /**
   * The first answer, or null. Rejects with AppError `idempotency_key_reused` when it was given to another request, and
   * with `answer_shown_once` when it holds a secret and was given to another API key.
   */
  replay(store: IdempotencyStore, request: SameRequest): Promise<{ status: number; body: string } | null>;
  keep(
    store: IdempotencyStore,
    request: SameRequest,
    answer: { status: number; body: string },
    at: Millis,
  ): Promise<void>;
}

/**
 * Stripe's rules: the first answer to a key is replayed for at least 24 hours; another request under the same key is
 * refused; failures are not kept. Keys belong to the lawyer and not to the API key, which may be rotated between a request
 * and its repetition. `secret`: the answer shows a secret. `password`: the request holds one. Throws AppError
 * `invalid_idempotency_key`.
 */
export function idempotencyKey(
  caller: Caller,
  key: string,
  { secret, password }: Pick<Route, 'secret' | 'password'>,
): IdempotencyKey {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH || !/^[\x20-\x7e]+$/.test(key)) {
    throw new AppError('invalid_idempotency_key', [
      { field: 'Idempotency-Key', message: `must be 1 to ${MAX_KEY_LENGTH} printable ASCII characters` },
    ]);
  }
  const owner = ownerOfAnswers(caller);
  const hashOf = password ? (request: SameRequest) => hashUnder(caller, request) : hashOfRequest;
  const keyHash = sha256(key);
  return {
    name: `${owner} ${keyHash.toString('hex')}`,
    isUsed: async (store) => (await store.find(owner, keyHash)) !== null,
    async replay(store, request) {
      const answer = await store.find(owner, keyHash);
      if (!answer) return null;
      const difference = differenceOf(answer.requestHash, hashOf(request));
      if (difference !== null) {
        throw new AppError('idempotency_key_reused', [{ field: 'Idempotency-Key', message: difference }]);
      }
      const { status, body, sealedBy } = answer;
      if (sealedBy === null) return { status, body: body.toString('utf8') };
      if (sealedBy !== callerId(caller)) throw new AppError('answer_shown_once');
      return { status, body: unseal(caller, body) };
    },
    keep(store, request, { status, body }, at) {
      const kept = secret ? seal(caller, body) : Buffer.from(body, 'utf8');
      const sealedBy = secret ? callerId(caller) : null;
      return store.save(owner, keyHash, { requestHash: hashOf(request), status, body: kept, sealedBy }, at);
    },
  };
}

/** Of the whole request, and behind it of method and path alone: by them it can be said what differs. */
function hashOfRequest(request: SameRequest): Buffer {
  return Buffer.concat([sha256(JSON.stringify(request)), sha256(JSON.stringify(request.slice(0, 2)))]);
}

/** Null: it is the same request. What was kept by an earlier version has the first hash alone. */
function differenceOf(kept: Buffer, asked: Buffer): string | null {
  const [whole, address] = [kept.subarray(0, 32), kept.subarray(32)];
  if (whole.equals(asked.subarray(0, 32))) return null;
  if (address.length === 0) return 'was used with another request';
  return address.equals(asked.subarray(32))
    ? 'was used with another body: for a new request take a new key'
    : 'was used with another method or path: for a new request take a new key';
}

/**
 * A password is not guessed from what is kept of a request that held it: that takes the caller's own secret, which is kept
 * nowhere. Repeated under another key, such a request is another one.
 */
function hashUnder(caller: Caller, request: SameRequest): Buffer {
  const whole = createHmac('sha256', caller.secret).update(JSON.stringify(request)).digest();
  return Buffer.concat([whole, sha256(JSON.stringify(request.slice(0, 2)))]);
}
