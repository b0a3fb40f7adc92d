import { MsgKey, Wid } from './ids.js';
import { requireModule } from './module-system.js';
import { identity, meUser } from './session.js';
import { chatStore, msgStore, takeMessage } from './stores.js';

// What arrives from the server, put into the stores the way the real page reports it.

let incomingCount = 0;
let quirks = { duplicateEvery: 0, ciphertextEvery: 0 };

/** A message of the server as the attributes of a MsgModel. */
export function attributesOf(wire) {
  const chat = new Wid(wire.chat);
  return {
    id: new MsgKey({ fromMe: wire.fromMe, remote: chat, id: wire.id }),
    type: 'chat',
    body: wire.text,
    t: wire.t,
    from: wire.fromMe ? meUser() : chat,
    to: wire.fromMe ? chat : meUser(),
    self: wire.fromMe ? 'out' : 'in',
    ack: wire.fromMe ? wire.ack : 1,
    notifyName: wire.name ?? '',
    isNewMsg: false,
  };
}

/** Fills the stores with what the page starts from; nothing of it is new. */
export function applySnapshot(snapshot) {
  identity.name = snapshot.linked?.name ?? null;
  quirks = snapshot.quirks;
  for (const entry of snapshot.chats) {
    const chat = chatStore.ensure(new Wid(entry.chat), { pushname: entry.name });
    if (entry.last) takeMessage(chat, attributesOf(entry.last));
    chat.set('unreadCount', entry.unread);
  }
}

/** A message as it happens. What we sent from here ourselves is known already. */
export function receiveMessage(wire) {
  const attributes = { ...attributesOf(wire), isNewMsg: true };
  if (msgStore.get(attributes.id)) return;
  const chat = chatStore.ensure(attributes.id.remote, wire.fromMe ? {} : { pushname: wire.name });
  if (wire.fromMe) {
    msgStore.processMultipleMessages(chat, [attributes]);
    return;
  }
  incomingCount += 1;
  const isCiphertext = quirks.ciphertextEvery > 0 && incomingCount % quirks.ciphertextEvery === 0;
  const isDuplicate = quirks.duplicateEvery > 0 && incomingCount % quirks.duplicateEvery === 0;
  const first = isCiphertext ? { ...attributes, type: 'ciphertext', body: undefined } : attributes;
  msgStore.processMultipleMessages(chat, [first]).then(([message]) => {
    if (isCiphertext) setTimeout(() => message.set({ body: attributes.body, type: attributes.type }), 60);
    if (isDuplicate) setTimeout(() => msgStore.trigger('add', message, msgStore), 60);
  });
  chat.set('unreadCount', chat.unreadCount + 1);
}

/** A client's phone has got (2) or read (3) what we sent. Goes through the module, which wa-js listens at. */
export function receiveAck({ chat, id, ack, t }) {
  requireModule('WAWebHandleMsgSimpleReceipt').handleChatSimpleReceipt({
    ack,
    ackString: ack === 3 ? 'read' : 'delivery',
    externalIds: [id],
    from: new Wid(chat),
    participant: null,
    recipient: null,
    ts: t,
  });
}

/** Brings the messages named in a receipt up to date; an older receipt never takes a newer one back. */
export function handleChatSimpleReceipt(receipt) {
  for (const id of receipt.externalIds) {
    const message = msgStore.get(new MsgKey({ fromMe: true, remote: receipt.from, id }));
    if (message && receipt.ack > (message.ack ?? 0)) message.updateAck(receipt.ack);
  }
}

/** The account has read the chat, here or on another device. */
export function receiveSeen({ chat }) {
  chatStore.get(new Wid(chat))?.set('unreadCount', 0);
}
