import { type IncomingMessage, type Server, ServerResponse } from 'node:http';
import type { Express } from 'express';

/** What had come behind the head of a request that asks to go on as a WebSocket. */
const heads = new WeakMap<IncomingMessage, Buffer>();

/** Whether a request asks to go on as a WebSocket (RFC 6455, section 4.2.1). Any other upgrade is none of ours. */
export function asksForWebSocket({ method, headers }: Pick<IncomingMessage, 'method' | 'headers'>): boolean {
  return method === 'GET' && headers.upgrade?.toLowerCase() === 'websocket';
}

/**
 * Requests that ask for a WebSocket go the way of all others, guards and routes: Node only hands them over without an
 * answer. A route may take the connection; what else they are answered ends it.
 */
export function routeUpgrades(server: Server, app: Express): void {
  server.on('upgrade', (request, _socket, head) => {
    const { socket } = request;
    socket.on('error', () => socket.destroy());
    heads.set(request, head);
    const response = new ServerResponse(request);
    response.shouldKeepAlive = false;
    try {
      // It stays, also when a WebSocket is made of it: so that `close` of the answer tells when the connection is over.
      response.assignSocket(socket);
    } catch {
      // It came behind a request that is not answered yet, which Node does not wait for: there is no place for another answer.
      socket.destroy();
      return;
    }
    response.once('finish', () => socket.destroySoon());
    app(request, response);
  });
}

/** What had come behind the head; null: the request did not ask to go on as a WebSocket. */
export function headOfUpgrade(request: IncomingMessage): Buffer | null {
  return heads.get(request) ?? null;
}
