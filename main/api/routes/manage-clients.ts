import { assignClient, assignmentsOf, unassignClient } from '../../domain/assign-client.ts';
import { addPhone, removeAlias } from '../../domain/manage-aliases.ts';
import { changeClient, createClient, removeClient } from '../../domain/manage-clients.ts';
import type { Sessions } from '../../domain/ports.ts';
import type { Handlers } from '../handler.ts';

type Names =
  | 'createClient'
  | 'changeClient'
  | 'removeClient'
  | 'addAlias'
  | 'removeAlias'
  | 'assignClient'
  | 'listAssignments'
  | 'unassignClient';

export function manageClientRoutes(sessions: Sessions): Pick<Handlers, Names> {
  return {
    createClient: ({ lawyerId, body, stores, at }) => createClient(stores, lawyerId, body, at),
    async changeClient({ lawyerId, params, body, stores, at, afterCommit }) {
      const client = await changeClient(stores, lawyerId, params.id, body, at);
      // What waited for a blocked client waits no more, and may have held up something else.
      if (body.status === 'blocked') afterCommit(() => sessions.wakeOutbox(lawyerId));
      return client;
    },
    removeClient: async ({ lawyerId, params, stores, at }) => {
      await removeClient(stores, lawyerId, params.id, at);
    },
    addAlias: ({ lawyerId, params, body, stores, at }) => addPhone(stores, lawyerId, params.id, body.phone, at),
    removeAlias: async ({ lawyerId, params, stores, at }) => {
      await removeAlias(stores, lawyerId, params.id, params.alias, at);
    },
    assignClient: ({ lawyerId, params, body, stores, at }) =>
      assignClient(stores, lawyerId, params.id, { to: body.lawyer_id, status: body.status }, at),
    async listAssignments({ lawyerId, params, stores }) {
      return { data: await assignmentsOf(stores, lawyerId, params.id), next_cursor: null };
    },
    unassignClient: async ({ lawyerId, params, stores }) => {
      await unassignClient(stores, lawyerId, params.id, params.lawyer_id);
    },
  };
}
