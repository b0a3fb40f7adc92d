import {
  backendEventBus,
  CmdImpl,
  ConnImpl,
  cmd,
  conn,
  historySync,
  isLoggedIn,
  linkDeviceEvents,
  networkStatus,
  SOCKET_STATE,
  socket,
  stream,
} from '../session.js';

/** The revision whose shape these modules follow. */
export const VERSION = '2.3000.1044822804';

const SOCKET_STREAM = Object.freeze({ DISCONNECTED: 'DISCONNECTED', SYNCING: 'SYNCING', CONNECTED: 'CONNECTED' });
const LogoutReason = Object.freeze({
  UserInitiated: 'user_initiated',
  UnknownCompanion: 'unknown_companion',
  AccountLocked: 'account_locked',
});
const LOGOUT_REASON_CODE = Object.freeze({ CLIENT_FATAL: '0', SYNC_FAIL: '1', ACCOUNT_LOCKED: '3' });

/** WhatsApp's code for why a device was logged out; wa-js reports the reason when this is asked. */
export function getErrorCodeFromLogoutReason(reason) {
  return reason === LogoutReason.AccountLocked ? LOGOUT_REASON_CODE.ACCOUNT_LOCKED : undefined;
}

/** What says in which state the session is. */
export const stateModules = {
  WAWebUserPrefsIsLoggedIn: () => ({ isLoggedIn }),
  WAWebUserPrefsMultiDevice: () => ({ isRegistered: isLoggedIn }),
  WAWebConnModel: () => ({ Conn: conn, ConnImpl }),
  WAWebStreamModel: () => ({ Stream: stream }),
  WAWebSocketModel: () => ({ Socket: socket }),
  WAWebSocketConstants: () => ({ SOCKET_STATE, SOCKET_STREAM }),
  WAWebStreamConstants: () => ({ StreamInfo: { NORMAL: 'NORMAL' }, StreamMode: { QR: 'QR', MAIN: 'MAIN' } }),
  WAWebCmd: () => ({ Cmd: cmd, CmdImpl }),
  WAWebNetworkStatus: () => ({ default: networkStatus }),
  WAWebBackendEventBus: () => ({ BackendEventBus: backendEventBus, BackendEvent: {} }),
  WAWebHistorySyncProgress: () => ({ getHistorySyncProgressModel: () => historySync }),
  WAWebLinkDeviceEvents: () => ({ WAWebLinkDeviceEvents: linkDeviceEvents }),
  WAWebLogoutReason: () => ({ getErrorCodeFromLogoutReason }),
  WAWebLogoutReasonConstants: () => ({ LogoutReason, LOGOUT_REASON_CODE }),
  WAWebBuildConstants: () => ({
    VERSION_STR: VERSION,
    SANITIZED_VERSION_STR: VERSION,
    VERSION_PRIMARY: '2',
    VERSION_SECONDARY: '3000',
    VERSION_TERTIARY: '1044822804',
  }),
};
