import { MsgKey, Wid } from './ids.js';
import { BaseModel, Collection, defineModel } from './models.js';

export class MsgModel extends BaseModel {
  constructor(attributes = {}) {
    const { id } = attributes;
    super({ ...attributes, id: typeof id === 'string' ? MsgKey.fromString(id) : id });
  }

  updateAck(ack) {
    this.set('ack', ack);
  }

  msgContextInfo() {
    return { quotedMsg: this.attributes, quotedStanzaID: this.id.id };
  }
}
defineModel(MsgModel, 'msg', [
  ...['id', 'type', 'subtype', 'body', 'caption', 't', 'from', 'to', 'author', 'self', 'ack', 'isNewMsg', 'local'],
  ...['notifyName', 'quotedStanzaID', 'latestEditMsgKey', 'isLive', 'kind'],
]);

export class ContactModel extends BaseModel {}
defineModel(ContactModel, 'contact', [
  ...['id', 'name', 'shortName', 'pushname', 'type', 'verifiedName', 'isBusiness', 'isEnterprise', 'username'],
  ...['phoneNumber', 'syncToAddressbook', 'isContactSyncCompleted', 'disappearingModeDuration'],
]);

export class ChatModel extends BaseModel {
  constructor(attributes = {}) {
    super({ unreadCount: 0, archive: false, active: false, ...attributes });
    this.msgs = new ChatMsgsCollection();
    this.presence = new PresenceModel({ id: attributes.id });
  }

  get formattedTitle() {
    return this.contact?.pushname ?? this.contact?.name ?? phoneOf(this.id);
  }
}
defineModel(ChatModel, 'chat', [
  ...['id', 'contact', 't', 'unreadCount', 'archive', 'active', 'pin', 'lastReceivedKey', 'pausedTimerId', 'labels'],
  ...['isNewsletter', 'isParentGroup', 'isReadOnly', 'groupMetadata', 'mute'],
]);

class ChatstateModel extends BaseModel {}
defineModel(ChatstateModel, 'chatstate', ['id', 'type', 't', 'deny']);

class PresenceModel extends BaseModel {
  constructor(attributes = {}) {
    super({ hasData: false, isOnline: false, ...attributes });
    this.chatstate = new ChatstateModel({ id: attributes.id });
  }

  async subscribe() {}
}
defineModel(PresenceModel, 'presence', ['id', 'hasData', 'isOnline', 'isUser', 'isGroup']);

export class NamedModel extends BaseModel {}
defineModel(NamedModel, 'group-metadata', ['id', 'name']);

/** The messages of one chat that are in memory, in order of arrival. */
export class ChatMsgsCollection extends Collection {
  constructor() {
    super(MsgModel);
  }
}

export class MsgCollectionImpl extends Collection {
  constructor() {
    super(MsgModel);
  }

  /** Takes in what the server sent for a chat. Everything new is reported by `add`, with `isNewMsg` as given. */
  async processMultipleMessages(chat, messages) {
    return messages.map((data) => takeMessage(chat, data));
  }
}

export class ChatCollectionImpl extends Collection {
  constructor() {
    super(ChatModel);
  }

  /** The chat with this id, made when there is none; `contact` adds to what is known about the person. */
  ensure(id, contact = {}) {
    const person = contactStore.get(id) ?? contactStore.add(new ContactModel({ id }))[0];
    // A message without a name takes away nothing of what is known.
    for (const [property, value] of Object.entries(contact)) if (value) person.set(property, value);
    return this.get(id) ?? this.add(new ChatModel({ id, contact: person, t: 0 }))[0];
  }
}

export class ContactCollectionImpl extends Collection {
  constructor() {
    super(ContactModel);
  }
}

export class CallCollectionImpl extends Collection {
  processIncomingCall() {
    return undefined;
  }

  setActiveCall() {
    return undefined;
  }
}

class GroupMetadataCollectionImpl extends Collection {
  onParentGroupChange() {}
}

export const contactStore = new ContactCollectionImpl();
export const chatStore = new ChatCollectionImpl();
export const msgStore = new MsgCollectionImpl();
export const presenceStore = new Collection(PresenceModel);
export const callStore = new CallCollectionImpl(NamedModel);
export const groupMetadataStore = new GroupMetadataCollectionImpl(NamedModel);

/** Puts a message (a record of attributes) into its chat and the store of all; one that is known is only brought up to date. */
export function takeMessage(chat, data) {
  const known = msgStore.get(data.id);
  if (known) {
    if ((data.ack ?? 0) > (known.ack ?? 0)) known.set('ack', data.ack);
    return known;
  }
  const message = new MsgModel(data);
  chat.msgs.add(message);
  chat.set({ t: data.t, lastReceivedKey: message.id });
  return msgStore.add(message)[0];
}

/** The phone number in a person's id as it is shown, or the bare id where WhatsApp tells no number. */
export function phoneOf(wid) {
  return wid instanceof Wid && wid.server === 'c.us' ? `+${wid.user}` : String(wid?.user ?? '');
}
