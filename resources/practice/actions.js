import { MsgKey, Wid } from './ids.js';
import { alternateWid, learnLid } from './lids.js';
import { attributesOf } from './message-attributes.js';
import { pageEvents } from './page-events.js';
import { keepReactions } from './reactions.js';
import { identity } from './session.js';
import { chatStore, ensureContact, msgStore, newsletterStore } from './stores.js';
import { getJson, postJson } from './transport.js';

// What the page can do with chats: the functions which wa-js finds and calls.

/** Finds the chat, or makes an empty one if the number is on WhatsApp. A person's two names lead to the same chat. */
export async function findOrCreateLatestChat(wid) {
  const id = new Wid(wid.toString());
  const known = knownChat(id);
  if (known) return { chat: known, created: false };
  const exists = id.isUser() ? await queryWidExists(id) : null;
  if (!exists) throw new Error(`findOrCreateLatestChat: ${id} is not on WhatsApp`);
  const name = identity.naming === 'lid' ? exists.lid : exists.wid;
  const held = chatStore.get(name);
  if (held) return { chat: held, created: false };
  const chat = chatStore.ensure(name, { phoneNumber: name.isLid() ? exists.wid : undefined }, { createdLocally: true });
  return { chat, created: true };
}

function knownChat(id) {
  if (id.isNewsletter()) return newsletterStore.get(id);
  const other = id.isUser() ? alternateWid(id) : undefined;
  return chatStore.get(id) ?? (other && chatStore.get(other));
}

/** Messages next to `anchor` (a MsgKey, left out), oldest first, as plain attributes. Calls are in another table. */
export async function msgFindByDirection({ anchor, count, direction }) {
  if (!anchor) return { messages: [], status: 404 };
  const { messages, found } = await historyAt(anchor, count, direction);
  return { messages: messages.map(keepLive), status: found ? 200 : 404 };
}

/** The missed calls of the anchor's chat, up to the anchor. */
export async function msgFindCallLog({ anchor, count }) {
  const { messages } = await historyAt(anchor, Number.isFinite(count) ? count + 1 : 1_000, 'before', true);
  return messages.map(keepLive);
}

/** The search context of a message: a collection which holds it and its neighbours once `loadAroundPromise` is done. */
export function getSearchContext(chat, msgKey) {
  const found = new Map();
  const collection = {
    get: (key) => chat.msgs.get(key) ?? found.get(key.toString()),
    loadAroundPromise: historyAt(msgKey, 20, 'around').then(({ messages }) => {
      for (const attributes of messages) found.set(attributes.id.toString(), keepLive(attributes));
    }),
  };
  return { collection, key: msgKey, highlightMsg: true };
}

async function historyAt(key, count, direction, calls = false) {
  const { messages, found } = await getJson('history', {
    chat: key.remote.toString(),
    naming: identity.naming,
    id: key.id,
    fromMe: String(key.fromMe),
    direction,
    count: String(Math.max(0, Math.min(count, 100_000))),
    calls: String(calls),
  });
  for (const wire of messages) keepReactions(wire.reactions);
  return { messages: messages.map(attributesOf), found };
}

/** The message in memory is more up to date than the one from history. */
function keepLive(attributes) {
  return msgStore.get(attributes.id)?.attributes ?? attributes;
}

/** Tells the server that the chat has been read. */
export async function sendSeen(chat) {
  if (!chat.unreadCount) return;
  await postJson('seen', { chat: chat.id.toString() });
  chat.set('unreadCount', 0);
  pageEvents.trigger('chats');
}

/** Tells the client's phone that somebody types, records, or neither. */
export async function sendPresence(chat, state) {
  await postJson('presence', { chat: chat.id.toString(), state });
}

/** WhatsApp's ids for a number or a lid, or null where there is nobody. The page knows both names from then on. */
export async function queryWidExists(wid) {
  if (!wid.isUser()) return null;
  const { found } = await postJson('exists', { user: wid.toString() });
  if (found === null) return null;
  const phone = new Wid(`${found.phone}@c.us`);
  if (found.lid === null) return { wid: phone, biz: false };
  learnLid(found.lid, found.phone);
  const lid = new Wid(found.lid);
  if (chatStore.get(lid)) ensureContact(lid, { phoneNumber: phone });
  return { wid: phone, lid, biz: false };
}

/** A number that was typed into the search, as a chat; undefined where there is no such person. */
export async function chatOfNumber(text) {
  const digits = text.replaceAll(/[\s().-]/g, '').replace(/^\+/, '');
  if (!/^\d{7,15}$/.test(digits)) return undefined;
  return findOrCreateLatestChat(new Wid(`${digits}@c.us`)).then(
    ({ chat }) => chat,
    () => undefined,
  );
}

/** The key of a message of ours that is still to be sent. */
export async function newKey(chat) {
  const participant = chat.id.isUser() ? undefined : meForKey(chat);
  return new MsgKey({ fromMe: true, remote: chat.id, id: await MsgKey.newId(), participant });
}

function meForKey(chat) {
  return chat.id.isGroup() && identity.lid !== null ? new Wid(identity.lid) : new Wid(`${identity.account}@c.us`);
}
