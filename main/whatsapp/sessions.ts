import type { HistoryProgress, Session } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import { AppError } from '../domain/app-error.ts';
import type { Millis } from '../domain/clock.ts';
import type { Sessions } from '../domain/ports.ts';
import { type LawyerSession, type SessionDependencies, startLawyerSession } from './lawyer-session.ts';
import type { PageHost } from './page-host.ts';

/** Between the openings of two views: ten pages that load at once would freeze a desktop. */
const TURN: Millis = 1_500;

interface Dependencies<Host extends PageHost> extends SessionDependencies {
  /** Null: no page may be opened on this machine, and every session says so. Called for each view anew. */
  openHost: ((lawyerId: LawyerId) => Host) | null;
}

export interface SessionRegistry<Host extends PageHost> extends Sessions {
  /** The view as it is now; null while it sleeps. */
  host(lawyerId: LawyerId): Host | null;
  /** A lawyer has another view, or none. */
  onHost(listener: (lawyerId: LawyerId, host: Host | null) => void): () => void;
  /** That lawyer's page is on the screen, and stays awake; null: nobody's is. */
  setShown(lawyerId: LawyerId | null): void;
  /** The machine has slept. */
  resumed(): void;
  networkChanged(isOnline: boolean): void;
  stop(): void;
}

const NOTHING_READ: HistoryProgress = {
  state: 'idle',
  chats_total: 0,
  chats_done: 0,
  messages_stored: 0,
  percent: 0,
  chats_left: 0,
  started_at: null,
  finished_at: null,
};

/** The sessions of all lawyers: each has its own page and queue, and none waits for another. */
export function createSessions<Host extends PageHost>({
  openHost,
  ...common
}: Dependencies<Host>): SessionRegistry<Host> {
  const { clock } = common;
  const open = new Map<LawyerId, LawyerSession<Host>>();
  /** Of lawyers who are not active, since when. */
  const closed = new Map<LawyerId, string>();
  const changes = listeners<[LawyerId, Session]>();
  const histories = listeners<[LawyerId, HistoryProgress]>();
  const hosts = listeners<[LawyerId, Host | null]>();
  const since = new Date(clock.now()).toISOString();
  let nextTurn: Millis = clock.now();
  let shown: LawyerId | null = null;

  /** By the clock alone: one that hangs while it opens holds up nobody. */
  function takeTurn(): Millis {
    const now = clock.now();
    const turn = Math.max(now, nextTurn);
    nextTurn = turn + TURN;
    return turn - now;
  }

  function unopened(lawyerId: LawyerId): Session {
    const closedAt = closed.get(lawyerId);
    if (closedAt !== undefined) {
      return { state: 'asleep', since: closedAt, cause: 'lawyer_not_active', steps: [], reduced: [] };
    }
    return openHost
      ? { state: 'starting', since, steps: ['wait'], reduced: [] }
      : { state: 'failed', since, cause: 'runtime_limited', steps: ['use_official_build'], reduced: [] };
  }

  /** Rejects with AppError `lawyer_not_active`, or `session_unavailable` where no page may be opened. */
  function of(lawyerId: LawyerId): LawyerSession<Host> {
    if (closed.has(lawyerId)) throw new AppError('lawyer_not_active');
    const session = open.get(lawyerId);
    if (!session) throw new AppError('session_unavailable');
    return session;
  }

  function stop(lawyerId: LawyerId): void {
    open.get(lawyerId)?.stop();
    open.delete(lawyerId);
  }

  return {
    open(lawyerId) {
      if (closed.delete(lawyerId)) changes.tell(lawyerId, unopened(lawyerId));
      if (!openHost || open.has(lawyerId)) return;
      const session = startLawyerSession({
        ...common,
        lawyerId,
        openHost: () => openHost(lawyerId),
        takeTurn,
        changed: (current) => changes.tell(lawyerId, current),
        hostChanged: (host) => hosts.tell(lawyerId, host),
        historyChanged: (progress) => histories.tell(lawyerId, progress),
      });
      open.set(lawyerId, session);
      if (shown === lawyerId) session.setShown(true);
    },
    close(lawyerId) {
      if (closed.has(lawyerId)) return;
      closed.set(lawyerId, new Date(clock.now()).toISOString());
      stop(lawyerId);
      changes.tell(lawyerId, unopened(lawyerId));
    },
    forget(lawyerId) {
      stop(lawyerId);
      closed.delete(lawyerId);
    },
    lawyerChanged: (lawyerId) => open.get(lawyerId)?.lawyerChanged(),
    get: (lawyerId) => open.get(lawyerId)?.current() ?? unopened(lawyerId),
    memoryBytes: (lawyerId) => open.get(lawyerId)?.host()?.memoryBytes() ?? null,
    host: (lawyerId) => open.get(lawyerId)?.host() ?? null,
    history: (lawyerId) => open.get(lawyerId)?.history() ?? NOTHING_READ,
    onChange: changes.add,
    onHistory: histories.add,
    onHost: hosts.add,
    setShown(lawyerId) {
      if (lawyerId === shown) return;
      if (shown) open.get(shown)?.setShown(false);
      shown = lawyerId;
      if (shown) open.get(shown)?.setShown(true);
    },
    requestPairingCode: async (lawyerId, phone) => of(lawyerId).requestPairingCode(phone),
    logOut: async (lawyerId) => of(lawyerId).logOut(),
    restart: async (lawyerId) => of(lawyerId).restart(),
    sleep: async (lawyerId) => of(lawyerId).sleep(),
    wake: async (lawyerId) => of(lawyerId).wake(),
    syncHistory: async (lawyerId) => of(lawyerId).syncHistory(),
    syncChats: async (lawyerId, chats) => of(lawyerId).syncHistory(chats),
    wakeOutbox: (lawyerId) => open.get(lawyerId)?.wakeOutbox(),
    wakeMedia: (lawyerId) => open.get(lawyerId)?.wakeMedia(),
    settingsChanged: (lawyerId) => open.get(lawyerId)?.settingsChanged(),
    resumed() {
      for (const session of open.values()) session.resumed();
    },
    networkChanged(isOnline) {
      for (const session of open.values()) session.networkChanged(isOnline);
    },
    stop() {
      for (const session of open.values()) session.stop();
      open.clear();
    },
  };
}

function listeners<Args extends unknown[]>(): {
  add(listener: (...args: Args) => void): () => void;
  tell(...args: Args): void;
} {
  const all = new Set<(...args: Args) => void>();
  return {
    add(listener) {
      all.add(listener);
      return () => all.delete(listener);
    },
    tell(...args) {
      for (const listener of all) listener(...args);
    },
  };
}
