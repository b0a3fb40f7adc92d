import type { Session } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { PageState } from '../contract/page-reports.ts';
import type { AlertCode, SessionState } from '../contract/values.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import { type Abilities, createAbilities } from './abilities.ts';
import { alertsOf } from './alerts-of-state.ts';
import { createLinkedAccount, type LinkedAccount } from './linked-account.ts';
import { createSessionAlerts, type SessionAlerts } from './session-alerts.ts';
import { createSessionEvents } from './session-events.ts';
import { newSessionMemory, type SessionMemory, type Situation, situationOf } from './session-state.ts';
import { createSessionView, type SessionFacts } from './session-view.ts';

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
  /** What is shown has changed. */
  changed(session: Session): void;
  entered(state: SessionState): void;
  abilitiesChanged(): void;
}

export interface SessionStatus {
  readonly account: LinkedAccount;
  readonly abilities: Abilities;
  readonly alerts: SessionAlerts;
  current(): Session;
  state(): SessionState;
  /** What the page last said of itself; null: nothing yet, or it is being mended. */
  page(): PageState | null;
  /** The page has said something of itself. */
  apply(state: PageState): void;
  /** A new document: whatever was known of the one before is void. */
  loaded(): void;
  /** What the page has said counts no more: it is being mended, or closed. */
  enter(situation: Situation): void;
  /** On the way back to what it was: ready before, or not. */
  enterComingUp(cause?: Situation['cause']): void;
  /** What is known beside the page's own word has changed. */
  know(change: Partial<SessionMemory>): void;
  isWaitingForLink(): boolean;
  setErrand(isErrand: boolean): void;
  stop(): void;
}

/** States in which a page waits for somebody to link it. */
const LINKING: ReadonlySet<SessionState> = new Set(['qr', 'pairing-code', 'passkey-required', 'logged-out']);

/** In which state a session is, by what its page says and what is known beside; told to everybody who should know. */
export function createSessionStatus(deps: Dependencies): SessionStatus {
  const { clock } = deps;
  const memory = newSessionMemory();
  let page: PageState | null = null;
  let situation: Situation = { state: 'starting' };
  let stopped = false;

  const events = createSessionEvents(deps);
  const alerts = createSessionAlerts(deps);
  const account = createLinkedAccount({ ...deps, changed: refresh });
  const abilities = createAbilities({ clock, alerts, changed: abilitiesChanged });
  const view = createSessionView(clock, facts());
  void recall();

  function facts(): SessionFacts {
    return { situation, account: account.shown(), reduced: abilities.reduced() };
  }

  async function recall(): Promise<void> {
    try {
      const good = await deps.database.read((stores) => stores.health.lastGood(deps.lawyerId));
      const readyUntil = good.get('phone');
      const shown = readyUntil === undefined || stopped ? null : view.recall(readyUntil);
      if (shown) deps.changed(shown);
    } catch {
      deps.log.warn({ lawyer: deps.lawyerId }, 'when the session was ready last could not be read');
    }
  }

  function enter(next: Situation): void {
    if (stopped) return;
    const previous = situation;
    situation = next;
    const shown = view.update(facts());
    if (next.state !== previous.state || next.cause !== previous.cause) {
      events.entered(next, previous.state);
      const open = alertsOf(next, memory);
      for (const [code, subjects] of Object.entries(open)) alerts.keep(code as AlertCode, subjects);
    }
    if (next.state !== previous.state) {
      // Until the log-in is lost: then what comes is a first log-in again.
      if (next.state === 'ready') Object.assign(memory, { wasReady: true, loggedOutHere: false });
      deps.entered(next.state);
    }
    if (shown) deps.changed(shown);
  }

  function refresh(): void {
    memory.account = account.trust();
    enter(page ? situationOf(page, memory) : situation);
  }

  function abilitiesChanged(): void {
    memory.isReduced = abilities.reduced().length > 0;
    refresh();
    deps.abilitiesChanged();
  }

  function remember(state: PageState): void {
    memory.account = account.trust();
    if (state.authenticated) {
      Object.assign(memory, { wasAuthenticated: true, saidLoggedOut: false, showedCode: false });
      events.authenticated();
    } else if (state.qr && state.linking !== 'qr-idle') memory.showedCode = true;
  }

  /** A log-out is told before the code that it leads to, and once, however often the page is loaded anew meanwhile. */
  function lostLogIn(next: Situation): void {
    memory.wasReady = false;
    if (!memory.wasAuthenticated || memory.saidLoggedOut) return;
    memory.saidLoggedOut = true;
    const cause = memory.loggedOutHere ? 'logged_out_by_person' : 'logged_out_by_phone';
    if (next.state !== 'logged-out') enter({ state: 'logged-out', cause });
  }

  function forgetPage(): void {
    page = null;
    account.loaded();
    memory.account = 'unknown';
  }

  return {
    account,
    abilities,
    alerts,
    current: () => view.current(),
    state: () => situation.state,
    page: () => page,
    apply(state) {
      // It may have been lost while the app was not running.
      memory.wasAuthenticated ||= account.wasConfirmed();
      page = state;
      account.see(state);
      remember(state);
      const next = situationOf(state, memory);
      if (LINKING.has(next.state)) lostLogIn(next);
      enter(next);
    },
    loaded() {
      forgetPage();
      abilities.loaded();
      view.loaded();
      const isLinked = situation.state === 'ready' || situation.state === 'syncing';
      enter(isLinked ? { state: memory.wasReady ? 'reconnecting' : 'starting' } : withoutCodes(situation));
    },
    enter(next) {
      forgetPage();
      if (next.state === 'asleep') memory.wasReady = false;
      enter(next);
    },
    enterComingUp(cause) {
      page = null;
      enter({ state: memory.wasReady ? 'reconnecting' : 'starting', ...(cause ? { cause } : {}) });
    },
    know(change) {
      Object.assign(memory, change);
      refresh();
    },
    // A page that is slow to draw its code takes a number all the same.
    isWaitingForLink: () => LINKING.has(situation.state) || (page?.authenticated === false && page.linking !== null),
    setErrand: events.setErrand,
    stop() {
      stopped = true;
      abilities.stop();
      account.stop();
      events.stop();
      alerts.stop();
    },
  };
}

/** Codes of a document that is gone cannot be used any more. */
function withoutCodes({ state, cause }: Situation): Situation {
  return { state, ...(cause ? { cause } : {}) };
}
