import type { Client } from '../../contract/entities.ts';
import type { ClientId, LawyerId } from '../../contract/ids.ts';
import { AppError } from '../../domain/app-error.ts';
import { clientOfLine } from '../../domain/learn-addresses.ts';
import { mergeClients, unmergeClients } from '../../domain/merge-clients.ts';
import type { Stores } from '../../domain/stores.ts';
import type { Handlers } from '../handler.ts';

export const clientRoutes: Pick<Handlers, 'listClients' | 'getClient' | 'mergeClients' | 'unmergeClients'> = {
  async listClients({ lawyerId, query, stores }) {
    const { phone, ...page } = query;
    if (phone !== undefined) {
      const id = await clientOfLine(stores, lawyerId, phone);
      const client = id && (await stores.clients.find(lawyerId, id));
      const isAsked = client && (page.status === undefined || page.status === client.status);
      return { data: isAsked ? [client] : [], next_cursor: null };
    }
    const { rows, nextCursor } = await stores.clients.list(lawyerId, page);
    return { data: rows, next_cursor: nextCursor };
  },
  getClient: ({ lawyerId, params, stores }) => clientOf(stores, lawyerId, params.id),
  async mergeClients({ lawyerId, params, body, stores, at }) {
    const { id: into } = await clientOf(stores, lawyerId, params.id);
    return mergeClients(stores, lawyerId, { from: body.from, into }, at);
  },
  async unmergeClients({ lawyerId, params, body, stores, at }) {
    const { id: into } = await clientOf(stores, lawyerId, params.id);
    return unmergeClients(stores, lawyerId, { from: body.from, into }, at);
  },
};

async function clientOf(stores: Stores, lawyerId: LawyerId, id: ClientId): Promise<Client> {
  const client = await stores.clients.find(lawyerId, id);
  if (!client) throw new AppError('client_not_found');
  return client;
}
