import type { Kysely } from 'kysely';
import type { ApiKeyStore } from '../domain/stores/lawyer-stores.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

export function createApiKeyStore(db: Kysely<Schema>): ApiKeyStore {
  const findOne = prepare(db, (blank: Blank<{ id: string }>) =>
    db.selectFrom('api_keys').selectAll().where('id', '=', blank('id')),
  );

  return {
    async insert(key, at) {
      await db
        .insertInto('api_keys')
        .values({ id: key.id, role: key.role, lawyer_id: key.lawyerId, secret_hash: key.secretHash, created: at })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },
    async find(id) {
      const [row] = (await findOne({ id })).rows;
      return row ? { id: row.id, role: row.role, lawyerId: row.lawyer_id, secretHash: row.secret_hash } : null;
    },
  };
}
