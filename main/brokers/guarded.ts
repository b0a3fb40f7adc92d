import { AsyncLocalStorage } from 'node:async_hooks';
import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { Socket } from 'node:net';
import { BrokerFault, type OpenBroker } from './broker-link.ts';
import { faultOf } from './fault-of.ts';

/** Node tells here of each socket that a client makes. */
const SOCKETS = 'net.client.socket';

/** What a server may send until it confirms the next events. RabbitMQ gives back whole those that no queue wants. */
const MOST_BYTES = 32 * 1024 * 1024;

/**
 * Keeps hold of the sockets of a client library. None is left when opening fails or is given up, or when the link is closed:
 * each of the libraries leaves one to a server that never answers. What a server sends is bounded. What a library throws while
 * it reads ends its connection, and not the app: amqplib can do so before anybody can listen to its errors.
 */
export function guarded(open: OpenBroker): OpenBroker {
  return async (row, options) => {
    const { signal } = options;
    const sockets: Socket[] = [];
    const broken = Promise.withResolvers<BrokerFault>();
    let readBefore = 0;

    const read = (): number => sockets.reduce((sum, { bytesRead }) => sum + bytesRead, 0);

    function end(fault: BrokerFault): void {
      broken.resolve(fault);
      // With an error: of another end amqplib hears nothing.
      for (const socket of sockets) socket.destroy(fault);
    }

    function watch(socket: Socket): void {
      sockets.push(socket);
      const { emit } = socket;
      socket.emit = (event: string | symbol, ...values: unknown[]): boolean => {
        if (read() - readBefore > MOST_BYTES) end(new BrokerFault('connection_lost', 'it sends far too much'));
        try {
          return Reflect.apply(emit, socket, [event, ...values]);
        } catch (error) {
          end(faultOf(error, 'connection_lost'));
          return true;
        }
      };
    }

    const mine = new AsyncLocalStorage<true>();
    const onSocket = (told: unknown): void => {
      if (!mine.getStore() || typeof told !== 'object' || told === null || !('socket' in told)) return;
      if (told.socket instanceof Socket) watch(told.socket);
    };
    const giveUp = (): void => end(new BrokerFault('connection_lost', 'nobody wants it any more'));
    subscribe(SOCKETS, onSocket);
    signal.addEventListener('abort', giveUp, { once: true });
    try {
      const failed = broken.promise.then((fault) => Promise.reject(fault));
      const link = await Promise.race([mine.run(true, () => open(row, options)), failed]);
      return {
        ended: Promise.race([link.ended, broken.promise]),
        async publish(events) {
          await link.publish(events);
          readBefore = read();
        },
        async close() {
          await link.close();
          end(new BrokerFault('connection_lost', 'the connection was closed'));
        },
      };
    } catch (error) {
      end(faultOf(error, 'unreachable'));
      throw error;
    } finally {
      unsubscribe(SOCKETS, onSocket);
      signal.removeEventListener('abort', giveUp);
    }
  };
}
