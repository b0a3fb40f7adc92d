import type { Kysely } from 'kysely';
import type { ClientStore } from '../domain/stores.ts';
import type { Schema } from './schema.ts';

export function createClientStore(db: Kysely<Schema>): ClientStore {
  return {
    async insert({ id, lawyerId, name, phone, at }) {
      await db
        .insertInto('clients')
        .values({ id, lawyer_id: lawyerId, name, phone_number: phone, email: null, created: at, updated: at })
        .execute();
    },
    async findByAlias(lawyerId, kind, value) {
      const row = await db
        .selectFrom('client_aliases')
        .select('client_id')
        .where('lawyer_id', '=', lawyerId)
        .where('kind', '=', kind)
        .where('value', '=', value)
        .executeTakeFirst();
      return row?.client_id ?? null;
    },
    async addAlias({ lawyerId, clientId, kind, value, source, at }) {
      await db
        .insertInto('client_aliases')
        .values({ lawyer_id: lawyerId, client_id: clientId, kind, value, source, first_seen: at, last_seen: at })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'kind', 'value']).doUpdateSet({ last_seen: at }))
        .execute();
    },
    async nameIfUnnamed(lawyerId, id, name, at) {
      const result = await db
        .updateTable('clients')
        .set({ name, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .where('name', 'is', null)
        .executeTakeFirst();
      return result.numUpdatedRows === 1n;
    },
    async setPhone(lawyerId, id, phone, at) {
      await db
        .updateTable('clients')
        .set({ phone_number: phone, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
  };
}
