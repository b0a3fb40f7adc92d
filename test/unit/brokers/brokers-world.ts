import type { OpenBroker } from '../../../main/brokers/broker-link.ts';
import { createBrokers } from '../../../main/brokers/brokers.ts';
import type { EventPattern, EventType } from '../../../main/contract/events.ts';
import type { BrokerId, LawyerId } from '../../../main/contract/ids.ts';
import { brokerOf, createBroker } from '../../../main/domain/brokers.ts';
import { createEventFeed } from '../../../main/domain/event-feed.ts';
import type { Database } from '../../../main/domain/ports.ts';
import { recordEvent } from '../../../main/domain/record-event.ts';
import type { BrokerRow } from '../../../main/domain/stores/broker-store.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { FakeBroker } from '../../support/fake-broker.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';

/** A lawyer's log, brokers in memory, and what publishes from the one to the others. */
export class BrokersWorld {
  readonly clock = new FakeClock();
  readonly log = new FakeLog();
  readonly metrics = new FakeMetrics();
  readonly broker = new FakeBroker();
  readonly other = new FakeBroker();
  readonly store: TempDatabase;
  readonly lawyerId: LawyerId;
  brokers!: ReturnType<typeof createBrokers>;

  private constructor(store: TempDatabase, lawyerId: LawyerId) {
    this.store = store;
    this.lawyerId = lawyerId;
  }

  static async open(): Promise<BrokersWorld> {
    const store = openTempDatabase();
    return new BrokersWorld(store, (await addLawyer(store.database, new FakeClock().now())).id);
  }

  /** A start of the app. `around` and `open` stand between it and the rest of the world. */
  async live({
    database = this.store.database,
    open = this.broker.open,
  }: {
    database?: Database;
    open?: OpenBroker;
  } = {}): Promise<void> {
    const feed = createEventFeed(database);
    const { clock, log, metrics } = this;
    const kinds = { rabbitmq: open, redis: this.other.open, nats: open };
    this.brokers = createBrokers({ database, feed, clock, random: () => 0, log, metrics, open: kinds });
    void this.brokers.start();
    await settle();
  }

  async add(kind: 'rabbitmq' | 'redis' = 'rabbitmq', events: EventPattern[] = ['*']): Promise<BrokerId> {
    const url = kind === 'redis' ? 'redis://:s3cret@192.0.2.7' : 'amqp://lexline:s3cret@192.0.2.7';
    const given = { lawyer_id: this.lawyerId, kind, url, target: 'lexline', events, after: 0 };
    const { id } = await this.store.database.write((stores) => createBroker(stores, given, this.clock.now()));
    return id;
  }

  row(id: BrokerId): Promise<BrokerRow> {
    return this.store.database.read((stores) => brokerOf(stores, id));
  }

  async status(id: BrokerId) {
    return this.brokers.status(await this.row(id));
  }

  async tell(count: number, type: EventType = 'session.ready'): Promise<void> {
    const fact = { type, lawyerId: this.lawyerId, at: this.clock.now() };
    await this.store.database.write(async (stores) => {
      for (let n = 0; n < count; n++) await recordEvent(stores, fact);
    });
  }

  /** The ids of the log, in order. */
  ids(): string[] {
    return this.store.rows<{ id: string }>('SELECT id FROM events ORDER BY cursor').map(({ id }) => id);
  }

  newest(): number {
    return this.store.rows<{ newest: number }>('SELECT max(cursor) AS newest FROM events')[0]?.newest ?? 0;
  }

  async remove(): Promise<void> {
    const stopping = this.brokers.stop();
    for (let n = 0; n < 5; n++) await this.clock.advance(2_000);
    await stopping;
    await this.store.remove();
  }
}
