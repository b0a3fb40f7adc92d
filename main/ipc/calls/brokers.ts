import type { Broker } from '../../contract/broker.ts';
import type { BROKER_CALLS } from '../../contract/ipc/brokers.ts';
import { type BrokerRunner, shownBroker } from '../../domain/brokers.ts';
import type { Database } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface BrokerDependencies {
  database: Database;
  brokers: Pick<BrokerRunner, 'status'>;
}

/** The message brokers, as they are doing. */
export function brokerCalls({ database, brokers }: BrokerDependencies): HandlersOf<typeof BROKER_CALLS> {
  return {
    'brokers.list': ({ lawyer_id: lawyerId }) =>
      database.read(async (stores) => {
        const shown: Broker[] = [];
        for (const row of await stores.brokers.all()) {
          if (row.lawyerId === lawyerId) shown.push(await shownBroker(stores, row, brokers.status(row)));
        }
        return shown;
      }),
  };
}
