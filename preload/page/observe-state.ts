import type { PageState } from '../../main/contract/page.ts';
import { SELECTORS } from './selectors.ts';
import { wpp } from './wpp.ts';

const LOOK_EVERY_MS = 400;

function readState(): PageState {
  const driver = wpp();
  const driverReady = driver?.isFullReady === true;
  return {
    driverReady,
    // Ready flags do not mean logged in: they are true on the QR page, too.
    authenticated: driverReady && driver.conn.isAuthenticated() === true,
    // `conn.isMainReady()` is no use here: it is true on the QR page, and stays true after a log-out.
    mainReady: driverReady && driver.whatsapp.Stream?.mode === 'MAIN',
    socket: (driverReady && driver.whatsapp.Socket?.state) || null,
    qr: document.querySelector(SELECTORS.qr)?.getAttribute('data-ref') || null,
    unsupportedBrowser: document.querySelector(SELECTORS.unsupportedBrowser) !== null,
  };
}

/**
 * Reports the page's state whenever something of it changes. It looks at regular intervals, because not every change
 * has an event that wa-js passes on (a QR code that is drawn, a socket that drops).
 */
export function observeState(report: (state: PageState) => void): void {
  let last = '';
  function look(): void {
    try {
      const state = readState();
      const text = JSON.stringify(state);
      if (text === last) return;
      last = text;
      report(state);
    } catch {
      // A page between two states throws in its own getters; the next look sees it whole.
    }
  }
  setInterval(look, LOOK_EVERY_MS);
  look();
}
