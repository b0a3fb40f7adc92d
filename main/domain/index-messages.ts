import type { Clock, Millis } from './clock.ts';
import { nextTurn } from './in-slices.ts';
import type { Database, Log } from './ports.ts';

/** In one transaction: few enough that whoever waits for their turn hardly notices. */
const AT_ONCE = 100;

/** Of what nobody waits for, in one transaction. */
const A_FEW = 20;

/**
 * What was stored is indexed when nothing has been stored for so long: neither who stores a burst nor the deliveries that
 * follow it wait for the index. Whoever searches meanwhile has it made at once.
 */
const QUIET: Millis = 5_000;

/**
 * And every so often in any case, also what no event tells of. Not more often: in the middle of a burst of 5,000 messages it
 * would take half a second from those who store.
 */
const LONGEST: Millis = 60_000;

/** Between two transactions that nobody waits for, the rest of the app has more than its turn. */
const PAUSE: Millis = 20;

/** After a failure, such as a full disk. */
const TRY_AGAIN: Millis = 60_000;

/** Whoever searches waits for no more new messages than that; what is left is told to be missing. In slices. */
const MOST_SLICES = 50;

export interface MessageIndex {
  /** Takes in what was stored up to now: a search finds it. Rejects with a DiskError. */
  catchUp(): Promise<void>;
  stop(): void;
}

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
}

/**
 * Keeps the search index behind the messages: beside the storing, which it would slow down, and at once for who searches.
 * What was stored before there was an index is taken in at the start, the newest first, slice by slice; where it was
 * stopped it goes on at the next start.
 */
export function startIndexing({ database, clock, log }: Dependencies): MessageIndex {
  let stopped = false;
  let cancelSoon = () => {};
  let cancelRegular = () => {};
  let cancelBacklog = () => {};
  let underWay: Promise<void> | null = null;

  const indexNew = () => database.write((stores) => stores.messageSearch.indexNew(AT_ONCE));

  async function indexAllNew(): Promise<void> {
    for (let slice = 0; slice < MOST_SLICES && !stopped; slice++) {
      if ((await indexNew()) < AT_ONCE) return;
      await nextTurn();
    }
  }

  /** One at a time: whoever comes meanwhile has stored more than the one under way may see. */
  async function catchUp(): Promise<void> {
    const before = underWay;
    const mine = (async () => {
      await before?.catch(() => {});
      if (await database.read((stores) => stores.messageSearch.hasNew())) await indexAllNew();
    })();
    underWay = mine;
    try {
      await mine;
    } finally {
      if (underWay === mine) underWay = null;
    }
  }

  /** A little at a time: deliveries are still under way when the storing of a burst has ended. */
  async function keepUp(): Promise<void> {
    cancelSoon();
    try {
      const count = stopped ? 0 : await database.write((stores) => stores.messageSearch.indexNew(A_FEW));
      if (count === A_FEW && !stopped) cancelSoon = clock.after(PAUSE, () => void keepUp());
    } catch {
      if (!stopped) log.warn({}, 'new messages were not taken into the search index');
    }
  }

  function regularly(): void {
    void keepUp();
    if (!stopped) cancelRegular = clock.after(LONGEST, regularly);
  }

  async function indexBacklog(): Promise<void> {
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
    if (!stopped) cancelBacklog = clock.after(pause, () => void indexBacklog());
  }

  async function begin(): Promise<void> {
    const isDone = await database.read(async (stores) => !(await stores.messageSearch.backlog())).catch(() => false);
    if (!isDone && !stopped) await indexBacklog();
  }

  const stopListening = database.onCommitted(() => {
    cancelSoon();
    if (!stopped) cancelSoon = clock.after(QUIET, () => void keepUp());
  });
  regularly();
  void begin();
  return {
    catchUp,
    stop() {
      stopped = true;
      stopListening();
      cancelSoon();
      cancelRegular();
      cancelBacklog();
    },
  };
}
