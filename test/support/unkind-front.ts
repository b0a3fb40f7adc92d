import { createServer, request as httpRequest, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/**
 * What becomes of one request: `refuse`, the connection ends before the API sees it; `lose`, the API acts and its answer is
 * lost; `hang`, nothing ever comes; or an answer of the front's own.
 */
export type Mishap = 'refuse' | 'lose' | 'hang' | { status: number; headers?: Record<string, string>; body?: string };

export interface UnkindFront {
  readonly url: string;
  /** For the next requests, in order; those after them go through. */
  readonly mishaps: Mishap[];
  /** The Idempotency-Key of each request that came, in order; undefined where it had none. */
  readonly keys: (string | undefined)[];
  /** Cuts off every connection that is open, in the middle of whatever comes through it. */
  cut(): void;
  stop(): Promise<void>;
}

/** A real server in front of the API, as a tunnel or a proxy would be, with a tunnel's mishaps. */
export async function startUnkindFront(port: () => number): Promise<UnkindFront> {
  const mishaps: Mishap[] = [];
  const keys: (string | undefined)[] = [];
  const server = createServer((request, response) => {
    const mishap = mishaps.shift();
    keys.push(request.headers['idempotency-key']?.toString());
    if (mishap === 'hang') return;
    if (mishap === 'refuse') request.socket.destroy();
    else if (typeof mishap === 'object') response.writeHead(mishap.status, mishap.headers).end(mishap.body);
    else forward(request, response, mishap === 'lose');
  });

  function forward(request: IncomingMessage, response: ServerResponse, isLost: boolean): void {
    const { method, url, headers } = request;
    const host = `127.0.0.1:${port()}`;
    const onward = httpRequest({ host: '127.0.0.1', port: port(), method, path: url, headers: { ...headers, host } });
    onward.on('response', (answer) => {
      if (isLost) {
        // The whole answer has come: the API has acted.
        answer.resume().once('end', () => request.socket.destroy());
        return;
      }
      response.writeHead(answer.statusCode ?? 502, answer.headers);
      answer.pipe(response);
      // A stream has no end by itself.
      response.once('close', () => onward.destroy());
    });
    onward.on('error', () => request.socket.destroy());
    request.pipe(onward);
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    mishaps,
    keys,
    cut: () => server.closeAllConnections(),
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}
