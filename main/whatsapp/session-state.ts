import type { PageState } from '../contract/page.ts';
import type { SessionCause, SessionState } from '../contract/values.ts';

export interface SessionSituation {
  state: SessionState;
  cause?: SessionCause;
  qr?: string;
}

/** What a session remembers of the time before: it tells a first log-in from a lost one. */
export interface SessionHistory {
  wasReady: boolean;
  wasAuthenticated: boolean;
  /** A code has been shown since the last log-in. Between two codes there is none for a moment: that is no new state. */
  showedCode: boolean;
}

/**
 * The session's state by what the page says of itself. A session is ready only when it is logged in, connected and has
 * its chats: the page's own "ready" flags are true on the QR page, too.
 */
export function situationOf(page: PageState, history: SessionHistory): SessionSituation {
  if (page.unsupportedBrowser && !page.driverReady) return { state: 'failed', cause: 'unsupported_browser' };
  if (!page.driverReady) return { state: history.wasReady ? 'reconnecting' : 'starting' };
  if (page.authenticated) {
    if (page.socket === 'CONNECTED' && page.mainReady) return { state: 'ready' };
    return history.wasReady ? { state: 'reconnecting', cause: 'network_lost' } : { state: 'starting' };
  }
  const cause = history.wasAuthenticated ? { cause: 'logged_out_by_phone' as const } : {};
  if (page.qr) return { state: 'qr', qr: page.qr, ...cause };
  if (history.showedCode) return { state: 'qr', ...cause };
  return history.wasAuthenticated ? { state: 'logged-out', ...cause } : { state: 'starting' };
}
