import type { Clock, Millis } from '../domain/clock.ts';

/** The system's own words for being away, as far as we need them (Electron's `powerMonitor`). */
export interface AwayMonitor {
  /** In seconds. */
  getSystemIdleTime(): number;
  on(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
  removeListener(event: 'lock-screen' | 'suspend', listener: () => void): unknown;
}

const LOOK_EVERY: Millis = 5_000;

/** Locks when nobody has used the machine for that many minutes, and at once when its screen is locked or it falls asleep. */
export function watchIdle({
  clock,
  monitor,
  minutes,
  isUsed,
  lock,
}: {
  clock: Clock;
  monitor: AwayMonitor;
  minutes(): number;
  /** Somebody sits there who could be away. */
  isUsed(): boolean;
  lock(): void;
}): () => void {
  let cancel = (): void => {};

  function look(): void {
    if (isUsed() && monitor.getSystemIdleTime() >= minutes() * 60) lock();
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
