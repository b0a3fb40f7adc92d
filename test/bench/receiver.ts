import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { z } from 'zod';
import { now } from '../demo/now.ts';

/** A delivery as it came in. It is looked into after the measuring, so that the receiver costs as little as it can. */
interface Arrival {
  webhookId: string;
  /** The path that it was sent to: endpoints of one receiver differ by it. */
  path: string;
  /** When its last byte was here, in ms. */
  at: number;
  timestamp: number;
  signatures: string;
  body: string;
}

/** A delivery that was verified: one of a message. */
export interface Delivery {
  webhookId: string;
  path: string;
  at: number;
  type: string;
  whatsappId: string;
}

const Payload = z.object({ type: z.string(), data: z.object({ message: z.object({ whatsapp_id: z.string() }) }) });

/** How far a delivery's own time may be from ours, in ms: Standard Webhooks' tolerance. */
const TOLERANCE = 5 * 60_000;

/** The directory's side: takes every delivery, notes when it was here, and can be down for a while. */
export interface Receiver {
  readonly url: string;
  /** The same receiver by another path, as an endpoint of its own. */
  endpoint(path: string): string;
  /** What signs the deliveries of the webhooks that were registered for it. */
  secret: string;
  /** Different webhook ids that came in since the last `clear`, those of each path by themselves. */
  count(): number;
  /** Resolves when that many different webhook ids have come in; rejects when `signal` says so. */
  hasReceived(count: number, signal: AbortSignal): Promise<void>;
  /** Every delivery since the last `clear`, repeated ones too, each signature verified. Throws on a wrong one. */
  deliveries(): Delivery[];
  clear(): void;
  goDown(): Promise<void>;
  comeBack(): Promise<void>;
  stop(): Promise<void>;
}

export async function startReceiver(): Promise<Receiver> {
  let arrivals: Arrival[] = [];
  let ids = new Set<string>();
  const waiting = new Set<{ count: number; resolve: () => void }>();

  function take(arrival: Arrival): void {
    arrivals.push(arrival);
    ids.add(`${arrival.path} ${arrival.webhookId}`);
    for (const one of waiting) if (ids.size >= one.count) one.resolve();
  }

  function serve(): Server {
    return createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (text: string) => {
        body += text;
      });
      request.on('end', () => {
        const at = now();
        const { url: path = '', headers } = request;
        const timestamp = Number(headers['webhook-timestamp']);
        const [webhookId, signatures] = [String(headers['webhook-id']), String(headers['webhook-signature'])];
        take({ webhookId, path, at, timestamp, signatures, body });
        response.writeHead(204).end();
      });
    });
  }

  async function listen(on: number): Promise<Server> {
    const made = serve();
    await new Promise<void>((resolve, reject) => made.once('error', reject).listen(on, '127.0.0.1', resolve));
    return made;
  }

  async function close(open: Server): Promise<void> {
    const closed = new Promise((resolve) => open.close(resolve));
    open.closeAllConnections();
    await closed;
  }

  let server: Server | null = await listen(0);
  const { port } = server.address() as AddressInfo;
  let secret = '';

  return {
    url: `http://127.0.0.1:${port}/hook`,
    endpoint: (path) => `http://127.0.0.1:${port}${path}`,
    get secret() {
      return secret;
    },
    set secret(text) {
      secret = text;
    },
    count: () => ids.size,
    hasReceived(count, signal) {
      if (ids.size >= count) return Promise.resolve();
      return new Promise((resolve, reject) => {
        const end = (): void => {
          waiting.delete(one);
          signal.removeEventListener('abort', giveUp);
        };
        const giveUp = (): void => {
          end();
          reject(new Error(`only ${ids.size} of ${count} deliveries came in`));
        };
        const one = {
          count,
          resolve: () => {
            end();
            resolve();
          },
        };
        waiting.add(one);
        signal.addEventListener('abort', giveUp);
        if (signal.aborted) giveUp();
      });
    },
    deliveries() {
      const verifier = new Webhook(secret);
      return arrivals.map(({ webhookId, path, at, timestamp, signatures, body }) => {
        // The library's own `verify` compares with the time of now, and what is looked into may be older by then.
        const expected = verifier.sign(webhookId, new Date(timestamp * 1000), body);
        const isInTime = Math.abs(at - timestamp * 1000) < TOLERANCE;
        if (!isInTime || !signatures.split(' ').includes(expected)) throw new Error(`${webhookId} is signed wrongly`);
        const { type, data } = Payload.parse(JSON.parse(body));
        return { webhookId, path, at, type, whatsappId: data.message.whatsapp_id };
      });
    },
    clear() {
      arrivals = [];
      ids = new Set();
    },
    async goDown() {
      if (server) await close(server);
      server = null;
    },
    async comeBack() {
      server ??= await listen(port);
    },
    async stop() {
      if (server) await close(server);
      server = null;
    },
  };
}
