import type { PageState } from '../../main/contract/page-reports.ts';
import type { Finder } from './selectors.ts';

/** What can be seen, whatever driver works. */
export interface Screen
  extends Pick<PageState, 'linking' | 'qr' | 'phoneOffline' | 'updateNeeded' | 'unsupportedBrowser'> {
  /** The chats are shown. */
  loggedIn: boolean;
  pairingCode: string | null;
  syncPercent: number | null;
  /** The page says that this computer has no connection. */
  computerOffline: boolean;
  /** The document has nothing to show. */
  empty: boolean;
}

const GRAPHICS = 'canvas, img, svg, video, input, button, progress';

export function readScreen(document: Document, finder: Finder): Screen {
  const loggedIn = finder.find('loggedIn') !== null;
  const linking = loggedIn ? null : readLinking(finder);
  const screen = {
    loggedIn,
    linking,
    qr: linking === 'qr' ? (finder.find('qr')?.dataset.ref ?? null) : null,
    pairingCode: linking === 'pairing-code' ? readPairingCode(finder) : null,
    syncPercent: loggedIn ? null : readProgress(finder),
    phoneOffline: finder.find('phoneOffline') !== null,
    computerOffline: finder.find('computerOffline') !== null,
    updateNeeded: finder.find('updateNeeded') !== null,
    unsupportedBrowser: !loggedIn && finder.find('unsupportedBrowser') !== null,
  };
  const showsSomething = loggedIn || linking !== null || screen.syncPercent !== null || screen.unsupportedBrowser;
  return { ...screen, empty: !showsSomething && isEmpty(document) };
}

/**
 * What a page shows to somebody who is not linked. An idle code stays in the document with its dead `data-ref` and a
 * button over it; a code that is being loaded has no canvas yet.
 */
function readLinking(finder: Finder): PageState['linking'] {
  if (finder.find('passkey')) return 'passkey';
  if (readPairingCode(finder)) return 'pairing-code';
  if (finder.find('qrReload')) return 'qr-idle';
  if (finder.find('qr')?.dataset.ref && finder.find('qrCanvas')) return 'qr';
  return finder.find('linkScreen') ? 'qr-loading' : null;
}

/** The page carries the code's characters with commas between them: `data-link-code="A,B,C,…"`. */
function readPairingCode(finder: Finder): string | null {
  const code = finder
    .find('pairingCode')
    ?.dataset.linkCode?.toUpperCase()
    .replace(/[^0-9A-Z]/g, '');
  return code?.length === 8 ? code : null;
}

function readProgress(finder: Finder): number | null {
  const bar = finder.find('syncProgress');
  if (!(bar instanceof HTMLProgressElement) || bar.position < 0) return null;
  return Math.round(bar.position * 100);
}

/** Costs a layout: asked only when nothing that we know is to be seen. */
function isEmpty(document: Document): boolean {
  const { body } = document;
  if (!body) return true;
  if (body.innerText.trim() !== '') return false;
  return !Array.from(body.querySelectorAll(GRAPHICS)).some((element) => element.checkVisibility());
}
