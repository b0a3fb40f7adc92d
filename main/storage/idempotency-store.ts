import type { Kysely } from 'kysely';
import type { IdempotencyStore } from '../domain/stores/idempotency-store.ts';
import type { Schema } from './schema.ts';

export function createIdempotencyStore(db: Kysely<Schema>): IdempotencyStore {
  return {
    async find(keyId, keyHash) {
      const row = await db
        .selectFrom('idempotency_keys')
        .selectAll()
        .where('key_id', '=', keyId)
        .where('key_hash', '=', keyHash)
        .executeTakeFirst();
      return row ? { requestHash: row.request_hash, status: row.status, sealedBody: row.sealed_body } : null;
    },
    async save(keyId, keyHash, answer, at) {
      await db
        .insertInto('idempotency_keys')
        .values({
          key_id: keyId,
          key_hash: keyHash,
          request_hash: answer.requestHash,
          status: answer.status,
          sealed_body: answer.sealedBody,
          created: at,
        })
        .execute();
    },
    async removeOlderThan(at) {
      await db.deleteFrom('idempotency_keys').where('created', '<', at).execute();
    },
  };
}
