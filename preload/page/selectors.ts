import { PAGE_DATA_NAME } from '../../main/contract/page-channels.ts';

/** What we look for in the page's document, by name. The selectors are data, replaceable without a release. */
export type SelectorName =
  | 'loggedIn'
  | 'unsupportedBrowser'
  | 'qr'
  | 'qrCanvas'
  | 'qrReload'
  | 'linkScreen'
  | 'pairingCode'
  | 'passkey'
  | 'syncProgress'
  | 'phoneOffline'
  | 'computerOffline'
  | 'updateNeeded'
  | 'chatRow'
  | 'rowTitle'
  | 'rowDetail'
  | 'search'
  | 'chatHeader'
  | 'chatTitle'
  | 'message'
  | 'tailIn'
  | 'tailOut'
  | 'author'
  | 'prePlainText'
  | 'messageText'
  | 'quotedPart'
  | 'messageTime'
  | 'pendingTick'
  | 'sentTick'
  | 'kindImage'
  | 'kindVideo'
  | 'kindVoice'
  | 'kindAudio'
  | 'kindDocument'
  | 'kindSticker'
  | 'kindLocation'
  | 'kindContact'
  | 'kindPoll'
  | 'kindWaiting'
  | 'kindRevoked'
  | 'composeBox'
  | 'sendButton'
  | 'attachButton'
  | 'attachDocument'
  | 'attachMedia'
  | 'fileInput'
  | 'captionBox'
  | 'mediaSendButton'
  | 'closeMedia';

/** Finds elements by the names of the data. A selector that is missing, or that Chromium cannot take, finds nothing. */
export interface Finder {
  find(name: SelectorName, within?: ParentNode): HTMLElement | null;
  findAll(name: SelectorName, within?: ParentNode): HTMLElement[];
  /** Whether there is a usable selector of that name. */
  knows(name: SelectorName): boolean;
}

export function createFinder(document: Document, selectors: Readonly<Record<string, unknown>>): Finder {
  const usable = new Map<string, string>();
  for (const [name, selector] of Object.entries(selectors)) {
    if (typeof selector === 'string' && isUsable(document, selector)) usable.set(name, selector);
  }

  function findAll(name: SelectorName, within: ParentNode = document): HTMLElement[] {
    const selector = usable.get(name);
    if (selector === undefined) return [];
    return Array.from(within.querySelectorAll(selector)).filter((element) => element instanceof HTMLElement);
  }

  return {
    find(name, within = document) {
      const selector = usable.get(name);
      const found = selector === undefined ? null : within.querySelector(selector);
      return found instanceof HTMLElement ? found : null;
    },
    findAll,
    knows: (name) => usable.has(name),
  };
}

function isUsable(document: Document, selector: string): boolean {
  try {
    document.createDocumentFragment().querySelector(selector);
    return true;
  } catch {
    return false;
  }
}

/** The selectors that the main process has put into the window just before this script. */
export function selectorsOf(window: Window): Record<string, unknown> {
  const data = (window as unknown as Record<string, unknown>)[PAGE_DATA_NAME];
  return typeof data === 'object' && data !== null ? { ...data } : {};
}
