import { ApiError, type Client, ConnectionError } from './lexline.ts';
import type { ReceivedEvent } from './received-event.ts';
import type { Settings } from './settings.ts';
import { EVENTS } from './webhook-registration.ts';

/** Between one try and the next while Lexline is away or refuses us, in ms. */
const PAUSE = 5_000;

interface Dependencies {
  lexline: Client;
  settings: Settings;
  /** Resolves when the events are on disk, and with them how far the log was read. */
  receive(events: ReceivedEvent[], cursor: number): Promise<void>;
  /** Before the log is read: what else must be in order. */
  connect(): Promise<void>;
  /** After all that was missed has been read. */
  caughtUp(): void;
  /** Reads from the chats what the log does not have any more. */
  readMissed(): Promise<void>;
  /** What goes wrong although Lexline is reached; null: nothing. */
  note(trouble: string | null): void;
  wait(ms: number, signal: AbortSignal): Promise<void>;
  signal: AbortSignal;
}

/**
 * Reads the event log: first what was missed, part by part from our cursor on, and then what comes, as a stream. For as long
 * as `signal` is not aborted, whatever happens to Lexline. Never rejects.
 */
export async function followLog(dependencies: Dependencies): Promise<void> {
  const { lexline, settings, receive, connect, caughtUp, readMissed, note, wait, signal } = dependencies;
  /** None yet: from the start of what is kept. */
  const cursor = (): number => Number(settings.get('cursor') ?? 0);

  while (!signal.aborted) {
    try {
      await connect();
      await catchUp();
      caughtUp();
      note(null);
      for await (const event of lexline.followEvents({ after: cursor(), types: EVENTS, signal })) {
        await receive([event], event.cursor);
      }
    } catch (error) {
      if (signal.aborted) return;
      // That Lexline is not reached is known, and is nothing to be mended here.
      note(error instanceof ConnectionError ? null : wordsOf(error));
      await wait(PAUSE, signal).catch(() => {});
    }
  }

  async function catchUp(): Promise<void> {
    try {
      await readParts();
    } catch (error) {
      if (!isLost(error)) throw error;
      await readMissed();
      // From the start of what is kept. What is known already is dropped by its id.
      settings.set({ cursor: '0' });
      await readParts();
    }
  }

  async function readParts(): Promise<void> {
    for (let hasMore = true; hasMore; ) {
      const part = await lexline.listEvents({ query: { after: cursor(), types: EVENTS.join() } }, { signal });
      await receive(part.data, part.next);
      hasMore = part.has_more;
    }
  }
}

/**
 * `events_expired`: we were away for longer than events are kept. `invalid_cursor`: it was never given, as when the lawyer has
 * put an older copy of Lexline's database in its place.
 */
function isLost(error: unknown): boolean {
  return error instanceof ApiError && (error.code === 'events_expired' || error.code === 'invalid_cursor');
}

function wordsOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
