import type { ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import type { Millis } from '../../main/domain/clock.ts';

interface Certificate {
  key: string;
  cert: string;
}

/** What a receiver can do to a request. `now` is the sender's time. */
const WAYS = {
  takes: (response: ServerResponse) => void response.writeHead(204).end(),
  fails: (response: ServerResponse) => void response.writeHead(500).end('broken'),
  asksToWait: (response: ServerResponse) => void response.writeHead(503, { 'retry-after': '600' }).end(),
  asksToWaitUntil: (response: ServerResponse, now: Millis) =>
    void response.writeHead(429, { 'retry-after': new Date(now + 900_000).toUTCString() }).end(),
  redirectsInside: (response: ServerResponse) => void response.writeHead(302, { location: 'https://10.0.0.1/' }).end(),
  redirectsToMetadata: (response: ServerResponse) =>
    void response.writeHead(307, { location: 'http://169.254.169.254/latest/' }).end(),
  hangsUp: (response: ServerResponse) => void response.destroy(),
  breaksOff: (response: ServerResponse) => {
    response.writeHead(500, { 'content-length': '1000' });
    response.write('x', () => response.destroy());
  },
  talksGarbage: (response: ServerResponse) => {
    response.socket?.end(Buffer.from('\0\xff\x16\x03garbage\r\n\r\n'.repeat(100), 'latin1'));
  },
  sendsGigabytes: (response: ServerResponse) => {
    response.writeHead(500);
    const part = Buffer.alloc(65_536, 'x');
    const more = (): void => {
      if (response.destroyed) return;
      if (response.write(part)) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  },
  /** It answers, and never comes to an end. */
  neverEnds: (response: ServerResponse) => void response.writeHead(500).write('x'),
  neverAnswers: () => {},
  isGone: (response: ServerResponse) => void response.writeHead(410).end(),
};
export type Way = keyof typeof WAYS;
const ALL_WAYS = Object.keys(WAYS) as Way[];

/** Those after which the request is on its way until the sender's patience ends. */
const HOLDS: ReadonlySet<Way> = new Set(['neverAnswers', 'neverEnds']);

export interface Arrival {
  /** The event's, which is the `webhook-id`. */
  id: string;
  way: Way;
}

export interface UnkindReceiver {
  readonly url: string;
  readonly arrivals: readonly Arrival[];
  /** Requests that the sender still waits for. */
  readonly held: number;
  /** What it does with the next request; it is called before anything is answered. */
  choose(id: string): Way;
  /** An answer is with the operating system. */
  answered(id: string): void;
  now(): Millis;
  /** `wrong`: with another certificate than the one that is trusted. */
  comeBack(certificate: 'right' | 'wrong'): Promise<void>;
  /** Nobody takes a connection any more. */
  goDown(): Promise<void>;
}

/** A real https server that does to its requests what servers do. It is not there before `comeBack`. */
export function createUnkindReceiver(certificates: { right: Certificate; wrong: Certificate }): UnkindReceiver {
  const arrivals: Arrival[] = [];
  let held = 0;
  let port = 0;
  const server = createServer(certificates.right, (request, response) => {
    request.resume().on('end', () => {
      const id = String(request.headers['webhook-id']);
      const way = receiver.choose(id);
      arrivals.push({ id, way });
      if (HOLDS.has(way)) {
        held += 1;
        response.on('close', () => {
          held -= 1;
        });
      }
      response.on('finish', () => receiver.answered(id));
      response.on('error', () => {});
      WAYS[way](response, receiver.now());
    });
  });
  const receiver: UnkindReceiver = {
    get url() {
      return `https://127.0.0.1:${port}/hook`;
    },
    arrivals,
    get held() {
      return held;
    },
    choose: () => 'takes',
    answered: () => {},
    now: () => 0,
    async comeBack(certificate) {
      server.setSecureContext(certificates[certificate]);
      if (server.listening) return server.closeAllConnections();
      await new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
      port = (server.address() as AddressInfo).port;
    },
    async goDown() {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
  return receiver;
}
export { ALL_WAYS };
