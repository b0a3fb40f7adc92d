import type { Millis } from '../clock.ts';

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  sealedBody: Buffer;
}

export interface IdempotencyStore {
  find(keyId: string, keyHash: Buffer): Promise<StoredAnswer | null>;
  save(keyId: string, keyHash: Buffer, answer: StoredAnswer, at: Millis): Promise<void>;
  removeOlderThan(at: Millis): Promise<void>;
}
