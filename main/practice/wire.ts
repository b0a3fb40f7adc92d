import { jidOfClient } from './jid.ts';
import type { LedgerEntry } from './ledger-entry.ts';
import type { PracticeChat, PracticeMessage, PracticeState } from './practice-state.ts';

/** A message as the page gets it. `t` is in seconds. */
interface WireMessage {
  chat: string;
  id: string;
  fromMe: boolean;
  text: string;
  t: number;
  ack: number;
  name: string | null;
}

/** How unkind the page is to its driver: every n-th incoming message is reported twice, or first without its text. */
export interface Quirks {
  duplicateEvery: number;
  ciphertextEvery: number;
}

/** Everything a linked page starts from; the stream goes on after `cursor`. */
interface Snapshot {
  cursor: number;
  linked: { account: string; name: string | null } | null;
  quirks: Quirks;
  chats: { chat: string; phone: string; name: string | null; unread: number; last: WireMessage | null }[];
}

/** `chatName` is the name the client is known by: WhatsApp tells it with every message. */
function wireMessage(message: PracticeMessage, chatName: string | null): WireMessage {
  const { entry } = message;
  return {
    chat: jidOfClient(entry.client),
    id: entry.id,
    fromMe: entry.direction === 'out',
    text: entry.text,
    t: entry.timestamp,
    ack: message.ack,
    name: entry.direction === 'in' ? (entry.name ?? chatName) : entry.name,
  };
}

export function snapshotFor(state: PracticeState, device: string, quirks: Quirks): Snapshot {
  const account = state.accountOfDevice(device);
  return {
    cursor: state.cursor(),
    linked: account ? { account: account.phone, name: account.name } : null,
    quirks,
    chats: [...(account?.chats.values() ?? [])].map((chat) => {
      const last = chat.messages.at(-1);
      return {
        chat: jidOfClient(chat.client),
        phone: chat.client,
        name: chat.name,
        unread: chat.unread,
        last: last ? wireMessage(last, chat.name) : null,
      };
    }),
  };
}

/** What a linked page is told about an entry of its account, as the name and the data of a server-sent event. */
export function streamEvent(state: PracticeState, entry: LedgerEntry): { event: string; data: unknown } | null {
  if (entry.kind === 'message') {
    const message = state.message(entry.seq);
    const chatName = state.chat(entry.account, entry.client)?.name ?? null;
    return message ? { event: 'message', data: wireMessage(message, chatName) } : null;
  }
  if (entry.kind === 'ack') {
    return {
      event: 'ack',
      data: { chat: jidOfClient(entry.client), id: entry.id, ack: entry.ack, t: seconds(entry.at) },
    };
  }
  if (entry.kind === 'seen') return { event: 'seen', data: { chat: jidOfClient(entry.client) } };
  return null;
}

/** Where in a chat's history to look, as WhatsApp's `msgFindByDirection` does. */
interface HistoryQuery {
  anchor: { id: string; fromMe: boolean } | null;
  direction: 'before' | 'after' | 'around';
  count: number;
}

/**
 * Messages next to the anchor (which is left out, but for `around`), oldest first. WhatsApp Web keeps one message for
 * an id, so a second one under the same id is not told. An unknown anchor finds nothing.
 */
export function history(chat: PracticeChat, query: HistoryQuery): WireMessage[] {
  const unique = new Map<string, PracticeMessage>();
  for (const message of chat.messages) {
    const key = keyOf(message.entry.id, message.entry.direction === 'out');
    if (!unique.has(key)) unique.set(key, message);
  }
  const all = [...unique.values()];
  const wire = (messages: PracticeMessage[]) => messages.map((message) => wireMessage(message, chat.name));
  if (query.anchor === null) return wire(query.count === 0 ? [] : all.slice(-query.count));
  const at = [...unique.keys()].indexOf(keyOf(query.anchor.id, query.anchor.fromMe));
  if (at < 0) return [];
  if (query.direction === 'before') return wire(all.slice(Math.max(0, at - query.count), at));
  if (query.direction === 'after') return wire(all.slice(at + 1, at + 1 + query.count));
  const half = Math.ceil(query.count / 2);
  return wire(all.slice(Math.max(0, at - half), at + half + 1));
}

function keyOf(id: string, fromMe: boolean): string {
  return `${fromMe}_${id}`;
}

function seconds(milliseconds: number): number {
  return Math.floor(milliseconds / 1000);
}
