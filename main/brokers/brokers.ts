import type { BrokerKind } from '../contract/broker.ts';
import type { BrokerId, LawyerId } from '../contract/ids.ts';
import type { BrokerRunner, BrokerStatus } from '../domain/brokers.ts';
import type { BrokerRow } from '../domain/stores/broker-store.ts';
import type { OpenBroker } from './broker-link.ts';
import { guarded } from './guarded.ts';
import { openNats } from './nats-link.ts';
import { errorOf, opened } from './opened.ts';
import { type PublishDependencies, type Publishing, publishLog } from './publish-log.ts';
import { openRabbitmq } from './rabbitmq-link.ts';
import { openRedis } from './redis-link.ts';

/** Each loads its client library when it is first used, and not before. */
export const OPEN_BROKER: Record<BrokerKind, OpenBroker> = {
  rabbitmq: guarded(openRabbitmq),
  redis: guarded(openRedis),
  nats: guarded(openNats),
};

interface Dependencies extends PublishDependencies {
  open: Record<BrokerKind, OpenBroker>;
}

interface Running {
  row: BrokerRow;
  publishing: Publishing;
}

/** Publishes to every broker that is set and not paused, each by itself: one that is dead costs the others nothing. */
export function createBrokers({ open, ...dependencies }: Dependencies): BrokerRunner & {
  /** At the start of the app. */
  start(): Promise<void>;
  /** A lawyer was removed, with all rows. */
  lawyerRemoved(id: LawyerId): void;
  all(): readonly { kind: BrokerKind; lawyerId: LawyerId; status: BrokerStatus }[];
  stop(): Promise<void>;
} {
  const { database, clock, log } = dependencies;
  const running = new Map<BrokerId, Running>();
  let stopped = false;
  let turn: Promise<void> = Promise.resolve();

  /** One after another: what is changed twice at once is begun once, as it is at last. */
  function begin(id: BrokerId): Promise<void> {
    turn = turn.then(async () => {
      try {
        const before = running.get(id);
        running.delete(id);
        await before?.publishing.stop();
        const row = await database.read((stores) => stores.brokers.find(id));
        if (stopped || !row || row.isPaused) return;
        running.set(id, { row, publishing: publishLog(row, open[row.kind], dependencies) });
      } catch (error) {
        log.error(
          { broker: id, error: error instanceof Error ? error.name : 'unknown' },
          'a broker could not be begun',
        );
      }
    });
    return turn;
  }

  return {
    async start() {
      for (const { id } of await database.read((stores) => stores.brokers.all())) await begin(id);
    },
    changed: (id) => void begin(id),
    lawyerRemoved(id) {
      for (const { row } of running.values()) if (row.lawyerId === id) void begin(row.id);
    },
    status(row) {
      const mine = running.get(row.id);
      if (mine && mine.row.revision === row.revision) return mine.publishing.status();
      const nothing = { lastError: null, nextAttempt: null, cursor: row.cursor, unrouted: null };
      return { ...nothing, state: row.isPaused ? 'paused' : 'connecting', since: row.updated };
    },
    async test(row) {
      const signal = new AbortController().signal;
      try {
        const link = await opened(row, open[row.kind], { clock, signal, unrouted: () => {} });
        await link.close();
        return null;
      } catch (error) {
        return errorOf(error, row);
      }
    },
    all: () =>
      [...running.values()].map(({ row: { kind, lawyerId }, publishing }) => ({
        kind,
        lawyerId,
        status: publishing.status(),
      })),
    async stop() {
      stopped = true;
      await turn;
      await Promise.all([...running.values()].map(({ publishing }) => publishing.stop()));
    },
  };
}
