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
defineModel(SocketModel, 'socket', ['state', 'stream', 'hasSynced', 'canSend', 'lastPhoneMessage']);

class StreamModel extends BaseModel {
  markAvailable() {
    this.set('available', true);
  }

  markUnavailable() {
    this.set('available', false);
  }
}
defineModel(StreamModel, 'stream', [
  ...['mode', 'info', 'needsUpdate', 'available', 'displayInfo', 'phoneAuthed', 'isHardRefresh'],
]);

export class ConnImpl extends BaseModel {}
defineModel(ConnImpl, 'conn', ['ref', 'connected', 'platform', 'pushname', 'wid', 'isSMB', 'refTTL', 'locales']);

/** The page's commands: what its parts ask of each other. Listeners of the page's own do the work. */
export class CmdImpl extends Emitter {
  isMainLoaded = false;

  refreshQR() {
    this.trigger('refresh_qr');
  }

  async openChatBottom(request) {
    this.trigger('open_chat', request.chat ?? request);
    return true;
  }

  async openChatFromUnread(request) {
    this.trigger('open_chat', request.chat ?? request);
    return true;
  }

  async openChatAt(request) {
    this.trigger('open_chat', request.chat ?? request);
    return true;
  }

  closeChat(chat) {
    this.trigger('close_chat', chat);
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
export const stream = new StreamModel({ mode: undefined, info: 'OPENING', needsUpdate: false, phoneAuthed: true });
export const networkStatus = new NetworkStatusModel({ online: true });
export const backendEventBus = new Emitter();

/** What the linking screens of WhatsApp tell each other while a code is typed into the phone. */
export const linkDeviceEvents = new Emitter();

/**
 * Who this device is: its key, the account it is linked to (or null), and the keys that are part of the QR code.
 * `naming` says for as long as the page is loaded whether people go by their numbers or by lids.
 */
export const identity = { device: '', account: null, name: null, keys: null, naming: 'phone', lid: null };

/** How far the history of the account has come, in percent. */
export const historySync = { realProgress: 100, remainingPausedSeconds: 0 };

export function isLoggedIn() {
  return identity.account !== null;
}

/** The account's own id, or undefined before it is known. */
export function meUser() {
  return identity.account === null ? undefined : new Wid(`${identity.account}@c.us`);
}

/** The account's own lid, or undefined where people still go by their numbers. */
export function meLid() {
  return identity.lid === null ? undefined : new Wid(identity.lid);
}

/** Who the account is in that chat: in a chat that goes by lids it has its own. */
export function meIn(chat) {
  return chat.server === 'c.us' ? meUser() : (meLid() ?? meUser());
}

export function isMe(wid) {
  if (!wid) return false;
  const id = String(wid);
  return id === String(meUser()) || id === String(meLid());
}
