import type { PageState } from '../contract/page-reports.ts';
import type { SessionCause, SessionState } from '../contract/values.ts';

/** Whose account the page is linked to, as far as it is known in this load of it. */
export type AccountTrust =
  | 'own'
  /** Somebody else's number. */
  | 'foreign'
  /** The page has not said it yet. */
  | 'unknown'
  /** The page does not say it, and nobody has ever seen that it is the lawyer's. */
  | 'unverifiable';

export interface Situation {
  state: SessionState;
  cause?: SessionCause;
  qr?: string;
  pairingCode?: string;
  syncPercent?: number;
}

/** What a session knows beside what the page says at this moment. */
export interface SessionMemory {
  /** It was ready since the last log-in: that tells a first log-in from a lost connection. */
  wasReady: boolean;
  wasAuthenticated: boolean;
  /** That the log-in is lost was said since. */
  saidLoggedOut: boolean;
  /** A code has been shown since the last log-in. Between two codes there is none for a moment: that is no new state. */
  showedCode: boolean;
  /** No code has come for long. */
  isCodeLate: boolean;
  /** The code that can be scanned no more, though the page still shows it. */
  staleCode: string | null;
  /** Somebody has logged out here, not on the phone. */
  loggedOutHere: boolean;
  account: AccountTrust;
  /** The machine has a network, as far as it knows. */
  isOnline: boolean;
  /** Messages arrive that the page does not tell of, whatever was tried. */
  nothingArrives: boolean;
  isDiskAlmostFull: boolean;
  /** Some ability is missing, or done by the second driver. */
  isReduced: boolean;
}

export function newSessionMemory(): SessionMemory {
  return {
    wasReady: false,
    wasAuthenticated: false,
    saidLoggedOut: false,
    showedCode: false,
    isCodeLate: false,
    staleCode: null,
    loggedOutHere: false,
    account: 'unknown',
    isOnline: true,
    nothingArrives: false,
    isDiskAlmostFull: false,
    isReduced: false,
  };
}

/**
 * The session's state by what the page says of itself. A session is ready only when it is logged in with the lawyer's own
 * account, connected and has its chats: the page's own "ready" flags are true on the QR page, too.
 */
export function situationOf(page: PageState, memory: SessionMemory): Situation {
  if (page.authenticated) return linked(page, memory);
  if (page.unsupportedBrowser) return { state: 'unsupported-browser' };
  if (page.blank) return comingUp(memory, 'page_blank');
  if (!page.driverReady) return comingUp(memory, null);
  return linking(page, memory);
}

function linked(page: PageState, memory: SessionMemory): Situation {
  if (memory.account === 'foreign') return { state: 'failed', cause: 'other_account' };
  if (memory.account === 'unverifiable') return { state: 'failed', cause: 'driver_not_ready' };
  if (page.blank) return comingUp(memory, 'page_blank');
  const isCut = page.socket !== null && page.socket !== 'CONNECTED';
  if (page.socket !== 'CONNECTED') return comingUp(memory, isCut && memory.wasReady ? 'network_lost' : null);
  if (page.mainReady && memory.account === 'own') return withCause('ready', readyCause(page, memory));
  if (memory.wasReady) return { state: 'reconnecting' };
  return { state: 'syncing', ...(page.syncPercent === null ? {} : { syncPercent: page.syncPercent }) };
}

/** On its way to be what it was before, or to be ready for the first time. */
function comingUp(memory: SessionMemory, cause: SessionCause | null): Situation {
  const state = memory.wasReady ? 'reconnecting' : 'starting';
  return withCause(state, cause ?? (memory.isOnline ? null : 'network_lost'));
}

function readyCause(page: PageState, memory: SessionMemory): SessionCause | null {
  if (memory.nothingArrives) return 'nothing_arrives';
  if (page.phoneOffline) return 'phone_offline';
  if (memory.isDiskAlmostFull) return 'disk_almost_full';
  if (page.updateNeeded) return 'whatsapp_update_needed';
  return page.driver === 'dom' || memory.isReduced ? 'driver_reduced' : null;
}

function linking(page: PageState, memory: SessionMemory): Situation {
  if (page.linking === 'passkey') return { state: 'passkey-required' };
  if (page.linking === 'pairing-code') {
    return { state: 'pairing-code', ...(page.pairingCode === null ? {} : { pairingCode: page.pairingCode }) };
  }
  const loggedOut = memory.loggedOutHere ? 'logged_out_by_person' : 'logged_out_by_phone';
  const before = memory.wasAuthenticated ? loggedOut : null;
  if (page.linking === 'qr-idle') return withCause('qr', 'qr_idle');
  if (page.qr && page.qr !== memory.staleCode) return { ...withCause('qr', before), qr: page.qr };
  if (memory.showedCode) return withCause('qr', memory.isCodeLate ? 'qr_loading' : before);
  if (memory.wasAuthenticated) return withCause('logged-out', loggedOut);
  return withCause('starting', memory.isCodeLate ? 'qr_loading' : null);
}

function withCause(state: SessionState, cause: SessionCause | null): Situation {
  return cause === null ? { state } : { state, cause };
}
