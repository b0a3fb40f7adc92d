import { Emitter } from './emitter.js';
import { Wid } from './ids.js';
import { BaseModel, defineModel } from './models.js';

export const SOCKET_STATE = Object.freeze({
  OPENING: 'OPENING',
  PAIRING: 'PAIRING',
  UNPAIRED: 'UNPAIRED',
  UNPAIRED_IDLE: 'UNPAIRED_IDLE',
  CONNECTED: 'CONNECTED',
  TIMEOUT: 'TIMEOUT',
  CONFLICT: 'CONFLICT',
  UNLAUNCHED: 'UNLAUNCHED',
  PROXYBLOCK: 'PROXYBLOCK',
  TOS_BLOCK: 'TOS_BLOCK',
  SMB_TOS_BLOCK: 'SMB_TOS_BLOCK',
  DEPRECATED_VERSION: 'DEPRECATED_VERSION',
});

class SocketModel extends BaseModel {
  initConn() {}

  poke() {
    cmd.refreshQR();
  }

  logout() {
    cmd.trigger('logout_requested');
  }
}
defineModel(SocketModel, 'socket', ['state', 'stream', 'hasSynced', 'canSend']);

class StreamModel extends BaseModel {}
defineModel(StreamModel, 'stream', ['mode', 'info', 'needsUpdate', 'available', 'displayInfo']);

export class ConnImpl extends BaseModel {}
defineModel(ConnImpl, 'conn', ['ref', 'connected', 'platform', 'pushname', 'wid', 'isSMB']);

export class CmdImpl extends Emitter {
  isMainLoaded = false;

  refreshQR() {
    this.trigger('refresh_qr');
  }
}

class NetworkStatusModel extends BaseModel {
  async checkOnline() {
    return this.online;
  }
}
defineModel(NetworkStatusModel, 'network-status', ['online']);

export const cmd = new CmdImpl();
export const conn = new ConnImpl({ ref: undefined, connected: false, platform: 'android', isSMB: false });
export const socket = new SocketModel({ state: SOCKET_STATE.UNLAUNCHED, stream: 'DISCONNECTED' });
export const stream = new StreamModel({ mode: undefined, info: 'OPENING', needsUpdate: false });
export const networkStatus = new NetworkStatusModel({ online: true });
export const backendEventBus = new Emitter();

/** Who this device is: its key, the account it is linked to (or null), and the keys that are part of the QR code. */
export const identity = { device: '', account: null, name: null, keys: null };

export function isLoggedIn() {
  return identity.account !== null;
}

/** The account's own id, or undefined before it is known. */
export function meUser() {
  return identity.account === null ? undefined : new Wid(`${identity.account}@c.us`);
}
