import type { Event } from '../event-log.ts';
import type { EventPattern } from '../events.ts';
import { ApiError, ConnectionError } from './errors.ts';
import { backOff, type wait } from './patience.ts';
import { type Block, readEventStream } from './read-event-stream.ts';

export interface FollowOptions {
  /** Behind which cursor it begins; `now`: with what comes. Left out: from the start of what is kept. */
  after?: number | 'now';
  /** None: all of them. */
  types?: readonly EventPattern[];
  /** Ends it, without an error. */
  signal?: AbortSignal;
}

interface Connection {
  /** Rejects as every call of the client does. */
  open(
    query: { after?: number | 'now'; types?: string },
    options: { headers?: Record<string, string>; signal?: AbortSignal },
  ): Promise<Response>;
  wait: typeof wait;
}

/** The API is heard every 15 seconds: when nothing came for so long, it is not there any more. In ms. */
const SILENCE = 45_000;

/**
 * Events in order, each once, through every break of the connection, for as long as they are wanted. Rejects with ApiError
 * when the API refuses it for good: the key has ended, or `events_expired`.
 */
export async function* followEvents(
  { open, wait }: Connection,
  { after, types = [], signal }: FollowOptions,
): AsyncGenerator<Event, void, undefined> {
  /** The last cursor that came; what begins with `now` is told it at once. */
  let last = '';
  let seen = -1;
  const query = { ...(after === undefined ? {} : { after }), ...(types.length > 0 ? { types: types.join() } : {}) };

  for (let broken = 1; !signal?.aborted; broken++) {
    for await (const { id, data } of blocks()) {
      broken = 0;
      last = id;
      if (data === '') continue;
      const event: Event = JSON.parse(data);
      if (event.cursor <= seen) continue;
      seen = event.cursor;
      yield event;
    }
    if (signal?.aborted) return;
    await wait(backOff(Math.max(broken, 1), Math.random()), signal).catch(endOfSignal);
  }

  /** Those of one connection, until it breaks. */
  async function* blocks(): AsyncGenerator<Block> {
    const headers: Record<string, string> = last === '' ? {} : { 'last-event-id': last };
    const answer = await open(query, { headers, ...(signal ? { signal } : {}) }).catch(passing);
    if (!answer) return;
    assertStream(answer);
    try {
      yield* readEventStream(answer.body, SILENCE);
    } catch {
      // The next connection goes on where this one broke.
    }
  }

  /** What may be better the next time is no error. */
  function passing(error: unknown): null {
    if (signal?.aborted || error instanceof ConnectionError) return null;
    if (error instanceof ApiError && (error.status === 429 || error.status >= 500)) return null;
    throw error;
  }

  function endOfSignal(reason: unknown): void {
    if (!signal?.aborted) throw reason;
  }
}

/** Throws ApiError of code `unknown` when it is something else, such as the page of a network's log-in. */
function assertStream(
  answer: Response,
): asserts answer is Response & { body: ReadableStream<Uint8Array<ArrayBuffer>> } {
  if (answer.body && answer.headers.get('content-type')?.startsWith('text/event-stream')) return;
  const { status, headers } = answer;
  throw new ApiError({ status, requestId: headers.get('request-id'), body: undefined }, null);
}
