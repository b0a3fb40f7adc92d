import type { PracticeKind } from '../contract/practice-kinds.ts';
import { jidOfPerson, type Naming } from './jid.ts';
import type { EntryOf, LedgerMedia, MessageEntry } from './ledger-entry.ts';
import type { PracticeChat, PracticeMessage } from './practice-chat.ts';
import { chatKey, type PracticeState } from './practice-state.ts';

/** What a message answers, as its sender's device wrote it down. */
interface WireQuote {
  id: string;
  fromMe: boolean;
  sender: string;
  type: PracticeKind;
  text: string;
  media?: LedgerMedia;
}

/** A reaction to a message. `at` is in milliseconds. */
export interface WireReaction {
  chat: string;
  /** The message that is reacted to. */
  id: string;
  fromMe: boolean;
  author?: string;
  reactionId: string;
  sender: string;
  bySelf: boolean;
  emoji: string;
  at: number;
}

/** An edit or a revoke of a message, with the id of the message that it is itself. `at` is in milliseconds. */
interface WireChange {
  chat: string;
  id: string;
  fromMe: boolean;
  author?: string;
  changeId: string;
  bySelf: boolean;
  at: number;
}

/** A message as the page gets it. `t` is in seconds. What a message has nothing of is left out. */
export interface WireMessage {
  chat: string;
  id: string;
  fromMe: boolean;
  type: PracticeKind;
  text: string;
  t: number;
  ack: number;
  name: string | null;
  /** Who wrote it, in a chat with more than one. */
  author?: string;
  media?: LedgerMedia;
  location?: MessageEntry['location'];
  contacts?: MessageEntry['contacts'];
  poll?: MessageEntry['poll'];
  videoCall?: true;
  quoted?: WireQuote;
  forwarded?: true;
  disappearsAfter?: number;
  viewOnce?: true;
  edit?: { id: string; at: number };
  revoke?: { id: string; at: number; bySelf: boolean };
  reactions?: WireReaction[];
}

/** Turns what the ledger holds into what a page with that naming of people is told. */
export interface Wire {
  chatJid(chat: PracticeChat): string;
  message(message: PracticeMessage): WireMessage;
  reaction(entry: EntryOf<'reaction'>): WireReaction;
  edit(entry: EntryOf<'edit'>): WireChange & { text: string };
  revoke(entry: EntryOf<'revoke'>): WireChange;
  /** The jid of the chat that an entry belongs to. */
  jidOf(entry: { client: string; chat?: string | undefined }): string;
}

export function createWire(state: PracticeState, naming: Naming): Wire {
  const person = (phone: string) => jidOfPerson(phone, naming);
  const jidOf = (entry: { client: string; chat?: string | undefined }) => entry.chat ?? person(entry.client);

  /** Newsletters tell nobody who writes. */
  function authorOf(entry: MessageEntry): { author?: string } {
    if (entry.chat === undefined || entry.chat.endsWith('@newsletter')) return {};
    return { author: person(entry.direction === 'out' ? entry.account : entry.client) };
  }

  function quote(entry: MessageEntry): { quoted?: WireQuote } {
    const original = entry.quoted?.message == null ? undefined : state.message(entry.quoted.message)?.entry;
    if (entry.quoted && !original) {
      const sender = person(entry.direction === 'in' ? entry.account : entry.client);
      return { quoted: { id: entry.quoted.id, fromMe: entry.direction === 'in', sender, type: 'unknown', text: '' } };
    }
    if (!original) return {};
    const fromMe = original.direction === 'out';
    const sender = person(fromMe ? original.account : original.client);
    const { id, text, media } = original;
    return { quoted: { id, fromMe, sender, type: original.type ?? 'text', text, ...(media ? { media } : {}) } };
  }

  function place(entry: EntryOf<'edit' | 'revoke' | 'reaction'>) {
    const message = state.message(entry.message)?.entry;
    const fromMe = message?.direction === 'out';
    return {
      chat: jidOf(entry),
      id: entry.id,
      fromMe,
      ...(message ? authorOf(message) : {}),
      bySelf: entry.by === 'lawyer',
    };
  }

  function reaction(entry: EntryOf<'reaction'>): WireReaction {
    const sender = person(entry.by === 'lawyer' ? entry.account : entry.client);
    const { reaction_id: reactionId, emoji, timestamp: at } = entry;
    return { ...place(entry), reactionId, sender, emoji, at };
  }

  function message({ entry, ack, edit, revoke, reactions }: PracticeMessage): WireMessage {
    const incoming = entry.direction === 'in';
    const chatName = state.chat(entry.account, chatKey(entry))?.name ?? null;
    const wire: WireMessage = {
      chat: jidOf(entry),
      id: entry.id,
      fromMe: !incoming,
      type: entry.type ?? 'text',
      text: edit?.text ?? entry.text,
      t: entry.timestamp,
      ack,
      // WhatsApp tells the name that a client is known by with every message.
      name: incoming && entry.chat === undefined ? (entry.name ?? chatName) : entry.name,
      ...authorOf(entry),
      ...quote(entry),
    };
    if (entry.media) wire.media = entry.media;
    if (entry.location) wire.location = entry.location;
    if (entry.contacts) wire.contacts = entry.contacts;
    if (entry.poll) wire.poll = entry.poll;
    if (entry.video_call) wire.videoCall = true;
    if (entry.forwarded) wire.forwarded = true;
    if (entry.disappears_after) wire.disappearsAfter = entry.disappears_after;
    if (entry.view_once) wire.viewOnce = true;
    if (edit) wire.edit = { id: edit.edit_id, at: edit.timestamp };
    if (revoke) wire.revoke = { id: revoke.revoke_id, at: revoke.timestamp, bySelf: revoke.by === 'lawyer' };
    if (reactions) wire.reactions = [...reactions.values()].filter(({ emoji }) => emoji !== '').map(reaction);
    return wire;
  }

  return {
    chatJid: (chat) => (chat.kind === 'person' ? person(chat.key) : chat.key),
    message,
    reaction,
    edit: (entry) => ({ ...place(entry), changeId: entry.edit_id, text: entry.text, at: entry.timestamp }),
    revoke: (entry) => ({ ...place(entry), changeId: entry.revoke_id, at: entry.timestamp }),
    jidOf,
  };
}
