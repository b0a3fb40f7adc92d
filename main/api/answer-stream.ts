import type { Request, Response } from 'express';
import type { Route } from '../contract/route.ts';
import { type Caller, callerId } from '../domain/caller.ts';
import type { Clock } from '../domain/clock.ts';
import type { Log, Metrics } from '../domain/ports.ts';
import { assertUpgrade, openEventSocket } from './event-socket.ts';
import { type EventStream, tellEvents } from './event-stream.ts';
import type { ObservedCall } from './observe-call.ts';
import type { OpenStreams, StreamKind } from './open-streams.ts';
import { openServerSentEvents } from './server-sent-events.ts';

/** Somebody who stays for what is to come. */
interface Presence {
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, 'add'>;
  streams: OpenStreams;
  caller: Caller | null;
  observed: ObservedCall;
  /** The server closes. */
  closing: AbortSignal;
  /** Whether the caller may still be told. Rejects with AppError when not. */
  check(): Promise<void>;
}

/**
 * Answers with a stream: what is refused is refused before anything is sent, as of any route. Resolves when the stream has
 * ended. Rejects with what `begin` rejects with, with AppError `too_many_streams`, and with what the handshake of a WebSocket
 * does.
 */
export async function answerStream(
  presence: Presence,
  as: NonNullable<Route['stream']>['as'],
  begin: () => Promise<unknown>,
  request: Request,
  response: Response,
): Promise<void> {
  const isSocket = as === 'websocket';
  if (isSocket) assertUpgrade(request, response);
  const close = openPlace(presence, isSocket ? 'websocket' : 'sse');
  const left = whenLeft(response);
  try {
    // The table gives such a route a handler that answers with a stream.
    const stream = (await begin()) as EventStream;
    const listener = isSocket ? await openEventSocket(request, response) : openServerSentEvents(response, stream.after);
    // Only the head was asked for.
    if (request.method === 'HEAD') return listener.end('left');
    await presence.observed.apart(() => tellEvents(presence, stream, listener, { left, closing: presence.closing }));
  } finally {
    close();
  }
}

/** A request that waits for what is to come, as far as its caller may: until there is something, or nobody to wait. */
export async function whileWaiting<Result>(
  presence: Presence,
  response: Response,
  work: (left: AbortSignal) => Promise<Result>,
): Promise<Result> {
  const { closing, observed, check } = presence;
  const close = openPlace(presence, 'poll');
  const over = new AbortController();
  const end = (): void => over.abort();
  const left = whenLeft(response);
  left.addEventListener('abort', end);
  closing.addEventListener('abort', end);
  if (closing.aborted) end();
  try {
    const result = await observed.apart(() => work(over.signal));
    await check();
    return result;
  } finally {
    closing.removeEventListener('abort', end);
    close();
  }
}

function openPlace({ streams, caller }: Presence, kind: StreamKind): () => void {
  return streams.open(caller ? callerId(caller) : '', kind);
}

/** Aborts when the connection is over, or the answer all sent. */
function whenLeft(response: Response): AbortSignal {
  const left = new AbortController();
  response.once('close', () => left.abort());
  if (response.destroyed) left.abort();
  return left.signal;
}
