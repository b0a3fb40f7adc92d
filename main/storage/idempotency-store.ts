import type { Kysely } from 'kysely';
import type { IdempotencyStore } from '../domain/stores/idempotency-store.ts';
import type { Schema } from './schema.ts';

export function createIdempotencyStore(db: Kysely<Schema>): IdempotencyStore {
  return {
    async find(owner, keyHash) {
      const row = await db
        .selectFrom('kept_answers')
        .selectAll()
        .where('owner', '=', owner)
        .where('key_hash', '=', keyHash)
        .executeTakeFirst();
      if (!row) return null;
      return { requestHash: row.request_hash, status: row.status, body: row.body, sealedBy: row.sealed_by };
    },
    async save(owner, keyHash, { requestHash, status, body, sealedBy }, at) {
      await db
        .insertInto('kept_answers')
        .values({
          owner,
          key_hash: keyHash,
          request_hash: requestHash,
          status,
          body,
          sealed_by: sealedBy,
          created: at,
        })
        .execute();
    },
    async removeOlderThan(at) {
      await db.deleteFrom('kept_answers').where('created', '<', at).execute();
    },
  };
}
