import type { Broker } from '../../contract/broker.ts';
import {
  type BrokerRunner,
  brokerOf,
  changeBroker,
  createBroker,
  removeBroker,
  setBrokerPaused,
  shownBroker,
} from '../../domain/brokers.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database } from '../../domain/ports.ts';
import type { BrokerRow } from '../../domain/stores/broker-store.ts';
import type { Stores } from '../../domain/stores.ts';
import { testBroker } from '../../domain/test-broker.ts';
import type { Handlers } from '../handler.ts';

interface Dependencies {
  database: Database;
  clock: Clock;
  brokers: BrokerRunner;
}

type Names =
  | 'createBroker'
  | 'listBrokers'
  | 'getBroker'
  | 'changeBroker'
  | 'removeBroker'
  | 'pauseBroker'
  | 'resumeBroker'
  | 'testBroker';

export function brokerRoutes({ database, clock, brokers }: Dependencies): Pick<Handlers, Names> {
  const shown = (stores: Stores, row: BrokerRow): Promise<Broker> => shownBroker(stores, row, brokers.status(row));

  return {
    async createBroker({ body, stores, at, afterCommit }) {
      const row = await createBroker(stores, body, at);
      afterCommit(() => brokers.changed(row.id));
      return shown(stores, row);
    },
    async listBrokers({ query, stores }) {
      const { rows, nextCursor } = await stores.brokers.list(query);
      const data: Broker[] = [];
      for (const row of rows) data.push(await shown(stores, row));
      return { data, next_cursor: nextCursor };
    },
    getBroker: async ({ params, stores }) => shown(stores, await brokerOf(stores, params.id)),
    async changeBroker({ params, body, stores, at, afterCommit }) {
      const row = await changeBroker(stores, params.id, body, at);
      afterCommit(() => brokers.changed(row.id));
      return shown(stores, row);
    },
    async removeBroker({ params, stores, at, afterCommit }) {
      await removeBroker(stores, params.id, at);
      afterCommit(() => brokers.changed(params.id));
    },
    async pauseBroker({ params, stores, at, afterCommit }) {
      const row = await setBrokerPaused(stores, params.id, true, at);
      afterCommit(() => brokers.changed(row.id));
      return shown(stores, row);
    },
    async resumeBroker({ params, stores, at, afterCommit }) {
      const row = await setBrokerPaused(stores, params.id, false, at);
      afterCommit(() => brokers.changed(row.id));
      return shown(stores, row);
    },
    async testBroker({ params }) {
      const { error, took } = await testBroker({ database, clock, brokers }, params.id);
      return { is_ok: error === null, error, took_ms: took };
    },
  };
}
