import type { EntryOf, LedgerEntry, MessageEntry } from './ledger-entry.ts';
import { createPracticeChat, type PracticeChat, type PracticeMessage } from './practice-chat.ts';

export interface PracticeAccount {
  phone: string;
  name: string | null;
  devices: Set<string>;
  /** By the chats' keys. */
  chats: Map<string, PracticeChat>;
}

/** The practice world, derived from the ledger and nothing else. */
export interface PracticeState {
  apply(entry: LedgerEntry): void;
  cursor(): number;
  accounts(): Iterable<PracticeAccount>;
  account(phone: string): PracticeAccount | undefined;
  accountOfDevice(device: string): PracticeAccount | undefined;
  chat(account: string, key: string): PracticeChat | undefined;
  message(seq: number): PracticeMessage | undefined;
  /** The entry of an attempt to send, edit, revoke or react that was already recorded. */
  attempt(account: string, attempt: string): LedgerEntry | undefined;
  /** Messages of the lawyer which the client's phone has not shown or not read yet. */
  unfinished(): PracticeMessage[];
}

/** A chat's key: the client's number, or the jid of what is no chat with one person. */
export function chatKey(entry: { client: string; chat?: string | undefined }): string {
  return entry.chat ?? entry.client;
}

/** Builds the state from the entries there are; feed it every later entry through `apply`. */
export function createPracticeState(entries: readonly LedgerEntry[]): PracticeState {
  const accounts = new Map<string, PracticeAccount>();
  const deviceAccounts = new Map<string, PracticeAccount>();
  const messages = new Map<number, PracticeMessage>();
  const attempts = new Map<string, LedgerEntry>();
  let cursor = 0;

  function accountFor(phone: string): PracticeAccount {
    let account = accounts.get(phone);
    if (!account) {
      account = { phone, name: null, devices: new Set(), chats: new Map() };
      accounts.set(phone, account);
    }
    return account;
  }

  function chatFor(phone: string, key: string): PracticeChat {
    const { chats } = accountFor(phone);
    let chat = chats.get(key);
    if (!chat) {
      chat = createPracticeChat(key);
      chats.set(key, chat);
    }
    return chat;
  }

  function noteAttempt(entry: EntryOf<'message' | 'edit' | 'revoke' | 'reaction'>): void {
    if (entry.attempt !== null) attempts.set(`${entry.account} ${entry.attempt}`, entry);
  }

  function addMessage(entry: MessageEntry): void {
    const chat = chatFor(entry.account, chatKey(entry));
    const incoming = entry.direction === 'in';
    const isRead = entry.history === true;
    const message: PracticeMessage = { entry, ack: incoming ? 0 : isRead ? 3 : 1, displayed: incoming || isRead };
    chat.add(message);
    messages.set(entry.seq, message);
    noteAttempt(entry);
    if (message.displayed) chat.displays.push(message);
    if (incoming && !isRead && entry.type !== 'notice') chat.unread += 1;
    // A message that arrives ends the typing on the other side's screen.
    if (!incoming && chat.lawyerPresence !== null) chat.lawyerPresence = 'paused';
    if (chat.kind === 'person') chat.name = (incoming ? entry.name : null) ?? chat.name;
    else chat.name = entry.subject ?? chat.name;
  }

  function apply(entry: LedgerEntry): void {
    cursor = entry.seq;
    switch (entry.kind) {
      case 'linked': {
        const account = accountFor(entry.account);
        account.name = entry.name ?? account.name;
        account.devices.add(entry.device);
        deviceAccounts.set(entry.device, account);
        break;
      }
      case 'unlinked':
        accountFor(entry.account).devices.delete(entry.device);
        deviceAccounts.delete(entry.device);
        break;
      case 'message':
        addMessage(entry);
        break;
      case 'display': {
        const message = messages.get(entry.message);
        if (!message || message.displayed) break;
        message.displayed = true;
        chatFor(entry.account, chatKey(entry)).displays.push(message);
        break;
      }
      case 'ack': {
        const message = messages.get(entry.message);
        if (message && entry.ack > message.ack) message.ack = entry.ack;
        break;
      }
      case 'edit':
      case 'revoke':
      case 'reaction':
        noteAttempt(entry);
        change(entry);
        break;
      case 'seen': {
        const chat = chatFor(entry.account, chatKey(entry));
        chat.unread = 0;
        chat.seenUpTo = entry.seq;
        break;
      }
      case 'presence':
        chatFor(entry.account, chatKey(entry)).lawyerPresence = entry.state;
        break;
    }
  }

  function change(entry: EntryOf<'edit' | 'revoke' | 'reaction'>): void {
    const message = messages.get(entry.message);
    if (!message) return;
    if (entry.kind === 'edit') message.edit = entry;
    else if (entry.kind === 'revoke') {
      message.revoke = entry;
      chatFor(entry.account, chatKey(entry)).rename(message, entry.revoke_id);
    } else {
      message.reactions ??= new Map();
      message.reactions.set(entry.by === 'lawyer' ? entry.account : entry.client, entry);
    }
  }

  for (const entry of entries) apply(entry);

  return {
    apply,
    cursor: () => cursor,
    accounts: () => accounts.values(),
    account: (phone) => accounts.get(phone),
    accountOfDevice: (device) => deviceAccounts.get(device),
    chat: (account, key) => accounts.get(account)?.chats.get(key),
    message: (seq) => messages.get(seq),
    attempt: (account, attempt) => attempts.get(`${account} ${attempt}`),
    unfinished: () => [...messages.values()].filter(isUnfinished),
  };
}

/** Only in a chat with one person does a simulated phone answer with receipts. */
function isUnfinished({ entry, ack }: PracticeMessage): boolean {
  return entry.direction === 'out' && entry.chat === undefined && ack < 3;
}
