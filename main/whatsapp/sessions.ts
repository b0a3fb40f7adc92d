import type { Session } from '../contract/entities.ts';
import type { LawyerId } from '../contract/ids.ts';
import type { Clock } from '../domain/clock.ts';
import type { Database, Log, Sessions } from '../domain/ports.ts';
import { type LawyerSession, startLawyerSession } from './lawyer-session.ts';
import type { PageHost } from './page-host.ts';

interface Dependencies<Host extends PageHost> {
  database: Database;
  clock: Clock;
  log: Log;
  /** Null: no page may be opened on this machine, and every session says so. */
  openHost: ((lawyerId: LawyerId) => Host) | null;
}

export interface SessionRegistry<Host extends PageHost> extends Sessions {
  open(lawyerId: LawyerId): void;
  host(lawyerId: LawyerId): Host | null;
  /** A message was accepted for that lawyer. */
  wakeOutbox(lawyerId: LawyerId): void;
  stop(): void;
}

/** The sessions of all lawyers: each has its own page and queue, and none knows of another. */
export function createSessions<Host extends PageHost>({
  database,
  clock,
  log,
  openHost,
}: Dependencies<Host>): SessionRegistry<Host> {
  const open = new Map<LawyerId, { session: LawyerSession; host: Host }>();
  const listeners = new Set<(lawyerId: LawyerId, session: Session) => void>();
  const since = new Date(clock.now()).toISOString();

  return {
    open(lawyerId) {
      if (!openHost || open.has(lawyerId)) return;
      const host = openHost(lawyerId);
      const changed = (session: Session): void => {
        for (const listener of listeners) listener(lawyerId, session);
      };
      open.set(lawyerId, { host, session: startLawyerSession({ lawyerId, host, database, clock, log, changed }) });
    },
    get(lawyerId) {
      if (!openHost) return { state: 'failed', since, cause: 'runtime_limited' };
      return open.get(lawyerId)?.session.current() ?? { state: 'starting', since };
    },
    host: (lawyerId) => open.get(lawyerId)?.host ?? null,
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    wakeOutbox: (lawyerId) => open.get(lawyerId)?.session.wakeOutbox(),
    stop() {
      for (const { session } of open.values()) session.stop();
      open.clear();
    },
  };
}
