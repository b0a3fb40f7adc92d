import type { PageState } from '../../../main/contract/page-reports.ts';
import type { Capability } from '../../../main/contract/values.ts';
import type { PageDriver, Report } from '../page-driver.ts';
import type { Screen } from '../read-screen.ts';
import type { StagedFiles } from '../staged-files.ts';
import { createAddresses } from './addresses.ts';
import { chatCommands } from './chat-commands.ts';
import type { DriverContext } from './driver-context.ts';
import { linkCommands } from './link-commands.ts';
import { mediaCommands } from './media-commands.ts';
import { messageCommands } from './message-commands.ts';
import { createMessages } from './messages.ts';
import { probeNeeds } from './needs.ts';
import { type MessageObserver, observeMessages } from './observe-messages.ts';
import { findReactionsFunction, observeAliases, observeReactions } from './observe-people.ts';
import { sendCommands } from './send-commands.ts';
import { asJid, asNumber } from './value.ts';
import type { Emitter, MessageStore, Wpp } from './wpp.ts';

/** `loaded`: the page's modules can be looked through; `ready`: the page has also come to its code or its chats. */
export type WaJsLevel = 'absent' | 'loaded' | 'ready';

export interface WaJsDriver extends PageDriver {
  level(): WaJsLevel;
  /** Listens to what the abilities given allow; what is listened to already stays as it is. */
  observe(abilities: ReadonlySet<Capability>): void;
  /** Listens to everything anew, and tells what was missed. */
  observeAnew(abilities: ReadonlySet<Capability>): void;
  /** Whether what the page holds has come to our ears. */
  isHearing(): boolean;
}

interface Dependencies {
  driver: Wpp;
  staged: StagedFiles;
  report: Report;
  /** Something of the page's state may have changed. */
  changed(): void;
}

/** The page driven through wa-js: by WhatsApp's own modules. */
export function createWaJsDriver({ driver, staged, report, changed }: Dependencies): WaJsDriver {
  const addresses = createAddresses(driver, (alias) => report({ kind: 'alias', alias }));
  const context: DriverContext = { driver, addresses, messages: createMessages(driver, addresses), report };
  const { pairingCode, forgetPairingCode, ...linking } = linkCommands(driver, changed);
  /** What ends each thing that is listened to. */
  const ends = new Map<'state' | 'messages' | 'reactions' | 'aliases', () => void>();
  let heard: { store: MessageStore; observer: MessageObserver } | null = null;

  function observe(abilities: ReadonlySet<Capability>): void {
    if (!ends.has('state')) ends.set('state', observeState(driver, changed));
    if (abilities.has('observe_messages') && !ends.has('messages')) listenToMessages();
    if (abilities.has('map_lids') && !ends.has('aliases')) ends.set('aliases', observeAliases(context));
    if (abilities.has('observe_reactions') && !ends.has('reactions')) {
      const end = observeReactions(context);
      if (end) ends.set('reactions', end);
    }
  }

  function listenToMessages(): void {
    const store = driver.whatsapp.MsgStore;
    if (!store) return;
    const observer = observeMessages(context, store, heard?.store === store ? heard.observer.missed() : []);
    heard = { store, observer };
    ends.set('messages', () => observer.stop());
  }

  function readState(screen: Screen): PageState {
    const authenticated = driver.conn.isAuthenticated() === true;
    if (authenticated) forgetPairingCode();
    const { Socket, Stream } = driver.whatsapp;
    // `conn.isMainReady()` is no use here: it is true on the QR page, and stays true after a log-out.
    const mainReady = Stream?.mode === 'MAIN';
    const code = screen.pairingCode ?? pairingCode();
    const shown = screen.linking === 'passkey' || code === null ? screen.linking : 'pairing-code';
    const linkingNow = authenticated ? null : shown;
    return {
      driver: 'wa-js',
      driverReady: true,
      authenticated,
      mainReady,
      socket: Socket?.state ?? null,
      linking: linkingNow,
      qr: linkingNow === 'qr' ? screen.qr : null,
      pairingCode: linkingNow === 'pairing-code' ? code : null,
      me: authenticated ? readMe(driver) : null,
      syncPercent: authenticated && !mainReady ? (readProgress(driver) ?? screen.syncPercent) : null,
      phoneOffline: screen.phoneOffline,
      updateNeeded: screen.updateNeeded || driver.conn.needsUpdate() === true,
      unsupportedBrowser: screen.unsupportedBrowser,
      blank: false,
    };
  }

  return {
    name: 'wa-js',
    level() {
      if (driver.isFullReady) return 'ready';
      return driver.isReady ? 'loaded' : 'absent';
    },
    probe() {
      const able = probeNeeds(driver);
      // The function may be there and yet not be within our reach.
      if (!ends.has('reactions') && !findReactionsFunction(driver)) able.delete('observe_reactions');
      return able;
    },
    readState,
    observe,
    observeAnew(abilities) {
      for (const end of ends.values()) end();
      ends.clear();
      observe(abilities);
    },
    isHearing: () =>
      heard !== null &&
      ends.has('messages') &&
      driver.whatsapp.MsgStore === heard.store &&
      heard.observer.missed().length === 0,
    commands: {
      ...chatCommands(context),
      ...sendCommands(context, staged),
      ...messageCommands(context),
      ...mediaCommands(context),
      ...linking,
    },
  };
}

/** Ready flags do not tell a lost socket or a new code: the page's own emitters do. Returns what ends it. */
function observeState(driver: Wpp, changed: () => void): () => void {
  const { Socket, Stream, Conn } = driver.whatsapp;
  const watched: [Emitter | undefined, string][] = [
    [Socket, 'change:state'],
    [Stream, 'change:mode'],
    [Stream, 'change:needsUpdate'],
    [Conn, 'change:ref'],
  ];
  for (const [emitter, event] of watched) emitter?.on(event, changed);
  return () => {
    for (const [emitter, event] of watched) emitter?.off(event, changed);
  };
}

/** The account that is linked, by its phone number and its lid. */
function readMe(driver: Wpp): PageState['me'] {
  try {
    const { UserPrefs } = driver.whatsapp;
    const phone = /^(\d{5,20})@c\.us$/.exec(asJid(UserPrefs?.getMaybeMePnUser?.()) ?? '')?.[1] ?? null;
    return { phone, lid: asJid(UserPrefs?.getMaybeMeLidUser?.()) };
  } catch {
    return null;
  }
}

function readProgress(driver: Wpp): number | null {
  try {
    const percent = asNumber(driver.conn.getHistorySyncProgress().progress);
    return percent === null ? null : Math.min(100, Math.max(0, percent));
  } catch {
    return null;
  }
}
