import type { StaffSessionId } from '../contract/ids.ts';
import type { Clock, Millis } from './clock.ts';
import type { Database, Log } from './ports.ts';
import type { StaffSessionRow } from './staff.ts';

/** On disk it is known to the minute when a session was used: after a restart it ends that much earlier. */
const TOLD_EVERY: Millis = 60_000;

/** When sessions were used last: exactly here, and nearly on disk, beside the request, which does not wait for it. */
export interface SessionUse {
  /** How long a session may go unused. */
  readonly idle: Millis;
  lastSeen(session: StaffSessionRow): Millis;
  note(session: StaffSessionRow): void;
}

export function createSessionUse(dependencies: {
  database: Database;
  clock: Clock;
  log: Log;
  idle: () => Millis;
}): SessionUse {
  const { database, clock, log, idle } = dependencies;
  const seen = new Map<StaffSessionId, Millis>();
  const told = new Map<StaffSessionId, Millis>();
  const lastSeen = ({ id, lastSeen: stored }: StaffSessionRow): Millis => Math.max(seen.get(id) ?? stored, stored);

  return {
    get idle() {
      return idle();
    },
    lastSeen,
    note(session) {
      const { id } = session;
      const at = clock.now();
      seen.set(id, at);
      const last = told.get(id) ?? session.lastSeen;
      // A clock that was set back has the time told anew.
      if (last <= at && at - last < TOLD_EVERY) return;
      told.set(id, at);
      for (const [other, then] of seen) {
        if (at - then < idle()) continue;
        seen.delete(other);
        told.delete(other);
      }
      database
        .write((stores) => stores.staffSessions.update(id, { lastSeen: at }))
        .catch(() => log.warn({ session: id }, 'that a session was used could not be written'));
    },
  };
}
