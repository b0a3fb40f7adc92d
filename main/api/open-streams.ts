import { AppError } from '../domain/app-error.ts';

/** How somebody listens: by Server-Sent Events, over WebSocket, or by a request that waits. */
export type StreamKind = 'sse' | 'websocket' | 'poll';

/** Enough for a directory with several processes; a program that forgets its streams is told before it holds all sockets. */
const MOST_OF_ONE_KEY = 20;

export interface OpenStreams {
  /** The answer ends it. Throws AppError `too_many_streams` when that key has as many open as it may. */
  open(key: string, kind: StreamKind): () => void;
  /** How many are open now. */
  counts(): Record<StreamKind, number>;
}

export function createOpenStreams(mostOfOneKey: number = MOST_OF_ONE_KEY): OpenStreams {
  const open = new Set<{ key: string; kind: StreamKind }>();

  return {
    open(key, kind) {
      if ([...open].filter((one) => one.key === key).length >= mostOfOneKey) {
        const message = `has ${mostOfOneKey} streams and waiting requests open, which is all that it may have`;
        throw new AppError('too_many_streams', [{ field: 'key', message }]);
      }
      const stream = { key, kind };
      open.add(stream);
      return () => void open.delete(stream);
    },
    counts() {
      const counts = { sse: 0, websocket: 0, poll: 0 };
      for (const { kind } of open) counts[kind] += 1;
      return counts;
    },
  };
}
