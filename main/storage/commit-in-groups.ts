import type { Database as Sqlite } from 'better-sqlite3';
import type { Clock, Millis } from '../domain/clock.ts';
import { nextTurn } from '../domain/in-slices.ts';
import { systemClock } from '../domain/system-clock.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

/**
 * In ms of work: no more writers are taken into a transaction after that, so that nobody waits long for the commit and
 * the main process is never held up.
 */
const MAX_GROUP_TIME = 10;
/** The same for those behind, who are in no hurry: whoever comes by `write` meanwhile waits for them. */
const MAX_TIME_BEHIND = 2;

/** Whoever came by `write` is followed by others for so long, in ms: until then those behind are not alone. */
const OTHERS_FOR = 1_000;
/**
 * While they are not alone they pause for so many times as long as they have written: what they do with it, such as
 * sending it, takes the main process a multiple of that, and a new message shall find it free.
 */
const PAUSE_PER_TIME = 24;

/** Ms since some moment. Setting the machine's clock does not change it. */
export const STEADY_CLOCK: Clock = { now: () => performance.now(), after: systemClock.after };

interface Waiting {
  perform(): Promise<void>;
  committed(): void;
  failed(error: unknown): void;
}

export interface GroupedWriter {
  /**
   * Resolves when what `work` has written is on disk, after calling `committed`; rejects when nothing of it is there.
   * `work` must await nothing but its own statements: all others wait for it.
   */
  write<Result>(work: () => Promise<Result>, committed: () => void): Promise<Result>;
  /**
   * As `write`, but whoever comes by `write` goes in front, and while any do, those behind pause in between. One of those
   * behind goes into each transaction all the same.
   */
  writeBehind<Result>(work: () => Promise<Result>, committed: () => void): Promise<Result>;
  /** As `write`, as one of the last of the transaction that is under way, or else of the next one. */
  writeAlong<Result>(work: () => Promise<Result>, committed: () => void): Promise<Result>;
  /** Ends when everything that was accepted is done. Nothing is accepted any more. */
  drain(): Promise<void>;
}

/**
 * Lets writers share a commit, because a commit costs more than the writing: those that have come by the time the last
 * one is done go together into one transaction. They run one after another, each in a savepoint of its own, so that one
 * that fails takes back its own writing only. Nobody hears of success before the transaction is on disk. `clock` only
 * ever runs forward.
 */
export function createGroupedWriter(sqlite: Sqlite, log: WriteAheadLog, clock: Clock = STEADY_CLOCK): GroupedWriter {
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const enter = sqlite.prepare('SAVEPOINT writer');
  const leave = sqlite.prepare('RELEASE writer');
  const takeBack = sqlite.prepare('ROLLBACK TO writer');
  const queue: Waiting[] = [];
  const behind: Waiting[] = [];
  const along: Waiting[] = [];
  let running: Promise<void> | null = null;
  let closed = false;
  /** When the last one came by `write`. */
  let othersCame: Millis = Number.NEGATIVE_INFINITY;
  let pausedUntil: Millis = Number.NEGATIVE_INFINITY;
  let endPause = (): void => {};

  async function run(): Promise<void> {
    do {
      // What the same turn of the event loop brings, such as several requests, shall share the commit.
      await nextTurn();
      if (queue.length + along.length === 0) await pause();
      await commitGroup();
      log.committed();
    } while (queue.length + behind.length + along.length > 0);
    running = null;
  }

  /** Until those behind may go on, or somebody else comes. */
  function pause(): Promise<void> {
    const left = pausedUntil - clock.now();
    if (left <= 0 || closed) return Promise.resolve();
    const { promise, resolve } = Promise.withResolvers<void>();
    const cancel = clock.after(left, resolve);
    endPause = () => {
      cancel();
      resolve();
    };
    return promise;
  }

  async function commitGroup(): Promise<void> {
    const group: Waiting[] = [];
    try {
      begin.run();
      await performSome(group);
      commit.run();
    } catch (error) {
      takeBackAll();
      // Without a transaction to be in, the others in the queue would fare no better.
      for (const writer of group.length > 0 ? group : [...queue.splice(0), ...behind.splice(0), ...along.splice(0)])
        writer.failed(error);
      return;
    }
    for (const writer of group) writer.committed();
  }

  /** Where the disk fails at this, too, the next transaction is refused by the one that is left, and this is tried again. */
  function takeBackAll(): void {
    try {
      if (sqlite.inTransaction) rollback.run();
    } catch {
      // Whoever wrote in it is told what the disk said first.
    }
  }

  /** Rejects when the whole transaction is lost. `group` has everyone whose writing is in it. */
  async function performSome(group: Waiting[]): Promise<void> {
    await performInTime(group);
    for (let writer = along.shift(); writer; writer = along.shift()) await perform(writer, group);
  }

  async function performInTime(group: Waiting[]): Promise<void> {
    const began = clock.now();
    const waited = behind[0];
    const mayWriteBehind = began >= pausedUntil;
    let spent: Millis = 0;
    let spentBehind: Millis = 0;
    let writer: Waiting | undefined;
    do {
      const next = queue.shift();
      writer = next ?? (mayWriteBehind && spent < MAX_TIME_BEHIND ? behind.shift() : undefined);
      if (writer) await perform(writer, group);
      const now = clock.now() - began;
      if (writer && !next) spentBehind += now - spent;
      spent = now;
    } while (writer && spent < MAX_GROUP_TIME);
    if (mayWriteBehind && began - othersCame < OTHERS_FOR) pausedUntil = began + spent + spentBehind * PAUSE_PER_TIME;
    if (waited === undefined || waited !== behind[0]) return;
    behind.shift();
    await perform(waited, group);
  }

  async function perform(writer: Waiting, group: Waiting[]): Promise<void> {
    group.push(writer);
    enter.run();
    try {
      await writer.perform();
    } catch (error) {
      // On some errors (such as a full disk) SQLite ends the transaction by itself, and with it what others wrote.
      if (!sqlite.inTransaction) throw error;
      takeBack.run();
      group.pop();
      writer.failed(error);
    }
    leave.run();
  }

  function wait<Result>(row: Waiting[], work: () => Promise<Result>, committed: () => void): Promise<Result> {
    if (closed) return Promise.reject(new Error('the database is closed'));
    const { promise, resolve, reject } = Promise.withResolvers<Result>();
    let finish = (): void => {};
    row.push({
      async perform() {
        const result = await work();
        finish = () => resolve(result);
      },
      committed() {
        finish();
        committed();
      },
      failed: reject,
    });
    if (row !== behind) endPause();
    running ??= run();
    return promise;
  }

  return {
    write(work, committed) {
      othersCame = clock.now();
      return wait(queue, work, committed);
    },
    writeBehind: (work, committed) => wait(behind, work, committed),
    writeAlong: (work, committed) => wait(along, work, committed),
    async drain() {
      closed = true;
      endPause();
      await running;
    },
  };
}
