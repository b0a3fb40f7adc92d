import { faults } from './faults.js';
import { MsgKey, Wid } from './ids.js';
import { learnLid } from './lids.js';
import { mediaOf } from './media-data.js';
import { attributesOf } from './message-attributes.js';
import { callModule } from './module-system.js';
import { ownChanges } from './outgoing.js';
import { pageEvents } from './page-events.js';
import { addOrUpdateReactionsModelCollection, keepReactions, reactionRow } from './reactions.js';
import { historySync, identity, isMe, meIn, stream } from './session.js';
import { chatStore, ensureContact, holderOf, msgStore, newsletterStore, presenceStore, takeMessage } from './stores.js';

// What arrives from the server, put into the stores the way the real page reports it.

let incomingCount = 0;

/** While the page tells of one chat only: which. */
let toldChat = null;
faults.on('change', () => {
  toldChat = null;
});

/** How long a message stays without its text, and until it is reported once more, in milliseconds. */
const quirkMs = 60;

/** Fills the stores with what the page starts from; nothing of it is new. */
export function applySnapshot(snapshot) {
  identity.name = snapshot.linked?.name ?? null;
  for (const entry of snapshot.chats) applySummary(entry);
}

/** A chat as it stands: at the start, or after history has come in bulk. */
export function applySummary({ chat, kind, phone, name, unread, recent }) {
  const id = new Wid(chat);
  if (kind === 'person' && id.isLid() && phone !== null) learnLid(chat, phone);
  if (recent.length === 0 && kind === 'status') return;
  const holder =
    kind === 'person' ? chatStore.ensure(id, knownOf(id, name, phone)) : holderOf(id, authorWid(recent[0]), name);
  for (const wire of recent) hold(kind === 'status' ? holderOf(id, authorWid(wire)) : holder, wire);
  holder.set('unreadCount', unread);
  pageEvents.trigger('chats');
}

function hold(holder, wire) {
  const attributes = attributesOf(wire);
  noteAuthor(wire, attributes);
  takeMessage(holder, attributes);
  keepReactions(wire.reactions);
}

function knownOf(id, pushname, phone) {
  const phoneNumber = phone === null ? undefined : new Wid(`${phone}@c.us`);
  return { pushname, phoneNumber: id.isLid() ? phoneNumber : undefined };
}

function authorWid(wire) {
  return wire?.author === undefined ? undefined : new Wid(wire.author);
}

/** In a group the page learns the names of those who write. */
function noteAuthor(wire, attributes) {
  if (attributes.author && !isMe(attributes.author)) ensureContact(attributes.author, { pushname: wire.name });
}

/** A message as it happens. What we sent from here ourselves is known already. */
export function receiveMessage(wire) {
  const attributes = { ...attributesOf(wire), isNewMsg: true };
  if (msgStore.get(attributes.id)) return;
  const { remote } = attributes.id;
  if (wire.phone && remote.isLid()) learnLid(wire.chat, wire.phone);
  if (remote.isUser()) ensureContact(remote, knownOf(remote, wire.fromMe ? null : wire.name, wire.phone ?? null));
  noteAuthor(wire, attributes);
  const holder = holderOf(remote, attributes.author, wire.subject);
  const isUntold = isOfUntoldChat(remote);
  if (faults.now.silent || isUntold) {
    // Of what it does not tell of in one chat alone, it does not know either that it is new.
    takeMessage(holder, { ...attributes, isNewMsg: !isUntold }, true);
    countUnread(holder, attributes);
    return;
  }
  if (wire.fromMe) {
    msgStore.processMultipleMessages(holder, [attributes]);
    return;
  }
  incomingCount += 1;
  const isDue = (every) => every > 0 && incomingCount % every === 0;
  const isCiphertext = isDue(faults.now.ciphertext_every) && attributes.type !== 'ciphertext';
  const first = isCiphertext ? asCiphertext(attributes) : attributes;
  const stays = faults.now.ciphertext_stays;
  const isDuplicate = isDue(faults.now.duplicate_every);
  msgStore.processMultipleMessages(holder, [first]).then(([message]) => {
    if (isCiphertext && !stays) setTimeout(decrypt, quirkMs, message, attributes);
    if (isDuplicate) setTimeout(() => msgStore.trigger('add', message, msgStore), quirkMs);
  });
  countUnread(holder, attributes);
}

function isOfUntoldChat(remote) {
  if (!faults.now.tells_of_one_chat) return false;
  toldChat ??= String(remote);
  return toldChat !== String(remote);
}

function asCiphertext({ id, t, from, to, author, self, ack, notifyName, isNewMsg }) {
  return { id, t, from, to, author, self, ack, notifyName, isNewMsg, type: 'ciphertext', typeOnInit: 'ciphertext' };
}

/** What has happened to it meanwhile stays: it was taken back, or has another text already, which is its caption so far. */
function decrypt(message, attributes) {
  if (message.type !== 'ciphertext') return;
  const { type, id: _same, ...rest } = attributes;
  const { latestEditMsgKey: edit, caption: edited } = message;
  message.set(rest);
  if (edit !== undefined) message.set(type === 'chat' ? { body: edited, caption: undefined } : { caption: edited });
  message.set('mediaData', mediaOf(message, type));
  // A change of the type is what wa-js waits for: everything else must be there by then.
  message.set('type', type);
  pageEvents.trigger('messages', null);
}

function countUnread(holder, { self, type }) {
  if (self === 'in' && !['e2e_notification', 'notification_template', 'gp2'].includes(type)) {
    holder.set('unreadCount', (holder.unreadCount ?? 0) + 1);
  }
  pageEvents.trigger('chats');
}

const ackStrings = { 2: 'delivery', 3: 'read', 4: 'played' };

/** A client's phone has got (2), read (3) or played (4) what we sent. Goes through the module, which wa-js listens at. */
export function receiveAck({ chat, id, ack, t }) {
  callModule('WAWebHandleMsgSimpleReceipt', 'handleChatSimpleReceipt', handleChatSimpleReceipt, {
    type: 'simple',
    stanzaId: id,
    ack,
    ackString: ackStrings[ack],
    externalIds: [id],
    from: new Wid(chat),
    participant: null,
    recipient: null,
    offline: null,
    ts: t,
  });
}

/** Brings the messages named in a receipt up to date; an older receipt never takes a newer one back. */
export function handleChatSimpleReceipt(receipt) {
  for (const id of receipt.externalIds) {
    const message = msgStore.get(new MsgKey({ fromMe: true, remote: receipt.from, id }));
    if (message && receipt.ack > (message.ack ?? 0)) message.updateAck(receipt.ack);
  }
  pageEvents.trigger('messages', null);
}

/** The key of a message that something has happened to, and the sender of what happened. */
function placeOf(wire) {
  const remote = new Wid(wire.chat);
  const participant = authorWid(wire);
  const key = new MsgKey({ fromMe: wire.fromMe, remote, id: wire.id, participant });
  const me = meIn(remote);
  const own = remote.isUser() ? undefined : wire.bySelf ? me : participant;
  const changeKey = new MsgKey({ fromMe: wire.bySelf, remote, id: wire.changeId, participant: own });
  const from = wire.bySelf ? me : remote;
  return { key, changeKey, from, to: wire.bySelf ? remote : me, author: own };
}

function protocolMessage(wire) {
  const { key, changeKey, from, to, author } = placeOf(wire);
  const t = Math.floor(wire.at / 1000);
  return { id: changeKey, type: 'protocol', protocolMessageKey: key, from, to, author, t, isNewMsg: true };
}

/** Somebody has changed the text of a message. */
export function receiveEdit(wire) {
  if (ownChanges.delete(wire.changeId)) return;
  const data = protocolMessage(wire);
  const known = msgStore.get(data.protocolMessageKey);
  const text = known === undefined || known.type === 'chat' ? { body: wire.text } : { caption: wire.text };
  const edit = { latestEditMsgKey: data.id, latestEditSenderTimestampMs: wire.at, editMsgType: known?.type ?? 'chat' };
  msgStore.processMultipleMessages(chatOf(wire), [{ ...data, subtype: 'message_edit', ...text, ...edit }]);
}

/** Somebody has taken a message back, for everyone. */
export function receiveRevoke(wire) {
  if (ownChanges.delete(wire.changeId)) return;
  msgStore.processMultipleMessages(chatOf(wire), [{ ...protocolMessage(wire), subtype: 'sender_revoke' }]);
}

function chatOf({ chat }) {
  return chatStore.get(new Wid(chat));
}

/** Somebody reacts to a message, or takes the reaction back. Goes through the module, which wa-js listens at. */
export function receiveReaction(wire) {
  if (!ownChanges.delete(wire.reactionId)) reportReaction(reactionRow(wire), true);
}

export function reportReaction(row, allowNotify) {
  callModule(
    'WAWebReactionsMsgAction',
    'addOrUpdateReactionsModelCollection',
    addOrUpdateReactionsModelCollection,
    row,
    { allowNotify },
  );
}

/** The account has read the chat, here or on another device. */
export function receiveSeen({ chat }) {
  const id = new Wid(chat);
  (chatStore.get(id) ?? newsletterStore.get(id))?.set('unreadCount', 0);
  pageEvents.trigger('chats');
}

/** What WhatsApp calls the states that people are in. */
const chatstates = { paused: 'available', recording: 'recording_audio' };

/** A client types, records, comes online or goes. */
export function receivePresence({ jids, state }) {
  const presence = jids.map((jid) => presenceStore.get(jid)).find(Boolean);
  if (!presence) return;
  presence.set({ hasData: true, isOnline: state !== 'unavailable' });
  presence.chatstate.set({ t: Math.floor(Date.now() / 1000), type: chatstates[state] ?? state });
  pageEvents.trigger('messages', chatStore.get(presence.id));
}

/** The sender's phone has uploaded a file once more: it can be downloaded again. */
export function receiveReupload({ chats, id, fromMe }) {
  for (const chat of chats) {
    const remote = new Wid(chat);
    const message = chatStore.get(remote)?.msgs.findFirst((held) => held.id.id === id && held.id.fromMe === fromMe);
    if (message?.mediaData?.mediaStage === 'REUPLOADING') message.mediaData.set('mediaStage', 'INIT');
  }
}

/** WhatsApp wants the page to be loaded anew, as it does after each of its releases. */
export function receiveUpdate({ needed }) {
  stream.set('needsUpdate', needed);
}

/** How much of the history is there, in percent. */
export function noteHistoryProgress(percent) {
  historySync.realProgress = percent;
}
