import type { Clock, Millis } from '../domain/clock.ts';

/** What happens many times in a row is told at once, and then no more often than that; the last time is told, too. */
export function atMostEvery(clock: Clock, pause: Millis, tell: () => void): { happened(): void; stop(): void } {
  let cancel: (() => void) | null = null;
  let again = false;
  let stopped = false;

  function happened(): void {
    again = true;
    if (cancel || stopped) return;
    again = false;
    tell();
    cancel = clock.after(pause, () => {
      cancel = null;
      if (again) happened();
    });
  }

  return {
    happened,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
}
