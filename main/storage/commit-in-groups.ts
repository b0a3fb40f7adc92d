import type { Database as Sqlite } from 'better-sqlite3';
import type { Millis } from '../domain/clock.ts';
import type { WriteAheadLog } from './write-ahead-log.ts';

/**
 * In ms of work: no more writers are taken into a transaction after that, so that nobody waits long for the commit and
 * the main process is never held up.
 */
const MAX_GROUP_TIME = 10;

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
  /** As `write`, but whoever comes by `write` goes in front; one of those behind goes into each transaction all the same. */
  writeBehind<Result>(work: () => Promise<Result>, committed: () => void): Promise<Result>;
  /** Ends when everything that was accepted is done. Nothing is accepted any more. */
  drain(): Promise<void>;
}

/**
 * Lets writers share a commit, because a commit costs more than the writing: those that have come by the time the last
 * one is done go together into one transaction. They run one after another, each in a savepoint of its own, so that one
 * that fails takes back its own writing only. Nobody hears of success before the transaction is on disk. `now` is a clock
 * that only ever runs forward.
 */
export function createGroupedWriter(
  sqlite: Sqlite,
  log: WriteAheadLog,
  now: () => Millis = () => performance.now(),
): GroupedWriter {
  const begin = sqlite.prepare('BEGIN IMMEDIATE');
  const commit = sqlite.prepare('COMMIT');
  const rollback = sqlite.prepare('ROLLBACK');
  const enter = sqlite.prepare('SAVEPOINT writer');
  const leave = sqlite.prepare('RELEASE writer');
  const takeBack = sqlite.prepare('ROLLBACK TO writer');
  const queue: Waiting[] = [];
  const behind: Waiting[] = [];
  let running: Promise<void> | null = null;
  let closed = false;

  async function run(): Promise<void> {
    do {
      // What the same turn of the event loop brings, such as several requests, shall share the commit.
      await nextTurn();
      await commitGroup();
      log.committed();
    } while (queue.length + behind.length > 0);
    running = null;
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
      for (const writer of group.length > 0 ? group : [...queue.splice(0), ...behind.splice(0)]) writer.failed(error);
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
    const until = now() + MAX_GROUP_TIME;
    const waited = behind[0];
    do {
      const writer = queue.shift() ?? behind.shift();
      if (!writer) return;
      await perform(writer, group);
    } while (now() < until);
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
    running ??= run();
    return promise;
  }

  return {
    write: (work, committed) => wait(queue, work, committed),
    writeBehind: (work, committed) => wait(behind, work, committed),
    async drain() {
      closed = true;
      await running;
    },
  };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
