import type { PageState } from '../contract/page-reports.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { FIRST_QR_LIFETIME, QR_LIFETIME } from './session-view.ts';

/** How long a page that waits for a log-in may show no code, until it is asked for one, and until it is loaded anew. */
const LATE: Millis = 30_000;
const TOO_LATE: Millis = 30_000;
/** A code that has gone idle is renewed soon: somebody may be standing there with the phone. */
const IDLE: Millis = 2_000;
/** So long after its lifetime a code that is still shown is a dead one: the next is on its way for a moment. */
const STALE_MARGIN: Millis = 15_000;

/** What is wrong with the code: WhatsApp says that it has gone idle, there is none, or it is past its lifetime. */
type Lacking = 'idle' | 'missing' | 'stale';

interface Dependencies {
  clock: Clock;
  /** Asks the page for a fresh code. */
  refresh(): void;
  reload(): void;
  /** `staleCode` can be scanned no more, though the page shows it. */
  changed(now: { isCodeLate: boolean; staleCode: string | null }): void;
}

export interface LinkWatch {
  see(state: PageState): void;
  /** What was seen is void: another document comes, or none. */
  stop(): void;
}

/**
 * Sees to it that a page that waits to be linked shows a code. WhatsApp stops showing codes when nobody scans for some
 * minutes, sometimes never draws one, and sometimes leaves a dead one standing: it is asked for another, then the page is
 * loaded anew.
 */
export function createLinkWatch({ clock, refresh, reload, changed }: Dependencies): LinkWatch {
  /** What is waited for; null: nothing is wrong. */
  let watching: Lacking | null = null;
  let isLate = false;
  let staleCode: string | null = null;
  /** The code that is shown, and how many there were before it in this document. */
  let code: string | null = null;
  let codesBefore = -1;
  let cancelStale = () => {};
  let cancel = () => {};

  function setLate(late: boolean, stale: string | null = null): void {
    if (late === isLate && stale === staleCode) return;
    isLate = late;
    staleCode = stale;
    changed({ isCodeLate: late, staleCode: stale });
  }

  function help(): void {
    setLate(true, watching === 'stale' ? code : null);
    refresh();
    cancel = clock.after(TOO_LATE, () => {
      watching = null;
      reload();
    });
  }

  /** A code that has not changed when it should have cannot be scanned, whatever the page believes. */
  function seeCode(shown: string | null): void {
    if (shown === code) return;
    cancelStale();
    code = shown;
    if (shown === null) return;
    codesBefore += 1;
    const lifetime = codesBefore === 0 ? FIRST_QR_LIFETIME : QR_LIFETIME;
    cancelStale = clock.after(lifetime + STALE_MARGIN, () => {
      cancel();
      watching = 'stale';
      help();
    });
  }

  return {
    see(state) {
      const found = whatIsLacking(state);
      const shown = found === null && !state.authenticated ? state.qr : null;
      const isStill = shown !== null && shown === code;
      seeCode(shown);
      const lacking = isStill && watching === 'stale' ? 'stale' : found;
      if (lacking === null) setLate(false);
      if (lacking === watching) return;
      cancel();
      watching = lacking;
      if (lacking !== null) cancel = clock.after(lacking === 'idle' ? IDLE : LATE, help);
    },
    stop() {
      cancel();
      cancelStale();
      watching = null;
      code = null;
      codesBefore = -1;
    },
  };
}

function whatIsLacking(state: PageState): Lacking | null {
  if (!state.driverReady || state.authenticated) return null;
  if (state.linking === 'pairing-code' || state.linking === 'passkey') return null;
  if (state.linking === 'qr-idle') return 'idle';
  return state.qr ? null : 'missing';
}
