import { once } from 'node:events';
import { type AddressInfo, createServer, type Socket } from 'node:net';
import type { BrokerKind } from '../../main/contract/broker.ts';

export interface HostileServer {
  url: string;
  /** Connections that are open at this moment. */
  open(): number;
  /** Bytes that were given to the sockets. */
  sent(): number;
  close(): Promise<void>;
}

/** A server on 127.0.0.1 that speaks a broker's protocol as badly as `serve` does. */
export async function startHostileServer(
  kind: BrokerKind,
  serve: (socket: Socket, flood: (chunk: Buffer) => void) => void,
): Promise<HostileServer> {
  const sockets = new Set<Socket>();
  let sent = 0;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => {}).on('close', () => sockets.delete(socket));
    socket.resume();
    serve(socket, (chunk) => {
      const write = (): void => {
        do sent += chunk.length;
        while (!socket.destroyed && socket.write(chunk));
      };
      socket.on('drain', write);
      write();
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  const scheme = { rabbitmq: 'amqp', redis: 'redis', nats: 'nats' }[kind];
  return {
    url: `${scheme}://lexline:s3cret@127.0.0.1:${(server.address() as AddressInfo).port}`,
    open: () => sockets.size,
    sent: () => sent,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, 'close');
    },
  };
}

/** Answers each request of a client of RabbitMQ that logs in; `after` goes out in one packet with the last answer. */
export function answerRabbitmq(socket: Socket, after: Buffer): void {
  const version = Buffer.from([0, 9, 0, 0, 0, 0]);
  const start = method(10, Buffer.concat([version, longText('PLAIN'), longText('en_US')]));
  // 131,072 bytes a frame, a heartbeat every second.
  const tune = method(30, Buffer.from([0, 0, 0, 2, 0, 0, 0, 1]));
  const answers = [start, tune, Buffer.concat([method(41, Buffer.from([0])), after])];
  socket.on('data', () => {
    const answer = answers.shift();
    if (answer) socket.write(answer);
  });
}

/** The server of RabbitMQ ends the connection: 541. */
export function closeOfRabbitmq(): Buffer {
  return method(50, Buffer.concat([Buffer.from([2, 29, 3]), Buffer.from('bad'), Buffer.alloc(4)]));
}

/** A method of the class `connection`, in a frame. */
function method(id: number, fields: Buffer): Buffer {
  const head = Buffer.from([1, 0, 0, 0, 0, 0, fields.length + 4, 0, 10, 0, id]);
  return Buffer.concat([head, fields, Buffer.from([0xce])]);
}

function longText(text: string): Buffer {
  return Buffer.concat([Buffer.from([0, 0, 0, text.length]), Buffer.from(text)]);
}

const INFO = { server_id: 'X', version: '2.10.0', proto: 1, headers: true, max_payload: 1_048_576, jetstream: true };

/** Lets a client of NATS log in, and then does `after`. */
export function answerNats(socket: Socket, after: () => void): void {
  socket.write(`INFO ${JSON.stringify(INFO)}\r\n`);
  socket.on('data', (data) => {
    if (!String(data).includes('PING\r\n')) return;
    socket.write('PONG\r\n');
    after();
  });
}
