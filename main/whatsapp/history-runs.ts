import type { LawyerId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Log } from '../domain/ports.ts';
import type { DriverOfWork } from './abilities.ts';
import type { SessionAlerts } from './session-alerts.ts';

/** Even while all seems well, what the page holds is compared with what we hold. */
const AGAIN: Millis = 10 * 60_000;
/** After something could not be read; twice as long each time in a row. */
const RETRY: Millis = 5_000;
const LONGEST_RETRY: Millis = 60_000;
/** How long reading may fail until a person is told. */
const INCOMPLETE_AFTER: Millis = 10 * 60_000;

interface Dependencies {
  lawyerId: LawyerId;
  clock: Clock;
  log: Log;
  alerts: SessionAlerts;
  driverOf: DriverOfWork;
  /** Reads what is missing; false when some of it could not be read, rejects when it is interrupted. */
  read(signal: AbortSignal): Promise<boolean>;
  /** That was only for a list of chats that is malformed in part: asked again at once, the page would give the same. */
  lacksOnlyUnlisted(): boolean;
  /** Follows the statuses of what was sent before; rejects when it is interrupted. */
  catchUp(): Promise<void>;
  /** A run has ended well. */
  settled(): void;
}

export interface HistoryRuns {
  /** The session is ready: everything that was missed is read, then again from time to time. */
  start(): void;
  stop(): void;
  /** Reads now what is missing; `statuses`: and what became of what was sent. */
  request(what?: { statuses: boolean }): void;
  /** A new document: acknowledgements may have been missed. */
  loaded(): void;
  /** Everything that was missed when the session became ready has been read. */
  isSettled(): boolean;
}

/** When a lawyer's history is read: one run at a time, each belonging to one stretch of being ready. */
export function createHistoryRuns(deps: Dependencies): HistoryRuns {
  const { lawyerId, clock, log, alerts } = deps;
  /** Of this stretch of being ready; null: it is not ready. */
  let stretch: AbortController | null = null;
  let running = false;
  let again = false;
  /** The statuses of what was sent before are known in this load. */
  let caughtUp = false;
  let isSettled = false;
  let failingSince: Millis | null = null;
  let failures = 0;
  let cancelNext = () => {};

  async function run(mine: AbortController): Promise<void> {
    if (running) {
      again = true;
      return;
    }
    running = true;
    cancelNext();
    try {
      let isComplete = true;
      do {
        again = false;
        isComplete = await readOnce(mine);
      } while (again && stretch === mine);
      if (stretch === mine) ended(isComplete);
    } catch (error) {
      if (stretch === mine) {
        const name = error instanceof Error ? error.name : 'unknown';
        log.warn({ lawyer: lawyerId, error: name }, 'reading what was missed is interrupted');
        failed();
      }
    } finally {
      running = false;
    }
    const pause = failures === 0 ? AGAIN : Math.min(RETRY * 2 ** (failures - 1), LONGEST_RETRY);
    if (stretch === mine) cancelNext = clock.after(pause, () => void run(mine));
    // What another stretch has asked for meanwhile is its own run.
    else if (stretch) void run(stretch);
  }

  async function readOnce(mine: AbortController): Promise<boolean> {
    const isComplete = deps.driverOf('read_history') !== 'wa-js' || (await deps.read(mine.signal));
    if (stretch !== mine || caughtUp || !deps.driverOf('look_for_sent')) return isComplete;
    await deps.catchUp();
    // Of an earlier stretch, this says nothing of what has come since.
    if (stretch === mine) caughtUp = true;
    return isComplete;
  }

  /** One chat that cannot be read keeps nobody from comparing the others, or from fetching their files. */
  function ended(isComplete: boolean): void {
    isSettled = true;
    deps.settled();
    if (isComplete) {
      failures = 0;
      failingSince = null;
      alerts.keep('history_incomplete', []);
    } else {
      failed();
      if (deps.lacksOnlyUnlisted()) failures = 0;
    }
  }

  function failed(): void {
    failures += 1;
    failingSince ??= clock.now();
    if (clock.now() - failingSince >= INCOMPLETE_AFTER) alerts.keep('history_incomplete', [null]);
  }

  return {
    start() {
      stretch = new AbortController();
      isSettled = false;
      failures = 0;
      void run(stretch);
    },
    stop() {
      stretch?.abort();
      stretch = null;
      isSettled = false;
      cancelNext();
    },
    request(what) {
      if (what?.statuses) caughtUp = false;
      if (stretch) void run(stretch);
    },
    loaded() {
      caughtUp = false;
    },
    isSettled: () => isSettled && !running,
  };
}
