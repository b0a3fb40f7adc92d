import { MsgKey, Wid } from './ids.js';
import { attributesOf } from './incoming.js';
import { chatStore, msgStore, takeMessage } from './stores.js';
import { getJson, postJson, postMessage } from './transport.js';

// What the page can do: the functions which wa-js finds and calls.

/** Finds the chat, or makes an empty one if the number is on WhatsApp. */
export async function findOrCreateLatestChat(wid) {
  const id = new Wid(wid.toString());
  const known = chatStore.get(id);
  if (known) return { chat: known, created: false };
  const exists = await queryWidExists(id);
  if (!exists) throw new Error(`findOrCreateLatestChat: ${id} is not on WhatsApp`);
  return { chat: chatStore.ensure(exists.wid), created: true };
}

/**
 * Puts the message into the chat and sends it. Answers at once with two promises: the message as it stands in the
 * chat, and the result once the server has answered.
 */
export function addAndSendMsgToChat(chat, data) {
  const key = data.id instanceof MsgKey ? data.id : MsgKey.fromString(data.id.toString());
  const message = takeMessage(chat, { ...data, id: key, ack: 0 });
  const sent = postMessage({ chat: key.remote.toString(), id: key.id, text: data.body }).then(
    ({ t, ack }) => {
      message.set('t', t);
      if (ack > (message.ack ?? 0)) message.updateAck(ack);
      return { messageSendResult: 'OK', t };
    },
    (error) => {
      message.updateAck(-1);
      return { messageSendResult: 'ERROR_UNKNOWN', error: String(error) };
    },
  );
  return [Promise.resolve(message), sent];
}

/** The page's own way of sending, used by the compose box. */
export async function sendTextMsgToChat(chat, text) {
  const id = await MsgKey.newId();
  const key = new MsgKey({ fromMe: true, remote: chat.id, id });
  const data = {
    id: key,
    type: 'chat',
    body: text,
    t: Math.floor(Date.now() / 1000),
    to: chat.id,
    self: 'out',
    isNewMsg: true,
  };
  const [message, result] = addAndSendMsgToChat(chat, data);
  await message;
  return result;
}

/** Messages next to `anchor` (a MsgKey, left out), oldest first, as plain attributes. */
export async function msgFindByDirection({ anchor, count, direction }) {
  if (!anchor) return { messages: [] };
  const messages = await historyAt(anchor, count, direction);
  return { messages: messages.map(keepLive) };
}

/** The search context of a message: a collection which holds it and its neighbours once `loadAroundPromise` is done. */
export function getSearchContext(chat, msgKey) {
  const collection = {
    get: (key) => chat.msgs.get(key) ?? found.get(key.toString()),
    loadAroundPromise: historyAt(msgKey, 20, 'around').then((messages) => {
      for (const attributes of messages) found.set(attributes.id.toString(), keepLive(attributes));
    }),
  };
  const found = new Map();
  return { collection };
}

async function historyAt(key, count, direction) {
  const { messages } = await getJson('history', {
    chat: key.remote.toString(),
    id: key.id,
    fromMe: String(key.fromMe),
    direction,
    count: String(Math.max(0, Math.min(count, 100_000))),
  });
  return messages.map(attributesOf);
}

/** The message in memory is more up to date than the one from history. */
function keepLive(attributes) {
  return msgStore.get(attributes.id)?.attributes ?? attributes;
}

/** Tells the server that the chat has been read. */
export async function sendSeen(chat) {
  if (chat.unreadCount === 0) return;
  await postJson('seen', { chat: chat.id.toString() });
  chat.set('unreadCount', 0);
}

/** WhatsApp's id for a number, or null where there is none. */
export async function queryWidExists(wid) {
  if (wid.server !== 'c.us') return null;
  const { chat } = await postJson('exists', { phone: wid.user });
  return chat === null ? null : { wid: new Wid(chat), biz: false };
}
