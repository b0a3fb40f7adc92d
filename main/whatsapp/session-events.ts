import type { EventType } from '../contract/events.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { SessionState } from '../contract/values.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log } from '../domain/ports.ts';
import { recordEvent } from '../domain/record-event.ts';
import type { Situation } from './session-state.ts';

/** How long the network may be gone until it is told as more than a moment. */
const DISCONNECTED_AFTER: Millis = 60_000;

const EVENT_OF: Partial<Record<SessionState, EventType>> = {
  qr: 'session.qr',
  ready: 'session.ready',
  reconnecting: 'session.reconnecting',
  'logged-out': 'session.logged_out',
  failed: 'session.failed',
  'unsupported-browser': 'session.failed',
  asleep: 'session.sleeping',
};

/** A view that is woken only to look, and sleeps again, is nothing that anybody waits to hear of. */
const QUIET_ON_ERRANDS: ReadonlySet<EventType> = new Set(['session.ready', 'session.reconnecting', 'session.sleeping']);

interface Dependencies {
  lawyerId: LawyerId;
  database: Database;
  clock: Clock;
  log: Log;
}

export interface SessionEvents {
  /** The session has another state, or another cause. */
  entered(situation: Situation, previous: SessionState): void;
  /** The log-in is there: what comes after it begins a new period. */
  authenticated(): void;
  /** Whether the view was woken only to look what has come. */
  setErrand(isErrand: boolean): void;
  stop(): void;
}

/** Tells what befalls a session: each fact once, in its order. */
export function createSessionEvents({ lawyerId, database, clock, log }: Dependencies): SessionEvents {
  /** What was told of this period without a log-in: a code, or a log-out, is told once in each. */
  const told = new Set<SessionState>();
  let isErrand = false;
  let cancelDisconnected: (() => void) | null = null;

  function tell(type: EventType): void {
    if (isErrand && QUIET_ON_ERRANDS.has(type)) return;
    const at = clock.now();
    database
      .write((stores) => recordEvent(stores, { type, lawyerId, at }))
      .catch(() => log.error({ lawyer: lawyerId, type }, 'a session event could not be stored'));
  }

  /** From a network that is lost to one that is there again, whatever states lie between. */
  function watchNetwork({ state, cause }: Situation): void {
    if (cause === 'network_lost') {
      cancelDisconnected ??= clock.after(DISCONNECTED_AFTER, () => tell('session.disconnected'));
    } else if (state !== 'reconnecting') {
      cancelDisconnected?.();
      cancelDisconnected = null;
    }
  }

  return {
    entered(situation, previous) {
      watchNetwork(situation);
      const { state } = situation;
      if (state === previous) return;
      log.info({ lawyer: lawyerId, state }, 'the session has a new state');
      const type = told.has(state) ? undefined : EVENT_OF[state];
      if (state === 'qr' || state === 'logged-out') told.add(state);
      if (type) tell(type);
    },
    authenticated: () => told.clear(),
    setErrand(is) {
      isErrand = is;
    },
    stop() {
      cancelDisconnected?.();
      cancelDisconnected = null;
    },
  };
}
