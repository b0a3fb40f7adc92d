import type { LawyerId } from '../contract/ids.ts';
import type { AlertCode } from '../contract/values.ts';
import { changeAlert } from '../domain/change-alert.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';

const RETRY_PAUSE: Millis = 30_000;

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
}

export interface SessionAlerts {
  /**
   * Exactly these are open of that code: others of it are cleared. Most codes have no subject, and are open or not:
   * `keep('logged_out', [null])`, `keep('logged_out', [])`.
   */
  keep(code: AlertCode, subjects: readonly (string | null)[]): void;
  stop(): void;
}

/** Raises and clears a lawyer's alerts, each change in its order and told once, however often it is asked for. */
export function createSessionAlerts({ lawyerId, database, clock, log }: Dependencies): SessionAlerts {
  /** As on disk. Null until it was read: alerts of an earlier run may be open. */
  let open: Map<AlertCode, Set<string | null>> | null = null;
  const wanted = new Map<AlertCode, readonly (string | null)[]>();
  let working = false;
  let stopped = false;
  let cancelRetry = () => {};

  async function readOpen(): Promise<Map<AlertCode, Set<string | null>>> {
    const read = new Map<AlertCode, Set<string | null>>();
    for (const { code, subject } of await database.read((stores) => stores.alerts.open(lawyerId))) {
      read.set(code, (read.get(code) ?? new Set()).add(subject));
    }
    return read;
  }

  async function change(code: AlertCode, subject: string | null, isOpen: boolean): Promise<void> {
    const alert = { lawyerId, code, subject, at: clock.now() };
    await database.write((stores) => changeAlert(stores, alert, isOpen));
  }

  async function bring(code: AlertCode, subjects: readonly (string | null)[]): Promise<void> {
    open ??= await readOpen();
    const before = open.get(code) ?? new Set();
    for (const subject of subjects) if (!before.has(subject)) await change(code, subject, true);
    for (const subject of before) if (!subjects.includes(subject)) await change(code, subject, false);
    open.set(code, new Set(subjects));
  }

  async function work(): Promise<void> {
    if (working || stopped) return;
    working = true;
    cancelRetry();
    try {
      for (let [next] = wanted; next; [next] = wanted) {
        const [code, subjects] = next;
        await bring(code, subjects);
        if (wanted.get(code) === subjects) wanted.delete(code);
      }
    } catch {
      // What is on disk is read again, and brought to what is wanted.
      open = null;
      log.error({ lawyer: lawyerId }, 'an alert could not be stored');
      if (!stopped) cancelRetry = clock.after(RETRY_PAUSE, () => void work());
    } finally {
      working = false;
    }
  }

  return {
    keep(code, subjects) {
      if (!wanted.has(code) && isOpenExactly(code, subjects)) return;
      wanted.set(code, subjects);
      void work();
    },
    stop() {
      stopped = true;
      cancelRetry();
    },
  };

  function isOpenExactly(code: AlertCode, subjects: readonly (string | null)[]): boolean {
    const known = open?.get(code) ?? new Set();
    return open !== null && known.size === subjects.length && subjects.every((one) => known.has(one));
  }
}
