import { createHash } from 'node:crypto';
import { PageMessage, type PageReaction } from '../../main/contract/page-reports.ts';

/** What a client's phone shows of one message of the lawyer's. */
export interface Arrived {
  chat: string;
  id: string;
  text: string;
  /** The file that came with it: its SHA-256, and how it is shown. */
  file?: { sha256: string; use: string; name: string };
}

export type MessageChange = Partial<PageMessage> & { timestamp: number };

/**
 * What lives outside of the app: the account as WhatsApp and the clients' phones know it. It outlives any page and any
 * start of the app.
 */
export class FakeAccount {
  /** The number that is linked, in digits; null: as `AppLife` finds it, the lawyer's own. */
  phone: string | null = null;
  /** Messages as the page holds them, oldest first, by chat. */
  readonly chats = new Map<string, PageMessage[]>();
  /** What arrived on each client's phone. A message that is sent twice stands here twice. */
  readonly arrived: Arrived[] = [];
  /** Chats that were shown to the client as read, and in which "typing…" was shown. */
  readonly markedRead: string[] = [];
  readonly typing: string[] = [];
  readonly notOnWhatsApp = new Set<string>();
  /** Numbers whose chat has another jid. */
  readonly jids = new Map<string, string>();
  /** The lids of numbers, as the page knows them. */
  readonly lids = new Map<string, string>();
  private nextId = 0;

  chat(jid: string): PageMessage[] {
    const messages = this.chats.get(jid) ?? [];
    this.chats.set(jid, messages);
    return messages;
  }

  newId(prefix = 'AC'): string {
    this.nextId += 1;
    return `${prefix}${String(this.nextId).padStart(6, '0')}`;
  }

  message(jid: string, change: MessageChange): PageMessage {
    const id = this.newId();
    const { timestamp } = change;
    const plain = { id, chat: jid, fromMe: false, type: 'chat', text: `message ${id}`, timestamp, broadcast: false };
    return { ...PageMessage.parse(plain), ...change };
  }

  /** A client writes: the page holds it, whether or not the app is there to hear. */
  write(jid: string, change: MessageChange): PageMessage {
    const message = this.message(jid, change);
    this.chat(jid).push(message);
    return message;
  }

  find(id: string): PageMessage | undefined {
    return [...this.chats.values()].flat().find((message) => message.id === id);
  }

  all(): PageMessage[] {
    return [...this.chats.values()].flat();
  }

  /** The page drops what it holds of a message, as after a reload before WhatsApp's server had it. */
  forget(id: string): void {
    for (const [jid, messages] of this.chats) {
      const kept = messages.filter((message) => message.id !== id);
      this.chats.set(jid, kept);
    }
  }

  /** WhatsApp's server takes what was pending. */
  flushPending(): PageMessage[] {
    const pending = this.all().filter(({ fromMe, ack }) => fromMe && ack === 0);
    for (const message of pending) {
      message.ack = 1;
      this.arrived.push({ chat: message.chat, id: message.id, text: message.text });
    }
    return pending;
  }

  /** One person has one reaction to a message; an empty one takes it back. */
  react(message: PageMessage, by: { byMe: boolean; sender: string }, emoji: string, timestamp: number): PageReaction {
    const { id, chat, fromMe } = message;
    const reaction = { id, chat, fromMe, ...by, emoji, timestamp };
    const others = (message.reactions ?? []).filter(({ sender, byMe }) => sender !== by.sender || byMe !== by.byMe);
    message.reactions = emoji === '' ? others : [...others, reaction];
    return reaction;
  }

  arrivals(text: string): number {
    return this.arrived.filter((one) => one.text === text).length;
  }
}

export function sha256Of(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
