import { BrokerFault, type OpenBroker } from './broker-link.ts';
import { faultOf } from './fault-of.ts';

const CONNECT_TIMEOUT = 10_000;
/** A server that is silent is asked that often, in ms, and counts as lost when nothing came for so long. */
const PING_EVERY = 10_000;
const SILENT_FOR = 25_000;

/** Answers in which a server says that it is a matter of who asks. */
const LOGIN = /^(WRONGPASS|NOAUTH|ERR (AUTH|invalid password|Client sent AUTH)|NOPERM.*\b(auth|hello|select)\b)/i;
/** Answers in which it is a matter of what there is under the key, or of the right to write there. */
const TARGET = /^(WRONGTYPE|NOPERM|READONLY|MOVED|ERR (DB index|invalid DB))/i;

/**
 * Redis: a stream with one entry for each event, in the fields `id`, `type` and `event`. What is published at once is one
 * transaction: all of it is there, or nothing.
 */
export const openRedis: OpenBroker = async ({ url, target, maxLength }) => {
  const { createClient } = await import('@redis/client');
  const client = createClient({
    ...{ url, RESP: 2, name: 'lexline', disableOfflineQueue: true, pingInterval: PING_EVERY },
    socket: { connectTimeout: CONNECT_TIMEOUT, socketTimeout: SILENT_FOR, reconnectStrategy: false, keepAlive: true },
  });
  const { promise: ended, resolve: end } = Promise.withResolvers<BrokerFault>();
  let otherwise: 'unreachable' | 'connection_lost' = 'unreachable';
  client.on('error', (error: unknown) => end(redisFault(error, otherwise)));
  client.on('end', () => end(new BrokerFault('connection_lost', 'the connection was closed')));

  const close = async (): Promise<void> => {
    if (client.isOpen) client.destroy();
    end(new BrokerFault('connection_lost', 'the connection was closed'));
  };

  try {
    // What is no answer ends no connecting by itself.
    await Promise.race([client.connect(), ended.then((fault) => Promise.reject(fault))]);
    otherwise = 'connection_lost';
    // Who may write to the stream need not be let to look at it.
    const type = await client.type(target).catch((error: unknown) => {
      if (error instanceof Error && error.message.startsWith('NOPERM')) return 'none';
      throw error;
    });
    if (type !== 'stream' && type !== 'none') {
      throw new BrokerFault('target_refused', `WRONGTYPE the key holds a ${type}, not a stream`);
    }
  } catch (error) {
    await close();
    throw redisFault(error, 'unreachable');
  }

  const options =
    maxLength === null
      ? {}
      : { TRIM: { strategy: 'MAXLEN' as const, strategyModifier: '~' as const, threshold: maxLength } };
  return {
    ended,
    close,
    async publish(events) {
      const transaction = client.multi();
      for (const event of events) {
        const entry = { id: event.id, type: event.type, event: JSON.stringify(event) };
        transaction.xAdd(target, '*', entry, options);
      }
      await transaction.exec().catch((error: unknown) => {
        throw redisFault(firstOf(error), 'not_taken');
      });
    },
  };
};

function redisFault(error: unknown, otherwise: 'connection_lost' | 'unreachable' | 'not_taken'): BrokerFault {
  const message = error instanceof Error ? error.message : '';
  if (LOGIN.test(message)) return faultOf(error, 'login_refused');
  return faultOf(error, TARGET.test(message) ? 'target_refused' : otherwise);
}

/** Of a transaction the errors of its commands come together. */
function firstOf(error: unknown): unknown {
  if (!(error instanceof Error) || !('replies' in error) || !Array.isArray(error.replies)) return error;
  return error.replies.find((reply) => reply instanceof Error) ?? error;
}
