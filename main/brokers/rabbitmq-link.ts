import type { ChannelModel, ConfirmChannel } from 'amqplib';
import type { Event } from '../contract/event-log.ts';
import { BrokerFault, type OpenBroker } from './broker-link.ts';
import { byConversation } from './by-conversation.ts';
import { faultOf } from './fault-of.ts';

/** The operating system asks whether the other side is there that often, in ms. */
const ALIVE_EVERY = 10_000;

/** In bytes. A frame is put together by copying it again and again; what the server may send in one is far below. */
const MOST_OF_A_FRAME = 1024 * 1024;

/** How long the server may take to say goodbye, in ms. */
const CLOSING_PATIENCE = 500;

/**
 * RabbitMQ: a durable topic exchange, which is made if it is not there; persistent messages with publisher confirms. The
 * routing key is the event's type, `message_id` its id.
 */
export const openRabbitmq: OpenBroker = async ({ url: address, target }, { unrouted }) => {
  const { connect } = await import('amqplib');
  const url = new URL(address);
  const model = await connect(
    {
      protocol: url.protocol.slice(0, -1),
      hostname: url.hostname.replace(/^\[|\]$/g, ''),
      ...(url.port && { port: Number(url.port) }),
      ...(url.username && {
        username: decodeURIComponent(url.username),
        password: decodeURIComponent(url.password),
      }),
      vhost: url.pathname.slice(1) || '/',
      // Its timer lives on where opening fails, and then ends the app. A server that is frozen confirms nothing in time.
      heartbeat: 0,
      maxFrameSize: MOST_OF_A_FRAME,
    },
    { keepAlive: true, keepAliveDelay: ALIVE_EVERY, noDelay: true, clientProperties: { connection_name: 'lexline' } },
  ).catch((error: unknown) => {
    throw loginFault(error);
  });
  const { promise: ended, resolve } = Promise.withResolvers<BrokerFault>();
  let over: BrokerFault | null = null;
  function end(fault: BrokerFault): void {
    over ??= fault;
    resolve(fault);
  }
  model.on('error', (error) => end(faultOf(error, 'connection_lost')));
  model.on('close', (error) => end(faultOf(error ?? new Error('the connection was closed'), 'connection_lost')));
  model.on('blocked', (reason) => end(new BrokerFault('not_taken', `the server takes nothing: ${reason}`)));

  async function close(): Promise<void> {
    const gone = model.close().catch(() => {});
    await Promise.race([gone, new Promise((resolve) => setTimeout(resolve, CLOSING_PATIENCE).unref())]);
    end(new BrokerFault('connection_lost', 'the connection was closed'));
  }

  try {
    const channel = await openChannel(model, target, end);
    channel.on('return', ({ fields }) => unrouted(fields.routingKey));
    return {
      publish: (events) =>
        byConversation(events, async (event) => {
          // Of a channel that the server has closed, the events that wait there do not know why.
          await publish(channel, target, event).catch((error: unknown) => {
            throw over ?? faultOf(error, 'not_taken');
          });
        }),
      ended,
      close,
    };
  } catch (error) {
    await close();
    throw faultOf(error, 'target_refused');
  }
};

/** A passive look first: it needs no right to make exchanges, and takes one of any type. What it does not find is made. */
async function openChannel(
  model: ChannelModel,
  exchange: string,
  end: (fault: BrokerFault) => void,
): Promise<ConfirmChannel> {
  const look = await model.createChannel();
  look.on('error', () => {});
  const isThere = await look.checkExchange(exchange).then(
    () => true,
    (error: unknown) => {
      if (replyCode(error) === 404) return false;
      throw error;
    },
  );
  if (isThere) await look.close();
  const channel = await model.createConfirmChannel();
  // 406: of what was published it does not take this, such as for its size.
  channel.on('error', (error) => end(faultOf(error, replyCode(error) === 406 ? 'not_taken' : 'target_refused')));
  if (!isThere) await channel.assertExchange(exchange, 'topic', { durable: true });
  return channel;
}

function publish(channel: ConfirmChannel, exchange: string, event: Event): Promise<void> {
  return new Promise((resolve, reject) => {
    const options = {
      ...{ persistent: true, mandatory: true, messageId: event.id, type: event.type, appId: 'lexline' },
      ...{ contentType: 'application/json', contentEncoding: 'utf-8' },
      timestamp: Math.floor(Date.parse(event.timestamp) / 1000),
    };
    channel.publish(exchange, event.type, Buffer.from(JSON.stringify(event)), options, (error: unknown) => {
      if (error === null || error === undefined) resolve();
      else
        reject(isNack(error) ? new BrokerFault('not_taken', 'the server refused it (nack): is a queue full?') : error);
    });
  });
}

function isNack(error: unknown): boolean {
  return error instanceof Error && error.message === 'message nacked';
}

function replyCode(error: unknown): unknown {
  return error instanceof Error && 'code' in error ? error.code : null;
}

/** The server refuses a name, a password or a virtual host while the connection is being made. */
function loginFault(error: unknown): BrokerFault {
  const message = error instanceof Error ? error.message : '';
  // The library keeps the server's reason to itself.
  if (/Expected ConnectionOpenOk; got <ConnectionClose/.test(message)) {
    return new BrokerFault('login_refused', 'is there such a virtual host, and may this user use it?');
  }
  return faultOf(error, /\b(403|530|ACCESS.REFUSED|NOT.ALLOWED)\b/.test(message) ? 'login_refused' : 'unreachable');
}
