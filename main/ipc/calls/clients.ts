import { AppError } from '../../domain/app-error.ts';
import { mergeClients, unmergeClients } from '../../domain/merge-clients.ts';
import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

export function clientCalls({
  database,
  clock,
}: CallDependencies): Pick<CallHandlers, 'clients.get' | 'clients.merge' | 'clients.unmerge'> {
  return {
    async 'clients.get'({ lawyer_id, id }) {
      const client = await database.read((stores) => stores.clients.find(lawyer_id, id));
      if (!client) throw new AppError('client_not_found');
      return client;
    },
    'clients.merge': ({ lawyer_id, ...pair }) =>
      database.write((stores) => mergeClients(stores, lawyer_id, pair, clock.now())),
    'clients.unmerge': ({ lawyer_id, ...pair }) =>
      database.write((stores) => unmergeClients(stores, lawyer_id, pair, clock.now())),
  };
}
