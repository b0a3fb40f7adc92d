import type { Session } from '../contract/entities.ts';
import type { EventType } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import { PageItem, type PageState } from '../contract/page.ts';
import type { SessionState } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import { storeFromPage } from '../domain/receive-from-page.ts';
import { catchUpStatuses, reconcileChats } from '../domain/reconcile-chats.ts';
import { recordEvent } from '../domain/record-event.ts';
import { startOutbox } from '../domain/run-outbox.ts';
import type { OutboxRow } from '../domain/stores.ts';
import type { PageHost } from './page-host.ts';
import { type SessionHistory, type SessionSituation, situationOf } from './session-state.ts';
import { createWhatsAppPage } from './whatsapp-page.ts';

/** Pauses before the page is loaded again after it could not be, in ms. */
const RELOAD_PAUSES: readonly Millis[] = [1_000, 2_000, 5_000, 10_000, 30_000];
/** How long wa-js may take to find its way in the page before the page is loaded anew. */
const DRIVER_DEADLINE: Millis = 90_000;
/** Commands without an answer, one after the other, until the page counts as hanging. */
const MAX_UNANSWERED = 3;
/** How long a page that waits for a log-in may show no code. */
const CODE_DEADLINE: Millis = 60_000;
const RECONCILE_AGAIN: Millis = 5_000;
/** Even while all seems well, what the page holds is compared with what we hold. */
const RECONCILE_EVERY: Millis = 10 * 60_000;

const EVENT_OF: Partial<Record<SessionState, EventType>> = {
  qr: 'session.qr',
  ready: 'session.ready',
  reconnecting: 'session.reconnecting',
  'logged-out': 'session.logged_out',
  failed: 'session.failed',
};

interface Dependencies {
  lawyerId: LawyerId;
  host: PageHost;
  database: Database;
  clock: Clock;
  log: Log;
  changed(session: Session): void;
}

export interface LawyerSession {
  current(): Session;
  /** Something was accepted for sending. */
  wakeOutbox(): void;
  stop(): void;
}

/**
 * Keeps one lawyer's WhatsApp session: follows the page's state, stores what the page reports, and while the session is
 * ready reads what was missed and works through the outbox.
 */
export function startLawyerSession({ lawyerId, host, database, clock, log, changed }: Dependencies): LawyerSession {
  const page = createWhatsAppPage({ command: commandOrReload });
  const history: SessionHistory = { wasReady: false, wasAuthenticated: false, showedCode: false };
  let session: Session = { state: 'starting', since: new Date(clock.now()).toISOString() };
  /** What was told of this period without a log-in: a code, or a log-out, is told once in each. */
  const told = new Set<SessionState>();
  let failedLoads = 0;
  let unanswered = 0;
  /** The statuses of what was sent before are known since the session became ready. */
  let caughtUp = false;
  let asked = new Map<OutboxRow['id'], Millis>();
  let outbox: ReturnType<typeof startOutbox> | null = null;
  let stopped = false;
  let cancelReload = () => {};
  let cancelDeadline = () => {};
  let cancelCodeDeadline = () => {};
  let cancelReconcile = () => {};

  function enter(situation: SessionSituation): void {
    const isNew = situation.state !== session.state || situation.cause !== session.cause;
    if (!isNew && situation.qr === session.qr) return;
    const previous = session.state;
    session = { ...situation, since: isNew ? new Date(clock.now()).toISOString() : session.since };
    if (situation.state !== previous) entered(situation.state);
    changed(session);
  }

  function entered(state: SessionState): void {
    log.info({ lawyer: lawyerId, state }, 'the session has a new state');
    const type = told.has(state) ? undefined : EVENT_OF[state];
    if (state === 'qr' || state === 'logged-out') told.add(state);
    if (type) {
      const at = clock.now();
      database
        .write((stores) => recordEvent(stores, { type, lawyerId, at }))
        .catch(() => log.error({ lawyer: lawyerId, state }, 'a session event could not be stored'));
    }
    if (state === 'ready') beReady();
    else stopWork();
  }

  function beReady(): void {
    history.wasReady = true;
    failedLoads = 0;
    host.flush();
    caughtUp = false;
    outbox = startOutbox({ database, clock, log, page, lawyerId, asked });
    void reconcile();
  }

  /** A page that lets several commands in a row go unanswered hangs: it is loaded anew. */
  async function commandOrReload(name: string, input: unknown): Promise<unknown> {
    try {
      const answer = await host.command(name, input);
      unanswered = 0;
      return answer;
    } catch (error) {
      unanswered += 1;
      if (unanswered >= MAX_UNANSWERED && session.state === 'ready') {
        unanswered = 0;
        reloadLater({ state: 'reconnecting', cause: 'page_unresponsive' });
      }
      throw error;
    }
  }

  async function reconcile(): Promise<void> {
    cancelReconcile();
    if (stopped || session.state !== 'ready') return;
    let pause = RECONCILE_EVERY;
    try {
      await reconcileChats({ database, clock, page }, lawyerId);
      if (!caughtUp) await catchUpStatuses({ database, clock, page }, lawyerId);
      caughtUp = true;
    } catch (error) {
      log.warn(
        { lawyer: lawyerId, error: error instanceof Error ? error.name : 'unknown' },
        'reading what was missed is interrupted',
      );
      pause = RECONCILE_AGAIN;
    }
    cancelReconcile();
    if (!stopped) cancelReconcile = clock.after(pause, () => void reconcile());
  }

  function stopWork(): void {
    outbox?.stop();
    outbox = null;
    cancelReconcile();
  }

  function applyState(state: PageState): void {
    if (state.driverReady) cancelDeadline();
    watchForCode(state);
    if (state.qr) history.showedCode = true;
    if (state.authenticated) history.showedCode = false;
    const situation = situationOf(state, history);
    if (state.authenticated) history.wasAuthenticated = true;
    if (state.authenticated) told.clear();
    // A log-out is told before the code that it leads to, and once, however often the page is loaded anew meanwhile.
    if (situation.state === 'qr' && history.wasAuthenticated && !told.has('logged-out')) {
      enter({ state: 'logged-out', cause: 'logged_out_by_phone' });
    }
    if (situation.state === 'qr' || situation.state === 'logged-out') history.wasReady = false;
    enter(situation);
  }

  /** WhatsApp stops showing codes when nobody scans for some minutes; a page loaded anew shows them again. */
  function watchForCode(state: PageState): void {
    cancelCodeDeadline();
    if (!state.driverReady || state.authenticated || state.qr) return;
    cancelCodeDeadline = clock.after(CODE_DEADLINE, () => reload());
  }

  async function report(items: readonly unknown[]): Promise<void> {
    const parsed = items.flatMap((raw) => PageItem.safeParse(raw).data ?? []);
    const refused = items.length - parsed.length;
    if (refused > 0) log.warn({ lawyer: lawyerId, refused }, 'the page reported what is not in the contract');
    // Stored first: a report that could not be stored comes again whole, and a state must not be told twice.
    const facts = parsed.flatMap((item) => (item.kind === 'state' ? [] : [item]));
    const lost = await storeFromPage(database, lawyerId, facts, 'live', clock.now());
    if (lost > 0) log.error({ lawyer: lawyerId, lost }, 'facts that the page reported could not be stored');
    for (const item of parsed) if (item.kind === 'state') applyState(item.state);
  }

  function reload(): void {
    armDeadline();
    host.reload();
  }

  function armDeadline(): void {
    cancelDeadline();
    cancelDeadline = clock.after(DRIVER_DEADLINE, () => {
      log.warn({ lawyer: lawyerId }, 'wa-js did not become ready in time');
      reloadLater({ state: 'failed', cause: 'driver_not_ready' });
    });
  }

  function reloadLater(situation: SessionSituation): void {
    enter(situation);
    cancelReload();
    const pause = RELOAD_PAUSES[Math.min(failedLoads, RELOAD_PAUSES.length - 1)] ?? 30_000;
    failedLoads += 1;
    if (!stopped) cancelReload = clock.after(pause, reload);
  }

  armDeadline();
  host.start({
    loaded() {
      // What an earlier document was asked for is decided by what the new one shows.
      asked = new Map();
      cancelReload();
      cancelCodeDeadline();
      armDeadline();
      stopWork();
      if (session.state === 'ready') enter({ state: 'reconnecting' });
    },
    loadFailed: () => reloadLater({ state: history.wasReady ? 'reconnecting' : 'starting', cause: 'page_unreachable' }),
    crashed: () => reloadLater({ state: history.wasReady ? 'reconnecting' : 'starting', cause: 'page_crashed' }),
    report,
  });

  return {
    current: () => session,
    wakeOutbox: () => outbox?.wake(),
    stop() {
      stopped = true;
      cancelReload();
      cancelDeadline();
      cancelCodeDeadline();
      stopWork();
      host.flush();
      host.close();
    },
  };
}
