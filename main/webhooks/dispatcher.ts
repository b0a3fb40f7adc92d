import type { WebhookId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { BackgroundDatabase, Log, Metrics, Tracing } from '../domain/ports.ts';
import type { BegunDelivery, DueDelivery } from '../domain/stores/webhook-stores.ts';
import type { Stores } from '../domain/stores.ts';
import { createCircuits } from './circuit-breaker.ts';
import { attemptDelivery, switchOffIfFailing } from './deliver.ts';
import type { WebhookClient } from './post-webhook.ts';

/** Deliveries on their way at one time, over all endpoints: twice what one may have. The more there are, the more share a commit. */
const MAX_AT_ONCE = 64;

/** Before a delivery whose result could not be written is made again, in ms. */
const RECORDING_PAUSE = 5_000;
/** Before the queue is looked at again that could not be read, in ms. */
const TROUBLE_PAUSE = 5_000;

/** How long closing waits for receivers that have not answered yet, in ms. */
const STOP_PATIENCE = 1_500;

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  client: Pick<WebhookClient, 'post' | 'reach'>;
  metrics: Pick<Metrics, 'took'>;
  tracing: Tracing;
  /** An attempt was made and recorded. */
  attempted(): void;
}

export interface Dispatcher {
  /** Something was queued, or is to be looked at again. */
  wake(): void;
  /** The endpoint was changed, or is to be tried again: what was seen of it counts no more. */
  changed(webhookId: WebhookId): void;
  stop(): Promise<void>;
}

interface UnderWay {
  webhookId: WebhookId;
  concurrency: number;
  /** Its batch is being put together: until it is, no other one of that endpoint begins. */
  gathering: boolean;
  /** The receiver waits for nothing any more: it takes no place. */
  answered: boolean;
  done: Promise<void>;
}

/**
 * Delivers the durable queue: at least once, in order within a conversation of an endpoint, with the retry schedule.
 * An attempt is on disk before it is made, and a row is only ended when the receiver's answer is: a crash repeats a delivery,
 * never drops one, and leaves no attempt that nobody knows of.
 */
export function startDispatcher(dependencies: Dependencies): Dispatcher {
  const { database, clock, log, client, attempted } = dependencies;
  /** Deliveries whose result is not on disk yet. */
  const underWay = new Map<number, UnderWay>();
  const circuits = createCircuits();
  const probing = new Set<WebhookId>();
  const delivering = { ...dependencies, post: client.post };
  let woken = false;
  let stopped = false;
  let isCutOff = false;
  let looking = false;
  let lookAgain = false;
  let looked = Promise.resolve();
  let cancelTimer = () => {};
  let joining = false;
  let joined = Promise.resolve();

  /** What is queued now and can be delivered at once begins in the transaction that queues it: there is no second commit to wait for. */
  const stopJoining = database.onWritten(() => {
    if (stopped || joining || !isCutOff) return;
    joining = true;
    joined = beginAlong().catch(noteTrouble);
  });

  async function beginAlong(): Promise<void> {
    const now = clock.now();
    const some = new Map<number, UnderWay>();
    await begin(some, () =>
      database.writeAlong(async (stores) => {
        joining = false;
        await pickSome(stores, some, now);
        return some.size > 0 ? stores.webhookQueue.beginAttempts([...some.keys()], now) : [];
      }),
    ).finally(() => {
      joining = false;
    });
  }

  function noteTrouble(error: unknown): void {
    log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the webhook queue could not be read');
    cancelTimer();
    if (!stopped) cancelTimer = clock.after(TROUBLE_PAUSE, wake);
  }

  async function look(): Promise<void> {
    looking = true;
    try {
      if (!isCutOff) await database.write((stores) => stores.webhookQueue.cutOff(clock.now()));
      isCutOff = true;
      do {
        lookAgain = false;
        await startDue();
      } while (lookAgain && !stopped);
    } catch (error) {
      noteTrouble(error);
    } finally {
      looking = false;
    }
  }

  async function startDue(): Promise<void> {
    const now = clock.now();
    for (const { id, url } of circuits.toBeProbed(now)) void probe(id, url);
    const some = new Map<number, UnderWay>();
    try {
      while (await database.read((stores) => pickSome(stores, some, now)));
    } finally {
      const ids = [...some.keys()];
      if (some.size > 0)
        await begin(some, () => database.writeBehind((stores) => stores.webhookQueue.beginAttempts(ids, now)));
    }
    if (stopped) return;
    const closed = new Set(circuits.closedTo(now));
    const due = await database.read((stores) => stores.webhookQueue.nextDue(now, closed));
    const times = [due, circuits.nextLook(now)].filter((time) => time !== null);
    cancelTimer();
    if (times.length > 0 && !stopped) cancelTimer = clock.after(Math.max(0, Math.min(...times) - clock.now()), wake);
  }

  /** True when deliveries of an endpoint that is full now were passed over: those of others may come behind them. */
  async function pickSome(stores: Stores, some: Map<number, UnderWay>, now: Millis): Promise<boolean> {
    const free = MAX_AT_ONCE - [...underWay.values()].filter(({ answered }) => !answered).length;
    if (free <= 0 || stopped) return false;
    const full = [...underWay.values()].filter((one) => isFull(one, now)).map(({ webhookId }) => webhookId);
    const webhooks = new Set([...full, ...circuits.closedTo(now)]);
    const exclude = { deliveries: new Set(underWay.keys()), webhooks };
    const due = await stores.webhookQueue.due(now, exclude, free);
    let passedOver = false;
    for (const delivery of due) {
      if (underWay.has(delivery.id)) continue;
      if (isFull(delivery, now)) {
        passedOver = true;
        continue;
      }
      const { id, webhookId, concurrency, isNewBatch: gathering } = delivery;
      const mine: UnderWay = { webhookId, concurrency, gathering, answered: false, done: Promise.resolve() };
      underWay.set(id, mine);
      some.set(id, mine);
    }
    return passedOver && !stopped;
  }

  /** Their attempts are on disk before they are made. Rejects when they could not be written: then none is made. */
  async function begin(
    some: ReadonlyMap<number, UnderWay>,
    write: () => Promise<readonly BegunDelivery[]>,
  ): Promise<void> {
    let begun: readonly BegunDelivery[] = [];
    try {
      begun = await write();
    } finally {
      // Also one that was removed meanwhile.
      const made = new Set(begun.map(({ id }) => id));
      for (const id of some.keys()) if (!made.has(id)) underWay.delete(id);
    }
    for (const delivery of begun) {
      const mine = some.get(delivery.id);
      if (!mine) continue;
      mine.done = deliver(delivery, mine).finally(() => {
        underWay.delete(delivery.id);
        wake();
      });
    }
  }

  function isFull({ webhookId, concurrency }: Pick<DueDelivery, 'webhookId' | 'concurrency'>, now: Millis): boolean {
    let room = { all: concurrency, one: 1, none: 0 }[circuits.allows(webhookId, now)];
    for (const other of underWay.values()) {
      if (other.webhookId !== webhookId || other.answered) continue;
      if (other.gathering) return true;
      room -= 1;
    }
    return room <= 0;
  }

  async function deliver(delivery: BegunDelivery, mine: UnderWay): Promise<void> {
    const { webhookId, eventId: event, url } = delivery;
    try {
      const { result, isDelivered, record } = await attemptDelivery(delivering, delivery);
      mine.answered = true;
      mine.gathering = false;
      const isBack = isDelivered && circuits.succeeded(webhookId);
      if (!isDelivered) circuits.failed(webhookId, clock.now(), { url, ...result });
      wake();
      if (await record()) circuits.forget(webhookId);
      if (isBack) await database.write((stores) => stores.webhookQueue.release(webhookId, clock.now()));
      attempted();
      if (isDelivered) return;
      const { statusCode: status, error } = result;
      log.warn({ event, status, error, attempts: delivery.attempts + 1 }, 'a webhook was not delivered');
    } catch (error) {
      // The row stays pending: the receiver may get it again, under the same id, but not in a tight loop.
      log.error(
        { delivery: delivery.id, error: error instanceof Error ? error.name : 'unknown' },
        'a delivery could not be recorded',
      );
      await new Promise<void>((resume) => clock.after(RECORDING_PAUSE, resume));
    }
  }

  async function probe(id: WebhookId, url: string): Promise<void> {
    if (probing.has(id)) return;
    probing.add(id);
    const isReached = await client.reach(url).finally(() => probing.delete(id));
    if (stopped) return;
    const at = clock.now();
    circuits.probed(id, at, isReached);
    try {
      if (isReached) await database.write((stores) => stores.webhookQueue.release(id, at));
      else if (await database.write((stores) => switchOffIfFailing(stores, id, at))) circuits.forget(id);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'a webhook could not be looked after');
    } finally {
      wake();
    }
  }

  /** What wakes us in one turn of the event loop is looked at once. */
  function wake(): void {
    if (stopped || woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      if (!stopped && !looking) looked = look();
      else lookAgain = true;
    });
  }

  wake();
  return {
    wake,
    changed(webhookId) {
      circuits.forget(webhookId);
      wake();
    },
    async stop() {
      stopped = true;
      stopJoining();
      cancelTimer();
      await Promise.all([looked, joined]);
      const answered = Promise.all([...underWay.values()].map(({ done }) => done));
      // A receiver that does not answer keeps nobody from closing: its delivery is made again at the next start.
      await Promise.race([answered, new Promise<void>((resume) => clock.after(STOP_PATIENCE, resume))]);
    },
  };
}
