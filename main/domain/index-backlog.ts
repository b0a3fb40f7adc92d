import type { Clock, Millis } from './clock.ts';
import type { Database, Log } from './ports.ts';

/** In one transaction: few enough that whoever waits for their turn hardly notices. */
const AT_ONCE = 100;

/** Between two transactions the rest of the app has more than its turn: nobody waits for this. */
const PAUSE: Millis = 10;

/** After a failure, such as a full disk. */
const TRY_AGAIN: Millis = 60_000;

/**
 * Takes into the search index what was stored before there was one, the newest first, slice by slice. Where it was stopped
 * it goes on at the next start. The answer stops it.
 */
export function startIndexing({ database, clock, log }: { database: Database; clock: Clock; log: Log }): () => void {
  let stopped = false;
  let cancel = () => {};

  async function indexSome(): Promise<void> {
    let pause = PAUSE;
    try {
      if (!(await database.write((stores) => stores.messageSearch.indexSome(AT_ONCE)))) {
        log.info({}, 'all messages are in the search index');
        return;
      }
    } catch {
      if (!stopped) log.warn({}, 'messages were not taken into the search index');
      pause = TRY_AGAIN;
    }
    if (!stopped) cancel = clock.after(pause, () => void indexSome());
  }

  async function start(): Promise<void> {
    const isDone = await database.read(async (stores) => !(await stores.messageSearch.backlog())).catch(() => false);
    if (!isDone && !stopped) await indexSome();
  }

  void start();
  return () => {
    stopped = true;
    cancel();
  };
}
