import type { CLIENT_CALLS } from '../../contract/ipc/clients.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock } from '../../domain/clock.ts';
import { mergeClients, unmergeClients } from '../../domain/merge-clients.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface ClientDependencies {
  database: Database;
  clock: Clock;
}

export function clientCalls({ database, clock }: ClientDependencies): HandlersOf<typeof CLIENT_CALLS> {
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
