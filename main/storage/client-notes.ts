import { type Kysely, sql } from 'kysely';
import type { ClientId, ConversationId, LawyerId } from '../contract/ids.ts';
import type { ClientStore } from '../domain/stores/client-store.ts';
import { clientOfConversation } from './conversation-store.ts';
import { listOf } from './list-of.ts';
import { nameKey, UNNAMED } from './name-key.ts';
import { type Blank, prepare } from './prepare.ts';
import type { Schema } from './schema.ts';

/** What a person says of clients. */
export function createClientNotes(
  db: Kysely<Schema>,
): Pick<ClientStore, 'update' | 'setStatus' | 'statusIn' | 'isPhoneUsed' | 'remove'> {
  const statusIn = prepare(db, (blank: Blank<{ lawyerId: LawyerId; id: ConversationId }>) =>
    db
      .selectFrom('lawyer_clients')
      .select('status')
      .where('lawyer_id', '=', blank('lawyerId'))
      .where('client_id', '=', sql<ClientId>`(${clientOfConversation(blank)})`),
  );

  return {
    async update(lawyerId, id, { name, email, notes }, at) {
      const change = {
        ...(name === undefined ? {} : { name, name_key: nameKey(name) }),
        ...(email === undefined ? {} : { email }),
        ...(notes === undefined ? {} : { notes }),
      };
      await db
        .updateTable('clients')
        .set({ ...change, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async setStatus(lawyerId, id, status, at) {
      await db
        .insertInto('lawyer_clients')
        .values({ lawyer_id: lawyerId, client_id: id, conversation_id: null, status, created: at, updated: at })
        .onConflict((conflict) => conflict.columns(['lawyer_id', 'client_id']).doUpdateSet({ status, updated: at }))
        .execute();
      await db
        .updateTable('clients')
        .set({ updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async remove(lawyerId, id, at) {
      await db.deleteFrom('client_aliases').where('lawyer_id', '=', lawyerId).where('client_id', '=', id).execute();
      await db.deleteFrom('lawyer_clients').where('client_id', '=', id).execute();
      await sql`DELETE FROM clients_kept_apart WHERE lawyer_id = ${lawyerId} AND ${id} IN (one, other)`.execute(db);
      await db
        .updateTable('clients')
        .set({ name: null, name_key: UNNAMED, phone_number: null, email: null, notes: null, removed: at, updated: at })
        .where('lawyer_id', '=', lawyerId)
        .where('id', '=', id)
        .execute();
    },
    async statusIn(lawyerId, id) {
      return (await statusIn({ lawyerId, id })).rows[0]?.status ?? null;
    },
    async isPhoneUsed(lawyerId, id, phone, jids) {
      const { rows } = await sql`
        SELECT 1 FROM messages
        WHERE conversation_id = ${id} AND lawyer_id = ${lawyerId} AND chat IN (${listOf(jids)})
        UNION ALL
        SELECT 1 FROM outbox WHERE conversation_id = ${id} AND lawyer_id = ${lawyerId} AND phone_number = ${phone}
        LIMIT 1`.execute(db);
      return rows.length > 0;
    },
  };
}
