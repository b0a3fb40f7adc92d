import { newKey, queryWidExists } from './actions.js';
import { MsgKey, Wid } from './ids.js';
import { receiveAck, reportReaction } from './incoming.js';
import { attributesOf } from './message-attributes.js';
import { callModule } from './module-system.js';
import { loadUnsent } from './outbox-store.js';
import { refusedIds, sendOut } from './outgoing.js';
import { pageEvents } from './page-events.js';
import { becomeRevoked, revokedAttributes, setText, textOf } from './protocol-messages.js';
import { cmd, identity, isMe, meIn } from './session.js';
import { chatStore, msgStore, takeMessage } from './stores.js';

// What the lawyer sends: messages, edits, revokes, reactions.

const SENT = 'OK';
const NOT_SENT = 'ERROR_UNKNOWN';

/**
 * Puts the message into the chat and sends it. Answers at once with two promises: the message as it stands in the
 * chat, and the result once the server has answered.
 */
export function addAndSendMsgToChat(chat, data) {
  const key = data.id instanceof MsgKey ? data.id : MsgKey.fromString(data.id.toString());
  const message = takeMessage(chat, { ...data, id: key, ack: 0 });
  return [Promise.resolve(message), deliver(message, itemOf({ ...data, id: key }))];
}

/** Sends what stands in a chat already, and follows what becomes of it. */
export async function deliver(message, item) {
  const { ok, t, ack, code } = await sendOut(item);
  if (!ok) {
    message.set({ isSendFailure: true });
    message.updateAck(-1);
    pageEvents.trigger('messages', null);
    return { messageSendResult: NOT_SENT, error: code };
  }
  message.set('t', t);
  if ((message.ack ?? 0) < 1) message.updateAck(1);
  // What was sent by an earlier load may have been delivered and read meanwhile: the receipts come once more.
  if (ack > message.ack) receiveAck({ chat: message.id.remote.toString(), id: message.id.id, ack, t });
  pageEvents.trigger('messages', null);
  return { messageSendResult: SENT, t };
}

const typesOut = { chat: 'text', ptt: 'voice' };

/** A message of ours as the server takes it. */
export function itemOf(message, media) {
  const { id, type } = message;
  const quoted = message.quotedStanzaID;
  return {
    op: 'message',
    chat: id.remote.toString(),
    id: id.id,
    type: typesOut[type] ?? type,
    text: media ? captionOf(message) : String(message.body ?? ''),
    ...(media ? { media } : {}),
    ...(quoted ? { quoted: { id: quoted, fromMe: isMe(message.quotedParticipant) } } : {}),
    ...(message.isForwarded ? { forwarded: true } : {}),
  };
}

/** A document without a caption shows its name in the caption's place, which nobody has written. */
function captionOf(message) {
  return message.isCaptionByUser === false ? '' : (message.caption ?? '');
}

/** The page's own way of sending, used by the compose box. */
export async function sendTextMsgToChat(chat, text, context = {}) {
  const id = await newKey(chat);
  const base = { id, type: 'chat', body: text, ...basics(chat), ...context };
  const [message, result] = callModule(
    'WAWebSendMsgChatAction',
    'addAndSendMsgToChat',
    addAndSendMsgToChat,
    chat,
    base,
  );
  await message;
  return result;
}

/** What every message of ours has. */
export function basics(chat) {
  const t = Math.floor(Date.now() / 1000);
  return { t, from: meIn(chat.id), to: chat.id, self: 'out', isNewMsg: true, local: true, ack: 0 };
}

/** Within a quarter of an hour one's own text, or caption, can be changed. */
const editSeconds = 15 * 60;

function isFresh(message) {
  return message.id.fromMe && Date.now() / 1000 - (message.t ?? 0) < editSeconds;
}

export function canEditText(message) {
  return message.type === 'chat' && isFresh(message);
}

export function canEditCaption(message) {
  return ['image', 'video', 'document'].includes(message.type) && isFresh(message);
}

/** Changes the text at once, and takes that back when WhatsApp refuses it. */
export async function addAndSendMessageEdit(message, data) {
  const before = textOf(message);
  const { latestEditMsgKey, latestEditSenderTimestampMs } = message;
  const text = data.body ?? data.caption ?? '';
  setText(message, text);
  message.set({ latestEditSenderTimestampMs: Date.now(), latestEditMsgKey: data.id });
  pageEvents.trigger('messages', null);
  const { ok } = await sendOut({ op: 'edit', ...aboutOf(message), id: data.id.id, text });
  if (ok) return;
  setText(message, before);
  message.set({ latestEditSenderTimestampMs, latestEditMsgKey });
  throw new Error('Edit send error');
}

/** Takes messages of ours back, for everyone. What was revoked has the id of the revoke from then on. */
export async function sendRevokeMsgs(chat, { list }) {
  for (const message of list) {
    const before = message.id;
    const id = await MsgKey.newId();
    const { ok } = await sendOut({ op: 'revoke', ...aboutOf(message), id });
    if (!ok) throw new Error('Revoke send error');
    const timestamp = Math.floor(Date.now() / 1000);
    becomeRevoked(message, revokedAttributes(before, { id, sender: meIn(before.remote), timestamp }), chat);
  }
}

/** Deletes messages on this device alone: the others keep them, and so does the ledger. */
export async function sendDeleteMsgs(chat, { list }) {
  for (const message of list) {
    chat.msgs.remove(message);
    msgStore.remove(message);
  }
  pageEvents.trigger('messages', chat);
}

/** The real page has these two among its commands, and so has ours. */
Object.assign(cmd, { sendRevokeMsgs, sendDeleteMsgs });

/** Reacts to a message; an empty text takes the reaction back. Rejects when WhatsApp refuses it. */
export async function sendReactionToMsg(message, emoji) {
  const id = await MsgKey.newId();
  const { remote } = message.id;
  const { ok, t } = await sendOut({ op: 'reaction', ...aboutOf(message), id, emoji });
  if (!ok) throw new Error('Reaction send error');
  const me = meIn(remote);
  const key = new MsgKey({ fromMe: true, remote, id, participant: remote.isUser() ? undefined : me });
  const row = { msgKey: key.toString(), parentMsgKey: message.id.toString(), senderUserJid: me.toString() };
  reportReaction({ ...row, reactionText: emoji, timestamp: t * 1000, t, orphan: 0, read: true, ack: 1 }, false);
}

function aboutOf({ id }) {
  return { chat: id.remote.toString(), message: { id: id.id, fromMe: id.fromMe } };
}

/**
 * Goes on with what an earlier load of the page has not finished: pending messages stand in their chats again, failed
 * ones say so.
 */
export async function resumeUnsent() {
  for (const { item, failed } of await loadUnsent()) {
    if (item.op !== 'message') {
      sendOut(item, { isKept: false });
      continue;
    }
    if (failed) refusedIds.add(item.id);
    // Without an answer to who that is, it waits for the next load.
    const chat = await chatNow(item.chat).catch(() => undefined);
    if (!chat) continue;
    const message = takeMessage(chat, unsentAttributes(chat, item, failed));
    if (!failed) deliver(message, item);
  }
}

/** The chat by the name that it has in this load: it may have gone by the other one when the message was written. */
async function chatNow(jid) {
  const id = new Wid(jid);
  if (!id.isUser() || id.isLid() === (identity.naming === 'lid')) return chatStore.ensure(id);
  const found = await queryWidExists(id);
  const name = identity.naming === 'lid' ? found?.lid : found?.wid;
  return name && chatStore.ensure(name);
}

function unsentAttributes(chat, item, failed) {
  const t = Math.floor(Date.now() / 1000);
  const wire = { ...item, quoted: undefined, chat: chat.id.toString(), fromMe: true, t, name: null };
  return { ...attributesOf({ ...wire, ack: failed ? -1 : 0 }), isNewMsg: false, local: true };
}
