import type { Kysely } from 'kysely';
import type { AssignmentStore } from '../domain/stores/assignment-store.ts';
import { subtreeOf } from './merge-tree.ts';
import type { Schema } from './schema.ts';

export function createAssignmentStore(db: Kysely<Schema>): AssignmentStore {
  return {
    async set(clientId, to, status, at) {
      const before = await db
        .updateTable('lawyer_clients')
        .set({ status, updated: at })
        .where('lawyer_id', '=', to)
        .where('client_id', 'in', await subtreeOf(db, 'clients', clientId))
        .executeTakeFirst();
      if (before.numUpdatedRows > 0n) return false;
      await db
        .insertInto('lawyer_clients')
        .values({ lawyer_id: to, client_id: clientId, conversation_id: null, status, created: at, updated: at })
        .execute();
      return true;
    },
    async list(owner, clientId) {
      const rows = await db
        .selectFrom('lawyer_clients')
        .select(['lawyer_id', 'status', 'created', 'updated'])
        .where('client_id', 'in', await subtreeOf(db, 'clients', clientId))
        .where('lawyer_id', '<>', owner)
        .orderBy('id')
        .execute();
      // Two that were assigned to one lawyer can have become one client: `set` gave both the same status from then on.
      const first = rows.filter((row, at) => rows.findIndex(({ lawyer_id }) => lawyer_id === row.lawyer_id) === at);
      return first.map(({ lawyer_id, status, created, updated }) => ({
        lawyer_id,
        status,
        created_at: new Date(created).toISOString(),
        updated_at: new Date(updated).toISOString(),
      }));
    },
    async remove(owner, clientId, to) {
      if (owner === to) return false;
      const removed = await db
        .deleteFrom('lawyer_clients')
        .where('client_id', 'in', await subtreeOf(db, 'clients', clientId))
        .where('lawyer_id', '=', to)
        .executeTakeFirst();
      return removed.numDeletedRows > 0n;
    },
  };
}
