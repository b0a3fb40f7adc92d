import type { PageState } from '../contract/page.ts';
import type { Clock, Millis } from '../domain/clock.ts';

/** How long a page that waits for a log-in may show no code, until it is asked for one, and until it is loaded anew. */
const LATE: Millis = 30_000;
const TOO_LATE: Millis = 30_000;
/** A code that has gone idle is renewed soon: somebody may be standing there with the phone. */
const IDLE: Millis = 2_000;

interface Dependencies {
  clock: Clock;
  /** Asks the page for a fresh code. */
  refresh(): void;
  reload(): void;
  changed(isCodeLate: boolean): void;
}

export interface LinkWatch {
  see(state: PageState): void;
  stop(): void;
}

/**
 * Sees to it that a page that waits to be linked shows a code. WhatsApp stops showing codes when nobody scans for some
 * minutes, and sometimes never draws one: it is asked for another, then the page is loaded anew.
 */
export function createLinkWatch({ clock, refresh, reload, changed }: Dependencies): LinkWatch {
  /** What is waited for; null: nothing is wrong. */
  let watching: 'idle' | 'missing' | null = null;
  let isLate = false;
  let cancel = () => {};

  function setLate(late: boolean): void {
    if (late === isLate) return;
    isLate = late;
    changed(late);
  }

  function stop(): void {
    cancel();
    watching = null;
  }

  return {
    see(state) {
      const lacking = whatIsLacking(state);
      if (lacking === null) setLate(false);
      if (lacking === watching) return;
      stop();
      watching = lacking;
      if (lacking === null) return;
      cancel = clock.after(lacking === 'idle' ? IDLE : LATE, () => {
        setLate(true);
        refresh();
        cancel = clock.after(TOO_LATE, () => {
          watching = null;
          reload();
        });
      });
    },
    stop,
  };
}

function whatIsLacking(state: PageState): 'idle' | 'missing' | null {
  if (!state.driverReady || state.authenticated) return null;
  if (state.linking === 'pairing-code' || state.linking === 'passkey') return null;
  if (state.linking === 'qr-idle') return 'idle';
  return state.qr ? null : 'missing';
}
