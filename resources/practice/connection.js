import { forgetDevice, saveDevice } from './device-store.js';
import { faults } from './faults.js';
import * as incoming from './incoming.js';
import { learnLid } from './lids.js';
import { askForPasskey, showLinking } from './linking.js';
import { callModule } from './module-system.js';
import { getErrorCodeFromLogoutReason } from './modules/state-modules.js';
import { resumeUnsent } from './sending.js';
import {
  cmd,
  conn,
  identity,
  isLoggedIn,
  linkDeviceEvents,
  networkStatus,
  SOCKET_STATE,
  socket,
  stream,
} from './session.js';
import { getJson, openStream, pauseAfter, postJson } from './transport.js';
import { hang } from './unkindness.js';

/** The socket is open so many milliseconds before the chats are there. */
const syncMs = 100;

/** After so many failed tries the socket is said to have timed out. */
const triesBeforeTimeout = 3;

let cursor = 0;
let filled = false;

/** Connects, and connects again whenever the stream breaks. Never returns. */
export async function stayConnected() {
  cmd.on('logout_requested', () => postJson('logout', {}).catch(() => {}));
  cmd.on('refresh_qr', () => {
    showLinking({ pairing: null });
    postJson('code', {}).catch(() => {});
  });
  for (let failures = 0; ; failures += 1) {
    socket.set('state', failures < triesBeforeTimeout ? SOCKET_STATE.OPENING : SOCKET_STATE.TIMEOUT);
    try {
      if (await connectOnce()) failures = 0;
      else networkStatus.set('online', false);
    } catch (error) {
      if (!(error instanceof TypeError)) console.warn('practice connection:', error);
      networkStatus.set('online', false);
    }
    await pauseAfter(failures);
  }
}

/** One connection, from opening to its end. Resolves with whether it was ever open. */
async function connectOnce() {
  const snapshot = filled ? null : await takeSnapshot();
  return new Promise((resolve) => {
    let opened = false;
    // What arrives while the chats are being filled in waits its turn.
    let waiting = [];
    const inTurn = (handle) => (data) => {
      if (waiting) waiting.push(() => handle(data));
      else handle(data);
    };
    const close = openStream(
      cursor,
      {
        hello: ({ linked, cursor: serverCursor, faults: now }) => {
          opened = true;
          networkStatus.set('online', true);
          faults.take(now);
          // Another ledger, or an unlinking that we missed: start from nothing.
          if (serverCursor < cursor || linked !== isLoggedIn()) location.reload();
          else if (linked) {
            onLinkedStream(snapshot).then(() => {
              for (const handle of waiting) handle();
              waiting = null;
            });
          }
        },
        ...linkingHandlers,
        linked: async ({ account }) => {
          socket.set('state', SOCKET_STATE.PAIRING);
          await becomeLinked(account);
          close();
          resolve(true);
        },
        unlinked: ({ by }) => {
          close();
          loggedOut(by);
        },
        faults: (now) => faults.take(now),
        hang: ({ ms }) => hang(ms),
        update: incoming.receiveUpdate,
        message: inTurn(incoming.receiveMessage),
        ack: inTurn(incoming.receiveAck),
        edit: inTurn(incoming.receiveEdit),
        revoke: inTurn(incoming.receiveRevoke),
        reaction: inTurn(incoming.receiveReaction),
        seen: inTurn(incoming.receiveSeen),
        presence: inTurn(incoming.receivePresence),
        history: inTurn(incoming.applySummary),
        reuploaded: inTurn(incoming.receiveReupload),
        lid: inTurn(({ lid, phone }) => learnLid(lid, phone)),
      },
      (seq) => {
        cursor = Math.max(cursor, seq);
      },
      () => {
        if (!isLoggedIn()) showLinking({ code: null, idle: false });
        stream.set('info', 'OFFLINE');
        resolve(opened);
      },
    );
  });
}

async function takeSnapshot() {
  const snapshot = await getJson('snapshot');
  cursor = snapshot.cursor;
  identity.naming = snapshot.naming;
  if (isLoggedIn() !== (snapshot.linked !== null)) {
    if (isLoggedIn()) return loggedOut('phone');
    await becomeLinked(snapshot.linked.account);
  }
  identity.lid = snapshot.linked?.lid ?? null;
  return snapshot;
}

/** The socket is open before the chats are there, as on the real page. */
async function onLinkedStream(snapshot) {
  socket.set({ state: SOCKET_STATE.CONNECTED, stream: 'CONNECTED' });
  if (!filled) {
    stream.set({ mode: 'SYNCING', info: 'SYNCING' });
    await new Promise((resolve) => setTimeout(resolve, syncMs));
    incoming.applySnapshot(snapshot);
    await resumeUnsent();
    incoming.noteHistoryProgress(100);
    filled = true;
  }
  stream.set({ mode: 'MAIN', info: 'NORMAL' });
  if (!cmd.isMainLoaded) {
    cmd.isMainLoaded = true;
    cmd.trigger('main_loaded');
  }
}

async function becomeLinked(account) {
  await saveDevice({ id: identity.device, account });
  identity.account = account;
  conn.set({ ref: undefined, connected: true });
  showLinking({ code: null, idle: false, pairing: null, passkey: false });
  incoming.noteHistoryProgress(0);
  filled = false;
}

/** What WhatsApp calls the reasons for which a device is logged out. */
const logoutReasons = { device: 'user_initiated', phone: 'unknown_companion', whatsapp: 'account_locked' };

/** The identity is gone; the real page loads itself anew and shows a fresh QR code. */
async function loggedOut(by) {
  const reason = logoutReasons[by] ?? logoutReasons.phone;
  callModule('WAWebLogoutReason', 'getErrorCodeFromLogoutReason', getErrorCodeFromLogoutReason, reason);
  await forgetDevice();
  identity.account = null;
  socket.set('state', SOCKET_STATE.UNPAIRED);
  cmd.trigger('logout');
  setTimeout(() => location.reload(), 400);
  return new Promise(() => {});
}

const linkingHandlers = {
  code(code) {
    const { ref, noiseKey, identityKey, advSecret } = code;
    identity.keys = { noiseKey, identityKey, advSecret };
    socket.set('state', SOCKET_STATE.UNPAIRED);
    stream.set({ mode: 'QR', info: 'PAIRING' });
    showLinking({ code, idle: false });
    conn.set('ref', ref);
  },
  idle() {
    socket.set('state', SOCKET_STATE.UNPAIRED_IDLE);
    stream.set({ mode: 'QR', info: 'PAIRING' });
    showLinking({ code: null, idle: true });
    conn.set('ref', undefined);
  },
  /** The code is on its way, and does not come. */
  loading() {
    socket.set('state', SOCKET_STATE.UNPAIRED);
    stream.set({ mode: 'QR', info: 'PAIRING' });
    showLinking({ code: null, idle: false });
    conn.set('ref', undefined);
  },
  passkey: askForPasskey,
  phone_answered: () => linkDeviceEvents.trigger('link_device_events:primary_hello_received'),
};
