import { queueMissed } from '../domain/catch-up-webhooks.ts';
import type { Clock } from '../domain/clock.ts';
import { nextTurn } from '../domain/in-slices.ts';
import type { BackgroundDatabase, Log } from '../domain/ports.ts';

/** After the disk took something no more, in ms. */
const AGAIN_AFTER = 5_000;

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  /** There is something to be delivered. */
  queued(): void;
}

/**
 * Queues what endpoints have missed while they were stopped, some of each at a time, with everybody else's turns between.
 * Where each of them is stands in the database: after a restart it goes on from there. `wake` when one is to catch up.
 */
export function startCatchingUp({ database, clock, log, queued }: Dependencies): { wake(): void; stop(): void } {
  let stopped = false;
  let running = false;
  let again = false;
  let cancel = () => {};

  async function run(): Promise<void> {
    let ids = await toCatchUp();
    while (ids.length > 0 && !stopped) {
      for (const id of ids) {
        await database.writeBehind((stores) => queueMissed(stores, id, clock.now()));
        queued();
        await nextTurn();
        if (stopped) return;
      }
      ids = await toCatchUp();
    }
  }

  async function toCatchUp() {
    return (await database.read((stores) => stores.webhooks.catchingUp())).map(({ id }) => id);
  }

  function wake(): void {
    again = true;
    if (running || stopped) return;
    running = true;
    void (async () => {
      try {
        while (again && !stopped) {
          again = false;
          await run();
        }
      } catch (error) {
        if (stopped) return;
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'missed events could not be queued');
        cancel = clock.after(AGAIN_AFTER, wake);
      } finally {
        running = false;
      }
    })();
  }

  wake();
  return {
    wake,
    stop() {
      stopped = true;
      cancel();
    },
  };
}
