import type { Request, Response } from 'express';
import { type WebSocket, WebSocketServer } from 'ws';
import { SOCKET_CLOSE, type SocketClose } from '../contract/event-socket.ts';
import { AppError } from '../domain/app-error.ts';
import type { Listener, StreamEnd } from './event-stream.ts';
import { headOfUpgrade } from './upgrades.ts';

/** More than that is not even read, in bytes: nothing that is sent here is wanted. */
const LARGEST_FRAME = 1_024;

/** How long the other side may take to answer a close, in ms. */
const CLOSE_TIMEOUT = 1_000;

const CODES: Record<Exclude<StreamEnd, 'left'>, SocketClose> = {
  closing: 1012,
  key_ended: 4401,
  events_expired: 4410,
  failed: 1011,
};

/** Of what was set for any answer, what is told with the 101, too. */
const HEADERS = ['request-id', 'ratelimit-limit', 'ratelimit-policy', 'ratelimit-remaining', 'ratelimit-reset'];

/** Throws AppError `upgrade_required` when the request does not ask for a WebSocket. */
export function assertUpgrade(request: Request, response: Response): void {
  if (headOfUpgrade(request)) return;
  response.setHeader('upgrade', 'websocket');
  throw new AppError('upgrade_required');
}

/**
 * Makes a WebSocket of the request's connection. Rejects with AppError `invalid_request` when its handshake is not right
 * (RFC 6455, section 4.2): then nothing was sent.
 */
export async function openEventSocket(request: Request, response: Response): Promise<Listener> {
  return listenerOn(await shakeHands(request, response));
}

function shakeHands(request: Request, response: Response): Promise<WebSocket> {
  const { promise, resolve, reject } = Promise.withResolvers<WebSocket>();
  const server = new WebSocketServer({
    ...{ noServer: true, clientTracking: false, perMessageDeflate: false },
    ...{ maxPayload: LARGEST_FRAME, closeTimeout: CLOSE_TIMEOUT },
  });
  server.on('headers', (headers) => {
    for (const name of HEADERS.filter((one) => response.hasHeader(one))) {
      headers.push(`${name}: ${response.getHeader(name)}`);
    }
    response.statusCode = 101;
  });
  server.on('wsClientError', ({ message }) => {
    response.setHeader('sec-websocket-version', '13');
    reject(new AppError('invalid_request', [{ field: 'Upgrade', message: `is no WebSocket handshake: ${message}` }]));
  });
  server.handleUpgrade(request, request.socket, headOfUpgrade(request) ?? Buffer.alloc(0), resolve);
  return promise;
}

function listenerOn(socket: WebSocket): Listener {
  let isAlive = true;
  // What is wrong with a frame closes the socket with a code by itself.
  socket.on('error', () => {});
  socket.on('pong', () => {
    isAlive = true;
  });
  socket.on('message', () => close(1003));

  function close(code: SocketClose): void {
    socket.close(code, SOCKET_CLOSE[code]);
  }

  return {
    tell: (event) =>
      new Promise((resolve) => {
        // Called when it has left our memory; with an error when nobody is there any more, which ends the stream by itself.
        socket.send(JSON.stringify(event), () => resolve());
      }),
    beat(cursor) {
      if (cursor === null) {
        // Who has not read all of it cannot have seen the ping either.
        isAlive = true;
        return;
      }
      if (!isAlive) return socket.terminate();
      isAlive = false;
      // Who asks for few types can go on from there, and not only from the last event.
      socket.ping(String(cursor));
    },
    end(why) {
      if (why === 'left') socket.terminate();
      else close(CODES[why]);
    },
  };
}
