import type { PageState } from '../contract/page-reports.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { PageError } from '../domain/page-error.ts';
import type { WhatsAppPage } from '../domain/ports.ts';
import type { PageLoader } from './page-loader.ts';

/** How long a page may show nothing at all. */
const BLANK: Millis = 15_000;
/** How long a page that does not react may take to do so again. */
const UNRESPONSIVE: Millis = 10_000;
/** How often a page of which nothing else is asked has to give an answer. */
const PULSE_EVERY: Millis = 30_000;
/** How long after WhatsApp has asked for it the page is loaded anew: each time later, if that does not help. */
const UPDATE_PAUSES: readonly Millis[] = [30_000, 5 * 60_000, 30 * 60_000];

interface Dependencies {
  clock: Clock;
  page: WhatsAppPage;
  loader: PageLoader;
  /** Somebody else asks the page often enough. */
  isAsked(): boolean;
  /** Nothing is being sent. */
  mayReload(): boolean;
}

export interface PagePatience {
  see(state: PageState): void;
  unresponsive(): void;
  stop(): void;
}

/** Waits for a page that is empty, does not react, or is out of date, as long as such things may last, and then has it mended. */
export function createPagePatience({ clock, page, loader, isAsked, mayReload }: Dependencies): PagePatience {
  let cancelBlank: (() => void) | null = null;
  let cancelPulse: (() => void) | null = null;
  let cancelUpdate: (() => void) | null = null;
  let cancelUnresponsive = () => {};
  let updates = 0;
  /** That WhatsApp refuses this browser was acted upon in this load. */
  let unsupportedLoad = -1;

  function seeBlank(isBlank: boolean): void {
    if (isBlank) {
      cancelBlank ??= clock.after(BLANK, () => {
        cancelBlank = null;
        loader.recover('page_blank');
      });
      return;
    }
    cancelBlank?.();
    cancelBlank = null;
  }

  function seeUpdate(isNeeded: boolean): void {
    if (!isNeeded || cancelUpdate) return;
    const again = (pause: Millis): void => {
      cancelUpdate = clock.after(pause, () => {
        if (!mayReload()) return again(PULSE_EVERY);
        updates += 1;
        cancelUpdate = null;
        loader.reload();
      });
    };
    again(UPDATE_PAUSES[Math.min(updates, UPDATE_PAUSES.length - 1)] ?? 0);
  }

  /** Those who count answers notice a page that hangs. */
  function beat(): void {
    cancelPulse = clock.after(PULSE_EVERY, () => {
      if (!isAsked()) void answers();
      beat();
    });
  }

  async function answers(): Promise<boolean> {
    try {
      await page.command('checkHealth', undefined);
      return true;
    } catch (error) {
      if (!(error instanceof PageError)) throw error;
      return error.reason !== 'no_answer';
    }
  }

  return {
    see(state) {
      seeBlank(state.blank);
      seeUpdate(state.updateNeeded);
      if (state.driverReady && !cancelPulse) beat();
      if (state.unsupportedBrowser && !state.authenticated && unsupportedLoad !== loader.loads()) {
        unsupportedLoad = loader.loads();
        loader.recover('unsupported_browser');
      }
    },
    unresponsive() {
      const load = loader.loads();
      cancelUnresponsive();
      cancelUnresponsive = clock.after(UNRESPONSIVE, () => {
        if (loader.loads() === load) loader.recover('page_unresponsive');
      });
      void answers().then((isWell) => {
        if (isWell && loader.loads() === load) cancelUnresponsive();
      });
    },
    stop() {
      cancelBlank?.();
      cancelPulse?.();
      cancelUpdate?.();
      cancelUnresponsive();
      cancelBlank = null;
      cancelPulse = null;
      cancelUpdate = null;
    },
  };
}
