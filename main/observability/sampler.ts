import type { ChainLink } from '../contract/health-chain.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { SampleKind } from '../contract/samples.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { BackgroundDatabase, Log } from '../domain/ports.ts';
import { tidySamples } from '../domain/read-samples.ts';
import type { Stores } from '../domain/stores.ts';

const MINUTE: Millis = 60_000;
const TIDY_EVERY: Millis = 60 * MINUTE;

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  /** The processes of the app by their kind as Electron has it, in lower case, each with what it holds, in bytes. */
  processes(): readonly { kind: string; bytes: number }[];
  chain(stores: Stores, lawyerId: LawyerId, now: Millis): Promise<ChainLink[]>;
}

/**
 * Keeps, at once and then every minute, how much waits and how much memory is held, and which links of each lawyer's chain are
 * good. Every hour it takes away what is old. The answer stops it.
 */
export function startSampling({ database, clock, log, processes, chain }: Dependencies): () => void {
  let stopped = false;
  let cancel = () => {};
  let tidied = Number.NEGATIVE_INFINITY;

  const held = (kind: string): number =>
    processes()
      .filter((process) => process.kind === kind)
      .reduce((sum, { bytes }) => sum + bytes, 0);

  async function measure(stores: Stores, now: Millis) {
    let outbox = 0;
    const good = new Map<LawyerId, ChainLink['link'][]>();
    for (const { id, is_active } of await stores.lawyers.all()) {
      const { queued, sending } = await stores.outbox.countByState(id);
      outbox += queued + sending;
      if (!is_active) continue;
      const links = await chain(stores, id, now);
      good.set(
        id,
        links.filter(({ state }) => state === 'good').map(({ link }) => link),
      );
    }
    const values: Record<SampleKind, number> = {
      outbox_waiting: outbox,
      webhooks_waiting: await stores.webhookQueue.waiting(),
      memory_main: held('browser'),
      memory_pages: held('tab'),
    };
    return { values, good };
  }

  async function sample(): Promise<void> {
    const now = clock.now();
    try {
      const { values, good } = await database.readAlong((stores) => measure(stores, now));
      if (stopped) return;
      await database.writeBehind(async (stores) => {
        await stores.health.addSamples(Math.floor(now / MINUTE) * MINUTE, values);
        for (const [id, links] of good) {
          // One that was removed since it was looked at has no links any more.
          if (await stores.lawyers.find(id)) await stores.health.noteGood(id, links, now);
        }
        if (now - tidied >= TIDY_EVERY) await tidySamples(stores, now);
      });
      if (now - tidied >= TIDY_EVERY) tidied = now;
    } catch (error) {
      // A gap in the figures: the next minute's are kept again.
      const name = error instanceof Error ? error.name : 'unknown';
      if (!stopped) log.warn({ error: name }, 'what the app measures of itself was not kept');
    } finally {
      // From when this one began: the minutes stay apart, however long it took.
      if (!stopped) cancel = clock.after(Math.max(0, now + MINUTE - clock.now()), () => void sample());
    }
  }

  void sample();
  return () => {
    stopped = true;
    cancel();
  };
}
