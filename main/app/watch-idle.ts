import type { Clock, Millis } from '../domain/clock.ts';

/** The system's own words for being away, as far as we need them (Electron's `powerMonitor`). */
export interface AwayMonitor {
  /** In seconds. */
  getSystemIdleTime(): number;
  on(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
  removeListener(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
}

const LOOK_EVERY: Millis = 5_000;

/**
 * Locks when nobody has used the machine for that many minutes, and at once when its screen is locked or it falls asleep.
 * Whoever has given a password was there then, whatever the system says: some systems do not count every kind of input, and
 * would lock out a person again and again.
 */
export function watchIdle({
  clock,
  monitor,
  minutes,
  usedSince,
  lock,
}: {
  clock: Clock;
  monitor: AwayMonitor;
  minutes(): number;
  /** When a password was given by whoever sits there and could be away; null where nobody does. */
  usedSince(): Millis | null;
  lock(): void;
}): () => void {
  let cancel = (): void => {};

  function look(): void {
    const since = usedSince();
    const idle: Millis = monitor.getSystemIdleTime() * 1000;
    const limit: Millis = minutes() * 60_000;
    // Measured by a clock that may have been set back since: then the system's word alone counts.
    const isNew = since !== null && clock.now() >= since && clock.now() - since < limit;
    if (since !== null && idle >= limit && !isNew) lock();
    cancel = clock.after(LOOK_EVERY, look);
  }

  monitor.on('lock-screen', lock);
  monitor.on('suspend', lock);
  cancel = clock.after(LOOK_EVERY, look);
  return () => {
    cancel();
    monitor.removeListener('lock-screen', lock);
    monitor.removeListener('suspend', lock);
  };
}
