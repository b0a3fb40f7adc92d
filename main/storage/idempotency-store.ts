import type { Kysely } from 'kysely';
import type { Millis } from '../domain/clock.ts';
import type { IdempotencyStore, StoredAnswer } from '../domain/stores/idempotency-store.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

export function createIdempotencyStore(db: Kysely<Schema>): IdempotencyStore {
  const find = prepare(db, (blank: Blank<{ owner: string; keyHash: Buffer }>) =>
    db
      .selectFrom('kept_answers')
      .selectAll()
      .where('owner', '=', blank('owner'))
      .where('key_hash', '=', blank('keyHash')),
  );
  const save = prepare(db, (blank: Blank<StoredAnswer & { owner: string; keyHash: Buffer; at: Millis }>) =>
    db.insertInto('kept_answers').values({
      owner: blank('owner'),
      key_hash: blank('keyHash'),
      request_hash: blank('requestHash'),
      status: blank('status'),
      body: blank('body'),
      sealed_by: blank('sealedBy'),
      created: blank('at'),
    }),
  );

  return {
    async find(owner, keyHash) {
      const [row] = (await find({ owner, keyHash })).rows;
      if (!row) return null;
      return { requestHash: row.request_hash, status: row.status, body: row.body, sealedBy: row.sealed_by };
    },
    async save(owner, keyHash, answer, at) {
      await save({ ...answer, owner, keyHash, at });
    },
    async removeOlderThan(at) {
      await db.deleteFrom('kept_answers').where('created', '<', at).execute();
    },
  };
}
