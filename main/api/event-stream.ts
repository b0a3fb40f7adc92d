import type { Event } from '../contract/event-log.ts';
import { PROBLEMS } from '../contract/problems.ts';
import { AppError } from '../domain/app-error.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { EventPart } from '../domain/event-log.ts';
import type { Log, Metrics } from '../domain/ports.ts';

/** The answer of a route that goes on. */
export interface EventStream {
  /** Behind which it begins. */
  after: number;
  /** Part by part, until the signal aborts. */
  follow(signal: AbortSignal): AsyncIterable<EventPart>;
}

/** Why a stream ends. */
export type StreamEnd = 'left' | 'closing' | 'key_ended' | 'events_expired' | 'failed';

/** Somebody who is told of events, by whatever protocol. */
export interface Listener {
  /** Resolves when there is room for more, or nobody there any more. */
  tell(event: Event): Promise<void>;
  /** Keeps the connection alive, and says how far all was told; null while `tell` waits, when nothing can be sent. */
  beat(cursor: number | null): void;
  /** Once. */
  end(why: StreamEnd): void;
}

/** So often a stream on which nothing happens shows that it lives: less than the time after which proxies cut it off. */
const HEARTBEAT: Millis = 15_000;

interface Dependencies {
  clock: Clock;
  log: Log;
  metrics: Pick<Metrics, 'add'>;
  /** Whether the caller may still be told. Rejects with AppError when not. */
  check(): Promise<void>;
}

/**
 * Tells a listener of a stream's events, until one of them ends. Whoever does not read holds one part and a cursor: the
 * next part is read when all of this one was taken. Whether the key still opens it is asked before each part and with each
 * heartbeat. Never rejects.
 */
export async function tellEvents(
  { clock, log, metrics, check }: Dependencies,
  stream: EventStream,
  listener: Listener,
  { left, closing }: { left: AbortSignal; closing: AbortSignal },
): Promise<void> {
  const over = new AbortController();
  let cursor = stream.after;
  let isTelling = false;
  let cancelBeat = clock.after(HEARTBEAT, beat);

  function end(why: StreamEnd): void {
    if (over.signal.aborted) return;
    over.abort();
    cancelBeat();
    listener.end(why);
  }

  function fail(error: unknown): void {
    if (!over.signal.aborted && !(error instanceof AppError)) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a stream of events failed');
    }
    end(endOf(error));
  }

  function beat(): void {
    cancelBeat = clock.after(HEARTBEAT, beat);
    check().then(() => {
      if (!over.signal.aborted) listener.beat(isTelling ? null : cursor);
    }, fail);
  }

  const leave = (): void => end('left');
  const close = (): void => end('closing');
  left.addEventListener('abort', leave);
  closing.addEventListener('abort', close);
  if (left.aborted) leave();
  if (closing.aborted) close();
  try {
    for await (const { events, next } of stream.follow(over.signal)) {
      await check();
      isTelling = true;
      for (const event of events) {
        if (over.signal.aborted) break;
        await listener.tell(event);
        metrics.add('events_told');
      }
      isTelling = false;
      cursor = next;
    }
  } catch (error) {
    fail(error);
  } finally {
    left.removeEventListener('abort', leave);
    closing.removeEventListener('abort', close);
  }
}

function endOf(error: unknown): StreamEnd {
  if (!(error instanceof AppError)) return 'failed';
  if (error.code === 'events_expired') return 'events_expired';
  return [401, 403].includes(PROBLEMS[error.code][0]) ? 'key_ended' : 'failed';
}
