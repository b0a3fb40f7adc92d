import type { LedgerEntry, MessageEntry } from './ledger-entry.ts';

/** A message with what happened to it since. `ack` (1 server, 2 delivered, 3 read) is 0 for what a client wrote. */
export interface PracticeMessage {
  entry: MessageEntry;
  ack: 0 | 1 | 2 | 3;
  displayed: boolean;
}

/** One account's chat with one client, as the account's phone and devices know it. */
export interface PracticeChat {
  client: string;
  name: string | null;
  /** Every message, by order of arrival; a message sent twice is here twice. */
  messages: PracticeMessage[];
  /** What is visible on the client's phone, in the order in which it appeared. */
  displays: PracticeMessage[];
  unread: number;
  /** Number of the last entry up to which the lawyer has read. */
  seenUpTo: number;
}

export interface PracticeAccount {
  phone: string;
  name: string | null;
  devices: Set<string>;
  chats: Map<string, PracticeChat>;
}

/** The practice world, derived from the ledger and nothing else. */
export interface PracticeState {
  apply(entry: LedgerEntry): void;
  cursor(): number;
  account(phone: string): PracticeAccount | undefined;
  accountOfDevice(device: string): PracticeAccount | undefined;
  chat(account: string, client: string): PracticeChat | undefined;
  message(seq: number): PracticeMessage | undefined;
  /** The entry of an attempt to send that was already recorded. */
  attempt(account: string, attempt: string): MessageEntry | undefined;
  /** Messages of the lawyer which the client's phone has not shown or not read yet. */
  unfinished(): PracticeMessage[];
}

/** Builds the state from the entries there are; feed it every later entry through `apply`. */
export function createPracticeState(entries: readonly LedgerEntry[]): PracticeState {
  const accounts = new Map<string, PracticeAccount>();
  const deviceAccounts = new Map<string, PracticeAccount>();
  const messages = new Map<number, PracticeMessage>();
  const attempts = new Map<string, MessageEntry>();
  let cursor = 0;

  function accountFor(phone: string): PracticeAccount {
    let account = accounts.get(phone);
    if (!account) {
      account = { phone, name: null, devices: new Set(), chats: new Map() };
      accounts.set(phone, account);
    }
    return account;
  }

  function chatFor(phone: string, client: string): PracticeChat {
    const { chats } = accountFor(phone);
    let chat = chats.get(client);
    if (!chat) {
      chat = { client, name: null, messages: [], displays: [], unread: 0, seenUpTo: 0 };
      chats.set(client, chat);
    }
    return chat;
  }

  function addMessage(entry: MessageEntry): void {
    const chat = chatFor(entry.account, entry.client);
    const incoming = entry.direction === 'in';
    const message: PracticeMessage = { entry, ack: incoming ? 0 : 1, displayed: incoming };
    chat.messages.push(message);
    messages.set(entry.seq, message);
    if (entry.attempt !== null) attempts.set(`${entry.account} ${entry.attempt}`, entry);
    if (incoming) {
      chat.displays.push(message);
      chat.unread += 1;
      chat.name = entry.name ?? chat.name;
    }
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
        if (!message) break;
        message.displayed = true;
        chatFor(entry.account, entry.client).displays.push(message);
        break;
      }
      case 'ack': {
        const message = messages.get(entry.message);
        if (message && entry.ack > message.ack) message.ack = entry.ack;
        break;
      }
      case 'seen': {
        const chat = chatFor(entry.account, entry.client);
        chat.unread = 0;
        chat.seenUpTo = entry.seq;
        break;
      }
    }
  }

  for (const entry of entries) apply(entry);

  return {
    apply,
    cursor: () => cursor,
    account: (phone) => accounts.get(phone),
    accountOfDevice: (device) => deviceAccounts.get(device),
    chat: (account, client) => accounts.get(account)?.chats.get(client),
    message: (seq) => messages.get(seq),
    attempt: (account, attempt) => attempts.get(`${account} ${attempt}`),
    unfinished: () => [...messages.values()].filter((m) => m.entry.direction === 'out' && m.ack < 3),
  };
}
