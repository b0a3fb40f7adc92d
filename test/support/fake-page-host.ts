import type { PageMessage, PageState } from '../../main/contract/page.ts';
import type { PageHost, PageHostListener } from '../../main/whatsapp/page-host.ts';

/** What the page does with the next text that it is asked to send. */
export type SendFault =
  /** Takes it and says so. */
  | 'takes'
  /** Never takes it and never answers. */
  | 'hangs'
  /** Takes it, and its answer gets lost. */
  | 'takes-then-hangs'
  | 'refuses'
  | 'takes-then-refuses'
  /** Keeps it as pending: WhatsApp's server has not seen it yet, and sees it when `flushPending` is called. */
  | 'keeps-pending'
  | 'dies'
  | 'takes-then-dies'
  | 'answers-nonsense';

export const READY: PageState = {
  driverReady: true,
  authenticated: true,
  mainReady: true,
  socket: 'CONNECTED',
  qr: null,
  unsupportedBrowser: false,
};

/**
 * What lives outside of the app: the account as WhatsApp and the clients' phones know it. It outlives any page and any
 * start of the app.
 */
export class FakeAccount {
  /** Messages as the page holds them, oldest first, by chat. */
  readonly chats = new Map<string, PageMessage[]>();
  /** What arrived on each client's phone. A message that is sent twice stands here twice. */
  readonly arrived: { chat: string; id: string; text: string }[] = [];
  readonly notOnWhatsApp = new Set<string>();
  /** Numbers whose chat has another jid. */
  readonly jids = new Map<string, string>();
  private nextId = 0;

  chat(jid: string): PageMessage[] {
    const messages = this.chats.get(jid) ?? [];
    this.chats.set(jid, messages);
    return messages;
  }

  message(jid: string, change: Partial<PageMessage> & { timestamp: number }): PageMessage {
    this.nextId += 1;
    return {
      id: `AC${String(this.nextId).padStart(6, '0')}`,
      chat: jid,
      fromMe: false,
      type: 'chat',
      text: `message ${this.nextId}`,
      senderName: null,
      ack: null,
      phone: null,
      ...change,
    };
  }

  /** A client writes: the page holds it, whether or not the app is there to hear. */
  write(jid: string, change: Partial<PageMessage> & { timestamp: number }): PageMessage {
    const message = this.message(jid, change);
    this.chat(jid).push(message);
    return message;
  }

  find(id: string): PageMessage | undefined {
    return [...this.chats.values()].flat().find((message) => message.id === id);
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
    const pending = [...this.chats.values()].flat().filter(({ fromMe, ack }) => fromMe && ack === 0);
    for (const message of pending) {
      message.ack = 1;
      this.arrived.push({ chat: message.chat, id: message.id, text: message.text });
    }
    return pending;
  }

  arrivals(text: string): number {
    return this.arrived.filter((one) => one.text === text).length;
  }
}

interface Pending {
  name: string;
  reject(error: Error): void;
}

/** One page on an account, as a session sees it. A new start of the app makes a new one on the same account. */
export class FakePageHost implements PageHost {
  readonly account: FakeAccount;
  /** Seconds, by WhatsApp's clock. */
  private readonly seconds: () => number;
  private listener: PageHostListener | null = null;
  private hanging: Pending[] = [];
  /** Texts that this load of the page was asked to send, and may still be at. */
  private late: { chat: string; id: string; text: string }[] = [];
  /** What befalls the next sends; an empty list means that all goes well. */
  readonly faults: SendFault[] = [];
  /** Commands that are refused, or of which no answer ever comes. */
  readonly refused = new Set<string>();
  readonly silent = new Set<string>();
  /** Every command that was asked, in order. */
  readonly asked: string[] = [];
  /** Called before a command does anything and after it has: a test may let the app die there. */
  onStep: (where: string) => void | Promise<void> = () => {};
  loads = 0;
  flushes = 0;
  closed = false;
  /** What the page says of itself once it is loaded; null: nothing. */
  stateAfterLoad: PageState | null = READY;

  constructor(account: FakeAccount, seconds: () => number) {
    this.account = account;
    this.seconds = seconds;
  }

  start(listener: PageHostListener): void {
    this.listener = listener;
    this.reload();
  }

  reload(): void {
    if (this.closed) return;
    this.loads += 1;
    this.late = [];
    this.timeOut();
    this.listener?.loaded();
    // A page that is told to load says nothing before those who asked have gone on.
    queueMicrotask(() => {
      if (this.stateAfterLoad && !this.closed) void this.state(this.stateAfterLoad);
    });
  }

  /** The page's process dies; it must be loaded again. */
  crash(): void {
    this.late = [];
    this.timeOut();
    this.listener?.crashed();
  }

  failLoad(): void {
    this.timeOut();
    this.listener?.loadFailed();
  }

  /** Every command that hangs ends without an answer, as after the host's own limit. */
  timeOut(): void {
    const ended = this.hanging;
    this.hanging = [];
    for (const { reject } of ended) reject(new Error('timeout'));
  }

  /** The page comes to the texts that it hung on, though nobody waits for its answer any more. */
  async takeLate(): Promise<void> {
    const texts = this.late;
    this.late = [];
    for (const { chat, id, text } of texts) {
      const message = this.own(chat, id, text, 1);
      this.account.chat(chat).push(message);
      this.account.arrived.push({ chat, id, text });
      await this.messages(message);
    }
  }

  state(change: Partial<PageState>): Promise<void> {
    return this.report({ kind: 'state', state: { ...READY, ...change } });
  }

  messages(...messages: PageMessage[]): Promise<void> {
    return this.report(...messages.map((message) => ({ kind: 'message', message: { ...message } })));
  }

  ack(message: { id: string; chat: string }, ack: number): Promise<void> {
    const held = this.account.find(message.id);
    if (held) held.ack = Math.max(held.ack ?? 0, ack);
    const { id, chat } = message;
    return this.report({ kind: 'ack', ack: { id, chat, fromMe: true, ack } });
  }

  async report(...items: unknown[]): Promise<void> {
    if (!this.closed) await this.listener?.report(items);
  }

  async command(name: string, input: unknown): Promise<unknown> {
    this.asked.push(name);
    await this.onStep(`before ${name}`);
    if (this.closed) throw new Error('gone');
    if (this.silent.has(name)) return this.hang(name);
    if (this.refused.has(name)) return { ok: false, error: 'refused by the test' };
    const value = this.answer(name, input as Record<string, unknown>);
    await this.onStep(`after ${name}`);
    return value instanceof Promise ? value : { ok: true, value };
  }

  flush(): void {
    this.flushes += 1;
  }

  close(): void {
    this.closed = true;
    this.timeOut();
  }

  private hang(name: string): Promise<never> {
    const answer = new Promise<never>((_resolve, reject) => {
      this.hanging.push({ name, reject });
    });
    // It may fail before anybody has come to wait for it.
    answer.catch(() => {});
    return answer;
  }

  private answer(name: string, input: Record<string, unknown>): unknown {
    switch (name) {
      case 'listChats':
        return [...this.account.chats].flatMap(([chat, messages]) => {
          const last = messages.at(-1);
          return last ? [{ chat, lastTimestamp: last.timestamp }] : [];
        });
      case 'readMessages':
        return this.read(input as { chat: string; before: { id: string } | null; count: number });
      case 'resolvePhone': {
        const phone = String(input.phone);
        if (this.account.notOnWhatsApp.has(phone)) return null;
        return { chat: this.account.jids.get(phone) ?? `${phone}@c.us` };
      }
      case 'findMessage':
        return copyOf(this.account.chat(String(input.chat)).find(({ id }) => id === input.id)) ?? null;
      case 'sendText':
        return this.send(input as { chat: string; id: string; text: string });
      default:
        throw new Error(`no such command: ${name}`);
    }
  }

  private read({ chat, before, count }: { chat: string; before: { id: string } | null; count: number }): unknown[] {
    const all = this.account.chat(chat);
    const end = before ? all.findIndex(({ id }) => id === before.id) : all.length;
    return all.slice(Math.max(0, end - count), Math.max(0, end)).map(copyOf);
  }

  private send({ chat, id, text }: { chat: string; id: string; text: string }): unknown {
    const fault = this.faults.shift() ?? 'takes';
    if (fault.startsWith('takes') || fault === 'answers-nonsense') {
      this.account.chat(chat).push(this.own(chat, id, text, 1));
      this.account.arrived.push({ chat, id, text });
    }
    if (fault === 'keeps-pending') {
      this.account.chat(chat).push(this.own(chat, id, text, 0));
      return { ack: 0, timestamp: this.seconds() };
    }
    if (fault.endsWith('refuses')) return Promise.resolve({ ok: false, error: 'the page threw' });
    if (fault === 'hangs') this.late.push({ chat, id, text });
    if (fault.endsWith('hangs')) return this.hang('sendText');
    if (fault.endsWith('dies')) {
      const gone = this.hang('sendText');
      this.crash();
      return gone;
    }
    if (fault === 'answers-nonsense') return { ack: 'yes' };
    return { ack: 1, timestamp: this.seconds() };
  }

  private own(chat: string, id: string, text: string, ack: number): PageMessage {
    return this.account.message(chat, { id, text, fromMe: true, ack, timestamp: this.seconds() });
  }
}

function copyOf<Value>(value: Value): Value {
  return structuredClone(value);
}
