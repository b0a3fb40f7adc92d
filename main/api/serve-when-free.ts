import type { Clock, Millis } from '../domain/clock.ts';
import type { Log } from '../domain/ports.ts';
import { PortTakenError, type RunningServer } from './server.ts';

/** So long until a port that was taken is tried again. */
const AGAIN: Millis = 5_000;

/** What may still wait for its port. */
export interface WaitingServer extends RunningServer {
  /** Tries the port at once. Resolves with whether it is served then. */
  tryNow(): Promise<boolean>;
}

interface Waiting {
  port: number;
  isTls: boolean;
  clock: Clock;
  log: Log;
}

/**
 * A server on a port that another program may hold: it is served as soon as that program lets go of it, and nothing else
 * waits for it. The app must take in messages though nobody can ask for them yet. Rejects when it fails otherwise.
 */
export async function serveWhenFree(serve: () => Promise<RunningServer>, waiting: Waiting): Promise<WaitingServer> {
  const { port, isTls, clock, log } = waiting;
  let running: RunningServer | null = null;
  let isStopped = false;
  let cancel = (): void => {};

  async function attempt(): Promise<void> {
    try {
      const server = await serve();
      if (isStopped) return server.stop();
      running = server;
    } catch (error) {
      if (!(error instanceof PortTakenError)) throw error;
      tryAgain();
    }
  }

  function tryAgain(): void {
    if (isStopped) return;
    cancel = clock.after(AGAIN, () => void trying());
  }

  /** One attempt at a time: a second one would find the port taken by the first. */
  let current: Promise<void> | null = null;
  function trying(): Promise<void> {
    current ??= attempt()
      .then(() => {
        if (running) log.info({ port }, 'the API is served');
      })
      .catch(() => {
        log.error({ port }, 'the API cannot be served');
        tryAgain();
      })
      .finally(() => {
        current = null;
      });
    return current;
  }

  await attempt();
  if (running) return { ...(running as RunningServer), tryNow: async () => true };
  log.error({ port }, 'another program holds the port of the API: it is served as soon as it is free');
  return {
    url: `${isTls ? 'https' : 'http'}://127.0.0.1:${port}`,
    port,
    isListening: () => running?.isListening() ?? false,
    async tryNow() {
      if (!running && !isStopped) {
        cancel();
        await trying();
      }
      return running !== null;
    },
    async stop() {
      isStopped = true;
      cancel();
      await running?.stop();
    },
  };
}
