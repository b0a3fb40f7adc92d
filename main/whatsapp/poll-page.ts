import type { LawyerId } from '../contract/ids.ts';
import { PageMessage } from '../contract/page-reports.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { PageError } from '../domain/page-error.ts';
import type { ParseItems } from '../domain/parse-each.ts';
import type { Log, WhatsAppPage } from '../domain/ports.ts';
import type { StoreFacts } from '../domain/store-facts.ts';
import type { DriverOfWork } from './abilities.ts';

const SCREEN_EVERY: Millis = 5_000;
const HISTORY_EVERY: Millis = 10_000;
const STATUSES_EVERY: Millis = 60_000;

interface Dependencies {
  lawyerId: LawyerId;
  clock: Clock;
  log: Log;
  page: WhatsAppPage;
  parse: ParseItems;
  store: StoreFacts;
  driverOf: DriverOfWork;
  readHistory(what?: { statuses: boolean }): void;
}

export interface PagePolling {
  /** The session is ready, or its abilities have changed. */
  start(): void;
  stop(): void;
}

/** Where the page cannot tell what happens, it is asked every few seconds: what it holds, or what is on its screen. */
export function createPagePolling(deps: Dependencies): PagePolling {
  const { lawyerId, clock, log, page, store, driverOf } = deps;
  let cancels: (() => void)[] = [];
  /** Each start is a polling of its own: what an earlier one has begun ends with it. */
  let round = 0;

  function stop(): void {
    round += 1;
    for (const cancel of cancels) cancel();
    cancels = [];
  }

  function every(pause: Millis, work: () => void | Promise<void>): void {
    const mine = round;
    const index = cancels.length;
    const next = (): void => {
      cancels[index] = clock.after(pause, async () => {
        try {
          await work();
        } finally {
          if (round === mine) next();
        }
      });
    };
    cancels.push(() => {});
    next();
  }

  async function readScreen(): Promise<void> {
    try {
      const screen = await page.command('readOpenChat', undefined);
      // Without its address it is nobody's chat that we could know: two people can have one name.
      if (!screen?.chat) return;
      const { chat } = screen;
      const messages = await deps.parse(PageMessage, screen.messages);
      const facts = messages.flatMap((message) =>
        message?.chat === chat ? [{ kind: 'message', message } as const] : [],
      );
      if (facts.length === 0) return;
      await store(facts, 'live');
    } catch (error) {
      const name = error instanceof PageError ? error.reason : 'unknown';
      log.warn({ lawyer: lawyerId, error: name }, 'the screen could not be read');
    }
  }

  return {
    start() {
      stop();
      const isHeard = driverOf('hear_messages') === 'wa-js';
      const hasHistory = driverOf('read_history') === 'wa-js';
      if (!isHeard && hasHistory) every(HISTORY_EVERY, () => deps.readHistory());
      if (!isHeard && driverOf('read_screen')) every(SCREEN_EVERY, readScreen);
      if (driverOf('follow_acks') !== 'wa-js' && driverOf('look_for_sent') === 'wa-js') {
        every(STATUSES_EVERY, () => deps.readHistory({ statuses: true }));
      }
    },
    stop,
  };
}
