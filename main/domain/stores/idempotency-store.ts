import type { KeyId, StaffSessionId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  body: Buffer;
  /** The API key, or the session, that the body is sealed with; null: it holds no secret. */
  sealedBy: KeyId | StaffSessionId | null;
}

/** Answers kept under an Idempotency-Key. `owner` is whose they are: a lawyer's id, that of an owner, or `admin`. */
export interface IdempotencyStore {
  find(owner: string, keyHash: Buffer): Promise<StoredAnswer | null>;
  save(owner: string, keyHash: Buffer, answer: StoredAnswer, at: Millis): Promise<void>;
  removeOlderThan(at: Millis): Promise<void>;
}
