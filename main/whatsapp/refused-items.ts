import type { LawyerId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Log, Metrics } from '../domain/ports.ts';
import type { SessionAlerts } from './session-alerts.ts';

/** So many refused items of reports within the time are told to a person. */
const MANY = 100;
const WINDOW: Millis = 60 * 60_000;

/** A page that reports nonsense without end must not fill the log. */
const LINE_EVERY: Millis = 60_000;

interface Dependencies {
  lawyerId: LawyerId;
  clock: Clock;
  log: Log;
  metrics: Metrics;
  alerts: SessionAlerts;
}

export interface RefusedItems {
  /** Items of a report that are not in the contract. */
  inReport(count: number): void;
  /**
   * Items of a command's answer. What is asked for again and again is counted each time: so no person is told of their
   * number. What is missing by them, the history says.
   */
  inAnswer(count: number): void;
  stop(): void;
}

/** Counts what a page gave that is not in the contract, and tells of it: in sums, and a person only where it is much. */
export function createRefusedItems({ lawyerId, clock, log, metrics, alerts }: Dependencies): RefusedItems {
  let untold = 0;
  let inWindow = 0;
  let cancelLine: (() => void) | null = null;
  let cancelWindow: (() => void) | null = null;

  function tell(): void {
    cancelLine = null;
    if (untold === 0) return;
    log.warn({ lawyer: lawyerId, refused: untold }, 'the page gave what is not in the contract');
    untold = 0;
    cancelLine = clock.after(LINE_EVERY, tell);
  }

  function count(refused: number): void {
    if (refused === 0) return;
    metrics.add('page_items_refused', refused);
    untold += refused;
    if (!cancelLine) tell();
  }

  return {
    inReport(refused) {
      count(refused);
      if (refused === 0) return;
      inWindow += refused;
      if (inWindow >= MANY) alerts.keep('page_data_refused', [null]);
      cancelWindow ??= clock.after(WINDOW, () => {
        cancelWindow = null;
        if (inWindow < MANY) alerts.keep('page_data_refused', []);
        inWindow = 0;
      });
    },
    inAnswer: count,
    stop() {
      cancelLine?.();
      cancelWindow?.();
    },
  };
}
