import { Wid } from './ids.js';
import { Collection } from './models.js';
import { pageEvents } from './page-events.js';
import { applyEdit, applyRevoke } from './protocol-messages.js';
import { meIn } from './session.js';
import {
  ChatModel,
  ContactModel,
  GroupMetadataModel,
  MsgInfoModel,
  MsgModel,
  NamedModel,
  PresenceModel,
  StatusV3Model,
} from './store-models.js';

/** Messages of one chat that stay in memory; older ones are read from the history again when they are asked for. */
const messagesInMemory = 200;

export class MsgCollectionImpl extends Collection {
  constructor() {
    super(MsgModel);
  }

  /** Takes in what the server sent for a chat. Everything new is reported by `add`, with `isNewMsg` as given. */
  async processMultipleMessages(chat, messages) {
    return messages.map((data) => {
      if (data.type !== 'protocol') return takeMessage(chat, data);
      return data.subtype === 'message_edit' ? applyEdit(this, data) : applyRevoke(this, data, chat);
    });
  }
}

export class ChatCollectionImpl extends Collection {
  constructor() {
    super(ChatModel);
  }

  /** The chat with this id, made when there is none; `contact` adds to what is known about the person. */
  ensure(id, contact = {}, attributes = {}) {
    const person = ensureContact(id, contact);
    const known = this.get(id);
    if (known) {
      for (const [name, value] of Object.entries(attributes)) if (value) known.set(name, value);
      return known;
    }
    const chat = new ChatModel({ id, contact: person, t: 0, ...attributes });
    if (id.isGroup()) chat.set('groupMetadata', groupMetadataStore.ensure(id, attributes.name));
    presenceStore.add(chat.presence);
    return this.add(chat)[0];
  }
}

/** The person with this id; a message without a name takes away nothing of what is known. */
export function ensureContact(id, known = {}) {
  const person = contactStore.get(id) ?? contactStore.add(new ContactModel({ id, isBusiness: false }))[0];
  for (const [property, value] of Object.entries(known)) if (value) person.set(property, value);
  return person;
}

/** The contact behind a message; defined here, where contacts are known. */
Object.defineProperty(MsgModel.prototype, 'senderObj', {
  configurable: true,
  get() {
    return this.sender && ensureContact(this.sender);
  },
});

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

  ensure(id, subject) {
    return this.get(id) ?? this.add(new GroupMetadataModel({ id, subject, name: subject, groupType: 'DEFAULT' }))[0];
  }

  async find(id) {
    return this.ensure(new Wid(id.toString()));
  }
}

export class StatusV3CollectionImpl extends Collection {
  constructor() {
    super(StatusV3Model);
  }

  ensure(id) {
    return this.get(id) ?? this.add(new StatusV3Model({ id, unreadCount: 0 }))[0];
  }

  getMyStatus() {
    return this.ensure(meIn(new Wid('status@broadcast')));
  }
}

/** WhatsApp asks its server for the receipts of one message; here the message knows all that there is. */
export class MsgInfoCollectionImpl extends Collection {
  constructor() {
    super(MsgInfoModel);
  }

  async find(id) {
    const message = msgStore.get(id);
    if (!message) return undefined;
    const to = [{ id: message.to, t: message.t }];
    const since = (ack) => (message.ack >= ack ? to : []);
    return new MsgInfoModel({
      id: message.id,
      delivery: since(2),
      read: since(3),
      played: since(4),
      deliveryRemaining: message.ack >= 2 ? 0 : 1,
      readRemaining: message.ack >= 3 ? 0 : 1,
      playedRemaining: message.ack >= 4 ? 0 : 1,
    });
  }
}

export const contactStore = new ContactCollectionImpl();
export const chatStore = new ChatCollectionImpl();
export const newsletterStore = new Collection(ChatModel);
export const msgStore = new MsgCollectionImpl();
export const presenceStore = new Collection(PresenceModel);
export const callStore = new CallCollectionImpl(NamedModel);
export const groupMetadataStore = new GroupMetadataCollectionImpl(GroupMetadataModel);
export const statusStore = new StatusV3CollectionImpl();
export const msgInfoStore = new MsgInfoCollectionImpl();

/** Where the messages with that chat id live: a chat, a newsletter, or the statuses of the author. */
export function holderOf(id, author, name) {
  if (id.isStatus()) return statusStore.ensure(author ?? meIn(id));
  if (!id.isNewsletter()) return chatStore.ensure(id, {}, id.isUser() ? {} : { name });
  const known = newsletterStore.get(id);
  if (known && name) known.set('name', name);
  return known ?? newsletterStore.add(new ChatModel({ id, name, t: 0, isNewsletter: true }))[0];
}

/**
 * Puts a message (a record of attributes) into its chat and the store of all; one that is known is only brought up to
 * date. With `isSilent` nothing is told of it but what the list of chats shows.
 */
export function takeMessage(chat, data, isSilent = false) {
  const known = msgStore.get(data.id);
  if (known) {
    if ((data.ack ?? 0) > (known.ack ?? 0)) known.set('ack', data.ack);
    return known;
  }
  const message = new MsgModel(data);
  chat.msgs.hold(message, !isSilent);
  msgStore.hold(message, !isSilent);
  if ((data.t ?? 0) >= (chat.t ?? 0)) chat.set({ t: data.t, lastReceivedKey: message.id });
  forgetOldest(chat);
  pageEvents.trigger('messages', chat);
  return message;
}

function forgetOldest(chat) {
  while (chat.msgs.length > messagesInMemory) {
    const oldest = chat.msgs.head();
    chat.msgs.drop(oldest);
    msgStore.drop(oldest);
  }
}
