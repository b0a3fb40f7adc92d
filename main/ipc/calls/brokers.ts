import type { Broker } from '../../contract/broker.ts';
import { shownBroker } from '../../domain/brokers.ts';
import type { CallDependencies, CallHandlers } from '../call-dependencies.ts';

/** The message brokers, as they are doing. */
export function brokerCalls({ database, brokers }: CallDependencies): Pick<CallHandlers, 'brokers.list'> {
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
