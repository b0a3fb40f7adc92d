import type { Event } from '../contract/event-log.ts';
import { AppError } from '../domain/app-error.ts';
import { backOff } from '../domain/back-off.ts';
import { type BrokerStatus, passOverExpired } from '../domain/brokers.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { EventFeed } from '../domain/event-feed.ts';
import type { EventPart } from '../domain/event-log.ts';
import type { Database, Log, Metrics } from '../domain/ports.ts';
import type { BrokerRow } from '../domain/stores/broker-store.ts';
import { oneMoreUnrouted, tellUnrouted } from '../domain/unrouted-events.ts';
import { BrokerFault, type BrokerLink, type OpenBroker } from './broker-link.ts';
import { nameOf } from './fault-of.ts';
import { errorOf, opened, within } from './opened.ts';

/** Published at once, at most: all of them are confirmed before the next ones are. */
const EVENTS_AT_ONCE = 100;

const CONFIRM_PATIENCE: Millis = 30_000;
/** What takes longer to be confirmed is followed by no more at once. */
const QUICK: Millis = CONFIRM_PATIENCE / 4;
const STOP_PATIENCE: Millis = 1_500;

const PAUSES = { first: 500, longest: 60_000 } as const;

/** Connected for so long with nothing to publish, it is well again. */
const STABLE_AFTER: Millis = 30_000;

/** How far the log was looked at is written that often while nothing in it is wanted. */
const LOOKED_EVERY: Millis = 60_000;

export interface PublishDependencies {
  database: Database;
  feed: Pick<EventFeed, 'follow'>;
  clock: Clock;
  /** From 0 to below 1. */
  random(): number;
  log: Log;
  metrics: Pick<Metrics, 'add'>;
}

export interface Publishing {
  status(): BrokerStatus;
  /** Nothing of it is left when this resolves; what was not confirmed by then is published again at the next start. */
  stop(): Promise<void>;
}

/**
 * Publishes a lawyer's log to a broker, at least once, until it is stopped: the cursor on disk moves only over what the
 * broker has confirmed. Whatever fails is tried again, with longer and longer pauses. Nothing is held of what waits but the
 * cursor.
 */
export function publishLog(row: BrokerRow, open: OpenBroker, dependencies: PublishDependencies): Publishing {
  const { database, feed, clock, random, log, metrics } = dependencies;
  let status: BrokerStatus = {
    ...{ state: 'connecting', since: clock.now(), lastError: null, nextAttempt: null },
    ...{ cursor: row.cursor, unrouted: null },
  };
  const ending = new AbortController();
  const { signal } = ending;
  let link: BrokerLink | null = null;
  let attempts = 0;
  /** After a failure one alone: of an event that is refused each time, no other is published again and again. */
  let atOnce = EVENTS_AT_ONCE;
  let isDroppingTold = false;
  let isFailing = row.failingSince !== null;
  let written = { cursor: row.cursor, at: clock.now() };
  let endPause = (): void => {};
  let cancelStable = (): void => {};
  /** Of what is being published now. */
  let refuse = (_fault: BrokerFault): void => {};

  function become(change: Partial<BrokerStatus>): void {
    const isSame = change.state === undefined || change.state === status.state;
    status = { ...status, ...change, since: isSame ? status.since : clock.now() };
  }

  function unrouted(type: string): void {
    status = { ...status, unrouted: oneMoreUnrouted(status.unrouted, type, status.cursor) };
    metrics.add('broker_events_unrouted');
  }

  async function run(): Promise<void> {
    while (!signal.aborted) {
      try {
        await connectAndPublish();
      } catch (error) {
        if (!signal.aborted) await failed(error);
      }
    }
  }

  async function connectAndPublish(): Promise<void> {
    const mine = await opened(row, open, { clock, signal, unrouted });
    link = mine;
    const lost = new AbortController();
    void mine.ended.then((fault) => {
      lost.abort();
      refuse(fault);
    });
    cancelStable = clock.after(STABLE_AFTER, () => void recovered().catch(() => {}));
    try {
      become({ state: 'connected', nextAttempt: null });
      log.info({ broker: row.id, kind: row.kind }, 'a message broker is connected');
      await follow(mine, AbortSignal.any([signal, lost.signal]));
      if (!signal.aborted) throw await mine.ended;
    } finally {
      cancelStable();
      link = null;
      await mine.close().catch(() => {});
    }
  }

  async function follow(to: BrokerLink, until: AbortSignal): Promise<void> {
    const wanted = { patterns: row.events, limit: EVENTS_AT_ONCE };
    while (!until.aborted) {
      // Whoever reads from the start of the log is not told that it begins later by now.
      const removedUpTo = await database.read(({ events }) => events.removedUpTo(row.lawyerId));
      if (status.cursor < removedUpTo) await passOver();
      try {
        for await (const part of feed.follow(row.lawyerId, { ...wanted, after: status.cursor }, until)) {
          await publish(to, part);
        }
      } catch (error) {
        if (!(error instanceof AppError) || error.code !== 'events_expired') throw error;
      }
    }
  }

  async function publish(to: BrokerLink, { events, next }: EventPart): Promise<void> {
    for (let done = 0; done < events.length && !signal.aborted; ) {
      const some = events.slice(done, done + atOnce);
      await confirm(to, some);
      done += some.length;
      status = { ...status, cursor: done < events.length ? (some.at(-1)?.cursor ?? next) : next };
      // Before the cursor is past it: a crash loses no alert.
      await tellWhatIsDropped();
      await writeCursor();
    }
    if (events.length > 0) return;
    status = { ...status, cursor: next };
    if (clock.now() - written.at >= LOOKED_EVERY) await writeCursor();
  }

  async function confirm(to: BrokerLink, events: readonly Event[]): Promise<void> {
    cancelStable();
    const began = clock.now();
    const gone = Promise.withResolvers<never>();
    refuse = gone.reject;
    try {
      const late = new BrokerFault('not_taken', 'nothing was confirmed in time');
      await within(clock, CONFIRM_PATIENCE, late, [to.publish(events), gone.promise]);
    } catch (error) {
      throw events.length === 1 ? naming(events, error) : error;
    }
    if (clock.now() - began < QUICK) atOnce = Math.min(EVENTS_AT_ONCE, 2 * atOnce);
    metrics.add('broker_events_published', events.length);
    await recovered();
  }

  async function writeCursor(): Promise<void> {
    const { cursor } = status;
    if (cursor === written.cursor) return;
    const isMine = await database.write((stores) => stores.brokers.moveCursor(row, cursor));
    written = { cursor, at: clock.now() };
    if (!isMine) ending.abort();
  }

  async function tellWhatIsDropped(): Promise<void> {
    if (isDroppingTold || status.unrouted === null || signal.aborted) return;
    await database.write((stores) => tellUnrouted(stores, row, clock.now()));
    isDroppingTold = true;
    log.warn({ broker: row.id }, 'a message broker has dropped events that no queue is bound for');
  }

  async function passOver(): Promise<void> {
    const cursor = await database.write((stores) => passOverExpired(stores, row, clock.now()));
    if (cursor === null) return ending.abort();
    log.error({ broker: row.id, up_to: cursor }, 'a message broker has missed events that are not kept any more');
    status = { ...status, cursor };
    written = { cursor, at: clock.now() };
  }

  async function recovered(): Promise<void> {
    attempts = 0;
    if (!isFailing) return;
    await database.write((stores) => stores.brokers.setFailing(row, null));
    isFailing = false;
  }

  async function failed(error: unknown): Promise<void> {
    attempts++;
    atOnce = 1;
    const fault = errorOf(error, row);
    metrics.add('broker_faults');
    const facts = { broker: row.id, kind: row.kind, code: fault.code, attempts };
    const mistake = 'publishing to a message broker failed by a mistake of ours';
    if (fault.code === 'internal_error') log.error({ ...facts, error: nameOf(error) }, mistake);
    else log.warn(facts, 'nothing can be published to a message broker');
    const at = clock.now();
    const pause = backOff(attempts, random(), PAUSES);
    become({ state: 'reconnecting', lastError: { ...fault, at }, nextAttempt: at + pause });
    // Told by the database's own trouble, it is told again by the next failure.
    if (!isFailing) {
      isFailing = await database
        .write((stores) => stores.brokers.setFailing(row, at))
        .then(
          () => true,
          () => false,
        );
    }
    if (signal.aborted) return;
    await new Promise<void>((resolve) => {
      const cancel = clock.after(pause, resolve);
      endPause = () => {
        cancel();
        resolve();
      };
    });
    become({ nextAttempt: null });
  }

  const running = run();
  return {
    status: () => status,
    async stop() {
      ending.abort();
      endPause();
      // What is being confirmed may still be; then its cursor is written, and nothing is repeated.
      const cancel = clock.after(STOP_PATIENCE, () => void link?.close().catch(() => {}));
      await running;
      cancel();
      await writeCursor().catch(() => {});
    },
  };
}

/** What is refused alone may be refused for what it is: a person can look at it, and pass it over. */
function naming([event]: readonly Event[], error: unknown): unknown {
  if (!(error instanceof BrokerFault) || error.faultCode !== 'not_taken') return error;
  return new BrokerFault('not_taken', `${event?.id}: ${error.message}`);
}
