import type { BrokerKind } from '../../main/contract/broker.ts';

export interface Refusal {
  /** What a person is told meanwhile. */
  words: RegExp;
  /** Everything is taken again. */
  end(): Promise<void>;
}

/** Makes a real server refuse events that are published to the target, as its owner may have set it up. */
export function refuseEvents(kind: BrokerKind, url: string, target: string): Promise<Refusal> {
  return { rabbitmq: fillQueue, redis: fillMemory, nats: keepMessagesOnly }[kind](url, target);
}

/** The queue of another consumer is full. */
async function fillQueue(url: string, exchange: string): Promise<Refusal> {
  const { connect } = await import('amqplib');
  const model = await connect(url);
  // A test that fails leaves it open, and ends the server.
  model.on('error', () => {});
  const channel = await model.createChannel();
  await channel.assertExchange(exchange, 'topic', { durable: true });
  await channel.assertQueue('full', { maxLength: 1, overflow: 'reject-publish' });
  await channel.bindQueue('full', exchange, '#');
  return {
    words: /: the server refused it \(nack\)/,
    async end() {
      await channel.deleteQueue('full');
      await model.close();
    },
  };
}

async function fillMemory(url: string): Promise<Refusal> {
  const { createClient } = await import('@redis/client');
  const client = createClient({ url });
  client.on('error', () => {});
  await client.connect();
  await client.configSet('maxmemory', '1mb');
  return {
    words: /: OOM command not allowed/,
    async end() {
      await client.configSet('maxmemory', '0');
      client.destroy();
    },
  };
}

/** Of the other types no stream keeps anything, while somebody who only listens answers to them. */
async function keepMessagesOnly(address: string, target: string): Promise<Refusal> {
  const { connect } = await import('@nats-io/transport-node');
  const { jetstreamManager } = await import('@nats-io/jetstream');
  const { host, username: user, password } = new URL(address);
  const connection = await connect({ servers: host, user, pass: decodeURIComponent(password) });
  const manager = await jetstreamManager(connection);
  const name = target.replaceAll('.', '-');
  await manager.streams.add({ name, subjects: [`${target}.message.>`] });
  connection.subscribe(`${target}.client.>`, { callback: (_error, message) => void message.respond('{}') });
  return {
    words: /: no stream (answers for|has taken) /,
    async end() {
      await manager.streams.update(name, { subjects: [`${target}.>`] });
      await connection.close();
    },
  };
}
