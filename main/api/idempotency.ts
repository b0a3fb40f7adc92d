import { createCipheriv, createDecipheriv, createHash, hkdfSync, randomBytes } from 'node:crypto';
import { AppError } from '../domain/app-error.ts';
import type { Caller } from '../domain/authenticate.ts';
import type { Millis } from '../domain/clock.ts';
import type { IdempotencyStore } from '../domain/stores/idempotency-store.ts';

/** How long a first answer is kept and replayed. */
export const KEPT_FOR: Millis = 24 * 60 * 60_000;

const MAX_KEY_LENGTH = 255;

function sha256(text: string): Buffer {
  return createHash('sha256').update(text).digest();
}

/** Answers can hold secrets that we otherwise keep only as hashes, so they are sealed with the caller's own key. */
function sealingKey(caller: Caller): Buffer {
  return Buffer.from(hkdfSync('sha256', caller.secret, caller.keyId, 'lexline idempotent answer', 32));
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

/** One caller's Idempotency-Key. `request` is what must be the same: method, path and body, or the hash of a file. */
export interface IdempotencyKey {
  /** The same for every request of this caller under this key. */
  name: string;
  isUsed(store: IdempotencyStore): Promise<boolean>;
  /** The first answer, or null. Rejects with AppError `idempotency_key_reused` when it was given to another request. */
  replay(store: IdempotencyStore, request: unknown): Promise<{ status: number; body: string } | null>;
  keep(store: IdempotencyStore, request: unknown, answer: { status: number; body: string }, at: Millis): Promise<void>;
}

/**
 * Stripe's rules: the first answer to a key is replayed for at least 24 hours; another request under the same key is
 * refused; failures are not kept. Throws AppError `invalid_idempotency_key`.
 */
export function idempotencyKey(caller: Caller, key: string): IdempotencyKey {
  if (key.length === 0 || key.length > MAX_KEY_LENGTH || !/^[\x20-\x7e]+$/.test(key)) {
    throw new AppError('invalid_idempotency_key', [
      { field: 'Idempotency-Key', message: `must be 1 to ${MAX_KEY_LENGTH} printable ASCII characters` },
    ]);
  }
  const keyHash = sha256(key);
  return {
    name: `${caller.keyId} ${keyHash.toString('hex')}`,
    isUsed: async (store) => (await store.find(caller.keyId, keyHash)) !== null,
    async replay(store, request) {
      const answer = await store.find(caller.keyId, keyHash);
      if (!answer) return null;
      if (!answer.requestHash.equals(hashOf(request))) throw new AppError('idempotency_key_reused');
      return { status: answer.status, body: unseal(caller, answer.sealedBody) };
    },
    keep: (store, request, { status, body }, at) =>
      store.save(caller.keyId, keyHash, { requestHash: hashOf(request), status, sealedBody: seal(caller, body) }, at),
  };
}

function hashOf(request: unknown): Buffer {
  return sha256(JSON.stringify(request));
}
