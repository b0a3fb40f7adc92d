import type { BrokerKind } from '../../main/contract/broker.ts';

/** What a broker holds, as its consumer gets it. */
export interface Told {
  /** As the broker's own field for it says. */
  id: string;
  type: string;
  body: string;
}

export interface BrokerReader {
  /** Everything that has arrived since it was opened and is not taken yet, in the broker's order. */
  take(): Promise<Told[]>;
  close(): Promise<void>;
}

/** A consumer with a durable place to read from; made before the first event is published. */
export function readBroker(kind: BrokerKind, url: string, target: string): Promise<BrokerReader> {
  return { rabbitmq: readRabbitmq, redis: readRedis, nats: readNats }[kind](url, target);
}

async function readRabbitmq(url: string, exchange: string): Promise<BrokerReader> {
  const { connect } = await import('amqplib');
  const model = await connect(url);
  // Its server is killed while it is open.
  model.on('error', () => {});
  const queue = `inbox of ${exchange}`;
  const channel = await model.createChannel();
  channel.on('error', () => {});
  await channel.assertExchange(exchange, 'topic', { durable: true });
  await channel.assertQueue(queue, { durable: true });
  await channel.bindQueue(queue, exchange, '#');
  return {
    async take() {
      const told: Told[] = [];
      for (;;) {
        const message = await channel.get(queue, { noAck: true });
        if (message === false) return told;
        const { messageId, type } = message.properties;
        told.push({ id: String(messageId), type: String(type), body: message.content.toString() });
      }
    },
    close: () => model.close().catch(() => {}),
  };
}

async function readRedis(url: string, stream: string): Promise<BrokerReader> {
  const { createClient } = await import('@redis/client');
  const client = createClient({ url, socket: { reconnectStrategy: false } });
  client.on('error', () => {});
  await client.connect();
  let last = '-';
  return {
    async take() {
      const entries = (await client.xRange(stream, last, '+')) ?? [];
      last = entries.length > 0 ? `(${entries.at(-1)?.id}` : last;
      return entries.map(({ message: { id = '', type = '', event = '' } }) => ({ id, type, body: event }));
    },
    async close() {
      if (client.isOpen) client.destroy();
    },
  };
}

async function readNats(address: string, target: string): Promise<BrokerReader> {
  const { connect } = await import('@nats-io/transport-node');
  const { jetstreamManager } = await import('@nats-io/jetstream');
  const { host, username: user, password } = new URL(address);
  const connection = await connect({ servers: host, user, pass: decodeURIComponent(password), reconnect: false });
  const manager = await jetstreamManager(connection);
  let next = 1;
  return {
    async take() {
      // Who publishes makes the stream.
      const name = await manager.streams.find(`${target}.message.received`);
      const { state } = await manager.streams.info(name);
      const told: Told[] = [];
      for (; next <= state.last_seq; next++) {
        const message = await manager.streams.getMessage(name, { seq: next });
        if (message === null) continue;
        const id = message.header.get('Nats-Msg-Id');
        told.push({ id, type: message.subject.slice(target.length + 1), body: message.string() });
      }
      return told;
    },
    close: () => connection.close(),
  };
}
