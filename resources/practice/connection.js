import { forgetDevice, saveDevice } from './device-store.js';
import { applySnapshot, receiveAck, receiveMessage, receiveSeen } from './incoming.js';
import { cmd, conn, identity, isLoggedIn, networkStatus, SOCKET_STATE, socket, stream } from './session.js';
import { getJson, openStream, pauseAfter, postJson } from './transport.js';

/** The QR code as the page shows it; null while it loads. `idle` waits for a click. */
export const linkScreen = { code: null, idle: false, onChange: () => {} };

let cursor = 0;
let filled = false;

/** Connects, and connects again whenever the stream breaks. Never returns. */
export async function stayConnected() {
  cmd.on('logout_requested', () => postJson('logout', {}).catch(() => {}));
  cmd.on('refresh_qr', () => postJson('code', {}).catch(() => {}));
  for (let failures = 0; ; failures += 1) {
    socket.set('state', SOCKET_STATE.OPENING);
    try {
      if (await connectOnce()) failures = 0;
    } catch (error) {
      if (!(error instanceof TypeError)) console.warn('practice connection:', error);
    }
    networkStatus.set('online', navigator.onLine);
    await pauseAfter(failures);
  }
}

/** One connection, from opening to its end. Resolves with whether it was ever open. */
async function connectOnce() {
  let snapshot = null;
  if (!filled) {
    snapshot = await getJson('snapshot');
    cursor = snapshot.cursor;
    if (isLoggedIn() !== (snapshot.linked !== null)) {
      if (isLoggedIn()) return loggedOut();
      await becomeLinked(snapshot.linked.account);
    }
  }
  return new Promise((resolve) => {
    let opened = false;
    // What arrives while the chats are being filled in waits its turn.
    let waiting = [];
    const inTurn = (handle) => (data, seq) => {
      if (waiting) waiting.push(() => handle(data));
      else handle(data);
      cursor = Math.max(cursor, seq ?? 0);
    };
    const close = openStream(
      cursor,
      {
        hello: ({ linked, cursor: serverCursor }) => {
          opened = true;
          // Another ledger, or an unlinking that we missed: start from nothing.
          if (serverCursor < cursor) location.reload();
          else if (linked !== isLoggedIn()) location.reload();
          else if (linked)
            onLinkedStream(snapshot).then(() => {
              for (const handle of waiting) handle();
              waiting = null;
            });
        },
        code: showCode,
        idle: showIdle,
        linked: async ({ account }) => {
          socket.set('state', SOCKET_STATE.PAIRING);
          await becomeLinked(account);
          close();
          resolve(true);
        },
        unlinked: () => {
          close();
          loggedOut();
        },
        message: inTurn(receiveMessage),
        ack: inTurn(receiveAck),
        seen: inTurn(receiveSeen),
      },
      () => {
        if (!isLoggedIn()) setCode(null, false);
        stream.set('info', 'OFFLINE');
        resolve(opened);
      },
    );
  });
}

/** The socket is open before the chats are there, as on the real page. */
async function onLinkedStream(snapshot) {
  socket.set({ state: SOCKET_STATE.CONNECTED, stream: 'CONNECTED' });
  if (!filled) {
    stream.set({ mode: 'SYNCING', info: 'SYNCING' });
    await new Promise((resolve) => setTimeout(resolve, 100));
    applySnapshot(snapshot);
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
  setCode(null, false);
  filled = false;
}

/** The identity is gone; the real page loads itself anew and shows a fresh QR code. */
async function loggedOut() {
  await forgetDevice();
  identity.account = null;
  socket.set('state', SOCKET_STATE.UNPAIRED);
  cmd.trigger('logout');
  setTimeout(() => location.reload(), 400);
  return new Promise(() => {});
}

function showCode(code) {
  const { ref, noiseKey, identityKey, advSecret } = code;
  identity.keys = { noiseKey, identityKey, advSecret };
  socket.set('state', SOCKET_STATE.UNPAIRED);
  stream.set({ mode: 'QR', info: 'PAIRING' });
  setCode(code, false);
  conn.set('ref', ref);
}

function showIdle() {
  socket.set('state', SOCKET_STATE.UNPAIRED_IDLE);
  setCode(null, true);
  conn.set('ref', undefined);
}

function setCode(code, idle) {
  linkScreen.code = code;
  linkScreen.idle = idle;
  linkScreen.onChange();
}
