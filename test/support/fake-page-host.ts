import { PageMedia, type PageMessage, type PageState } from '../../main/contract/page-reports.ts';
import type { Capability, DriverName } from '../../main/contract/values.ts';
import type { PageHost, PageHostListener } from '../../main/whatsapp/page-host.ts';
import { FakeAccount, sha256Of } from './fake-account.ts';
import { stir } from './fake-clock.ts';

export { FakeAccount };

/** What the page does with the next message that it is asked to send. */
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
  | 'answers-nonsense'
  /** As the second driver, which cannot see whether it was taken. */
  | 'takes-unconfirmed'
  /** As the second driver, for a reason of its own code's that nobody foresaw. */
  | 'takes-then-fails';

/** What the page does when it is asked to act on a message. */
export type ActFault = 'does' | 'refuses' | 'hangs' | 'does-then-hangs' | 'does-then-refuses' | 'dies';

export const READY: PageState = {
  driver: 'wa-js',
  driverReady: true,
  authenticated: true,
  mainReady: true,
  socket: 'CONNECTED',
  linking: null,
  qr: null,
  pairingCode: null,
  me: null,
  syncPercent: null,
  phoneOffline: false,
  updateNeeded: false,
  unsupportedBrowser: false,
  blank: false,
};

/** A page that shows that code to be scanned. */
export const showingQr = (qr: string): Partial<PageState> => ({
  authenticated: false,
  mainReady: false,
  socket: null,
  linking: 'qr',
  qr,
});

interface Pending {
  name: string;
  reject(error: Error): void;
}

interface Sending {
  chat: string;
  id: string;
  text: string;
  quoted: string | null;
  file?: { sha256: string; use: string; name: string };
}

type Input = Record<string, unknown>;
interface Place {
  chat: string;
  id: string;
  fromMe: boolean;
}

/** One page on an account, as a session sees it. A new view, or a new start of the app, makes a new one on the same account. */
export class FakePageHost implements PageHost {
  readonly account: FakeAccount;
  /** Seconds, by WhatsApp's clock. */
  private readonly seconds: () => number;
  private listener: PageHostListener | null = null;
  private hanging: Pending[] = [];
  /** Messages that this load of the page was asked to send, and may still be at. */
  private late: Sending[] = [];
  private readonly staged = new Map<string, Buffer>();
  private readonly openMedia = new Map<string, Buffer>();
  /** What befalls the next sends, and the next acts on messages; an empty list means that all goes well. */
  readonly faults: SendFault[] = [];
  readonly actFaults: ActFault[] = [];
  /** Commands that are refused, or of which no answer ever comes. */
  readonly refused = new Set<string>();
  readonly silent = new Set<string>();
  /** Every command that was asked, in order. */
  readonly asked: string[] = [];
  /** The small picture that the page makes of what is sent, in base64. */
  preview: string | null = null;
  /** The bytes of clients' files by the message's id; others are gone. */
  readonly media = new Map<string, Buffer>();
  /** Called before a command does anything and after it has: a test may let the app die there. */
  onStep: (where: string) => void | Promise<void> = () => {};
  loads = 0;
  /** How many log-outs the document has seen: counted by its states, as the page's own script does. */
  logIn = 0;
  private isLinked = false;
  /** In which log-in each item was reported first: what comes again is still of that one. */
  private readonly firstIn = new WeakMap<object, number>();
  /** Of its process, in bytes. */
  memory = 200_000_000;
  flushes = 0;
  closed = false;
  /** Which driver sends. */
  driver: DriverName = 'wa-js';
  /** What `checkHealth` answers. */
  health = { socket: 'CONNECTED' as string | null, listening: true, missing: [] as Capability[] };
  /** What is on the screen of the open chat. */
  screen: { title: string; chat: string | null; messages: unknown[] } | null = null;
  /** The page tells of what was done to a message here, as WhatsApp Web does. */
  tellsActs = false;
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
    this.logIn = 0;
    this.isLinked = false;
    this.late = [];
    this.listener?.loaded();
    this.timeOut();
    // A page that is told to load says nothing before those who asked have gone on.
    queueMicrotask(() => {
      if (this.stateAfterLoad && !this.closed) void this.state(this.stateAfterLoad);
    });
  }

  /** The page's process dies; it must be loaded again. */
  crash(): void {
    if (this.closed) return;
    this.late = [];
    this.timeOut();
    this.listener?.crashed();
  }

  failLoad(): void {
    this.timeOut();
    this.listener?.loadFailed();
  }

  hang(): void {
    this.listener?.unresponsive();
  }

  /** Every command that hangs ends without an answer, as after the host's own limit. */
  timeOut(): void {
    const ended = this.hanging;
    this.hanging = [];
    for (const { reject } of ended) reject(new Error('timeout'));
  }

  /** The page comes to the messages that it hung on, though nobody waits for its answer any more. */
  async takeLate(): Promise<void> {
    const late = this.late;
    this.late = [];
    for (const sending of late) await this.messages(this.take(sending, 1));
  }

  /** The page says of itself what `READY` says, but for the change. The account is said by whoever is logged in. */
  state(change: Partial<PageState>): Promise<void> {
    const state = { ...READY, ...change };
    const { phone } = this.account;
    if (state.authenticated && state.driver === 'wa-js' && !('me' in change && change.me !== null)) {
      state.me = phone === null ? null : { phone, lid: null };
    }
    return this.report({ kind: 'state', state });
  }

  capability(name: Capability, driver: DriverName | null): Promise<void> {
    return this.report({ kind: 'capability', capability: { name, driver } });
  }

  messages(...messages: PageMessage[]): Promise<void> {
    return this.report(...messages.map((message) => ({ kind: 'message', message: copyOf(message) })));
  }

  ack(message: { id: string; chat: string }, ack: number): Promise<void> {
    const held = this.account.find(message.id);
    if (held) held.ack = Math.max(held.ack ?? 0, ack);
    const { id, chat } = message;
    return this.report({ kind: 'ack', ack: { id, chat, fromMe: true, ack } });
  }

  async report(...items: unknown[]): Promise<void> {
    stir();
    if (!this.closed) await this.listener?.report(items, this.logInOf(items));
  }

  private logInOf(items: readonly unknown[]): number {
    const objects = items.filter((item) => typeof item === 'object' && item !== null);
    for (const item of objects) {
      const { driverReady, authenticated } = (item as { state?: Partial<PageState> }).state ?? {};
      if (driverReady === true && typeof authenticated === 'boolean') {
        if (this.isLinked && !authenticated) this.logIn += 1;
        this.isLinked = authenticated;
      }
      if (!this.firstIn.has(item)) this.firstIn.set(item, this.logIn);
    }
    return Math.max(0, ...objects.map((item) => this.firstIn.get(item) ?? 0));
  }

  async command(name: string, input: unknown): Promise<unknown> {
    stir();
    this.asked.push(name);
    await this.onStep(`before ${name}`);
    if (this.closed) throw new Error('gone');
    if (this.silent.has(name)) return this.never(name);
    if (this.refused.has(name)) return { ok: false, error: 'refused by the test' };
    const value = await this.answer(name, (input ?? {}) as Input);
    await this.onStep(`after ${name}`);
    stir();
    return value instanceof Answer ? value.answer : { ok: true, value };
  }

  memoryBytes(): number | null {
    return this.closed ? null : this.memory;
  }

  flush(): void {
    this.flushes += 1;
  }

  close(): void {
    this.closed = true;
    this.timeOut();
  }

  /** How often that command was asked. */
  count(name: string): number {
    return this.asked.filter((one) => one === name).length;
  }

  private never(name: string): Promise<never> {
    const answer = new Promise<never>((_resolve, reject) => {
      this.hanging.push({ name, reject });
    });
    // It may fail before anybody has come to wait for it.
    answer.catch(() => {});
    return answer;
  }

  private answer(name: string, input: Input): unknown {
    switch (name) {
      case 'listChats':
        return [...this.account.chats].flatMap(([chat, messages]) => {
          const last = messages.at(-1);
          return last ? [{ chat, lastTimestamp: last.timestamp, lastId: last.id, name: null, phone: null }] : [];
        });
      case 'readMessages':
        return this.read(input as { chat: string; before: { id: string } | null; count: number });
      case 'resolvePhone': {
        const phone = String(input.phone);
        if (this.account.notOnWhatsApp.has(phone)) return null;
        return { chat: this.account.jids.get(phone) ?? `${phone}@c.us`, lid: this.account.lids.get(phone) ?? null };
      }
      case 'findMessage':
        return copyOf(this.held(input as unknown as Place)) ?? null;
      case 'sendText':
        return this.send(input, { chat: String(input.chat), id: String(input.id), text: String(input.text) });
      case 'stageFile':
        return this.stage(input as { file: string; offset: number; base64: string });
      case 'sendFile':
        return this.sendFile(input);
      case 'react':
      case 'edit':
      case 'revoke':
        return this.act(name, input);
      case 'markRead':
        this.account.markedRead.push(String(input.chat));
        return null;
      case 'showTyping':
        if (input.typing) this.account.typing.push(String(input.chat));
        return null;
      case 'openMedia': {
        const bytes = this.media.get(String(input.id));
        if (!bytes) return new Answer({ ok: false, error: 'media_gone' });
        this.openMedia.set(String(input.id), bytes);
        return { file: String(input.id), size: bytes.length };
      }
      case 'readMedia': {
        const at = Number(input.offset);
        const bytes = this.openMedia.get(String(input.file)) ?? Buffer.alloc(0);
        return { base64: bytes.subarray(at, at + 1_000_000).toString('base64') };
      }
      case 'closeMedia':
        this.openMedia.delete(String(input.file));
        return null;
      case 'checkHealth':
        return { ...this.health };
      case 'readOpenChat':
        return copyOf(this.screen);
      case 'requestPairingCode':
      case 'refreshQr':
      case 'logOut':
      case 'resubscribe':
      case 'openChat':
        return null;
      default:
        throw new Error(`no such command: ${name}`);
    }
  }

  private read({ chat, before, count }: { chat: string; before: { id: string } | null; count: number }): unknown[] {
    const all = this.account.chat(chat);
    const end = before ? all.findIndex(({ id }) => id === before.id) : all.length;
    return all.slice(Math.max(0, end - count), Math.max(0, end)).map(copyOf);
  }

  private held({ chat, id, fromMe }: Place): PageMessage | undefined {
    return this.account.chat(chat).find((message) => message.id === id && message.fromMe === fromMe);
  }

  private stage({ file, offset, base64 }: { file: string; offset: number; base64: string }): { size: number } {
    const before = offset === 0 ? Buffer.alloc(0) : (this.staged.get(file) ?? Buffer.alloc(0));
    const all = Buffer.concat([before.subarray(0, offset), Buffer.from(base64, 'base64')]);
    this.staged.set(file, all);
    return { size: all.length };
  }

  private sendFile(input: Input): unknown {
    const bytes = this.staged.get(String(input.file));
    if (!bytes) return new Answer({ ok: false, error: 'file_not_staged' });
    this.staged.delete(String(input.file));
    const file = { sha256: sha256Of(bytes), use: String(input.use), name: String(input.fileName) };
    return this.send(input, { chat: String(input.chat), id: String(input.id), text: String(input.caption), file });
  }

  private send(input: Input, wanted: Omit<Sending, 'quoted'>): unknown {
    if (input.driver !== undefined && input.driver !== this.driver) {
      return new Answer({ ok: false, error: 'other_driver' });
    }
    // What is typed on the screen has an id of WhatsApp's own.
    const id = this.driver === 'dom' ? this.account.newId('SCREEN') : wanted.id;
    const sending: Sending = { ...wanted, id, quoted: (input.quoted as { id: string } | null)?.id ?? null };
    const fault = this.faults.shift() ?? 'takes';
    if (fault.startsWith('takes') || fault === 'answers-nonsense') this.take(sending, 1);
    if (fault === 'keeps-pending') {
      this.take(sending, 0);
      return { ack: 0, id };
    }
    if (fault.endsWith('refuses')) return new Answer({ ok: false, error: 'the page threw' });
    if (fault === 'takes-then-fails') return new Answer({ ok: false, error: 'failed' });
    if (fault === 'takes-unconfirmed') return { ack: null, id: null };
    if (fault === 'hangs') this.late.push(sending);
    if (fault.endsWith('hangs')) return this.never('sendText');
    if (fault.endsWith('dies')) {
      const gone = this.never('sendText');
      this.crash();
      return gone;
    }
    if (fault === 'answers-nonsense') return { ack: 'yes' };
    return { ack: 1, id };
  }

  private take({ chat, id, text, quoted, file }: Sending, ack: number): PageMessage {
    const message = this.account.message(chat, {
      id,
      text,
      fromMe: true,
      ack,
      type: file?.use ?? 'chat',
      ...(file ? { media: PageMedia.parse({ thumbnail: this.preview }) } : {}),
      quoted: quoted === null ? null : { id: quoted, text: null },
      timestamp: this.seconds(),
    });
    this.account.chat(chat).push(message);
    if (ack > 0) this.account.arrived.push({ chat, id, text, ...(file ? { file } : {}) });
    return message;
  }

  private act(name: 'react' | 'edit' | 'revoke', input: Input): unknown {
    const fault = this.actFaults.shift() ?? 'does';
    const message = this.held(input.message as Place);
    if (!message) return new Answer({ ok: false, error: 'msg_not_found' });
    if (fault.startsWith('does')) this.change(name, message, input);
    if (fault.endsWith('refuses')) return new Answer({ ok: false, error: 'refused' });
    if (fault.endsWith('hangs')) return this.never(name);
    if (fault === 'dies') {
      const gone = this.never(name);
      this.crash();
      return gone;
    }
    return null;
  }

  private change(name: 'react' | 'edit' | 'revoke', message: PageMessage, input: Input): void {
    const { account } = this;
    let told: Promise<void> | undefined;
    if (name === 'react') {
      const sender = `${account.phone}@c.us`;
      const reaction = account.react(message, { byMe: true, sender }, String(input.emoji), this.seconds());
      if (this.tellsActs) told = this.report({ kind: 'reaction', reaction });
    } else if (name === 'edit') {
      message.text = String(input.text);
      message.editedAt = this.seconds();
    } else {
      message.type = 'revoked';
      message.text = '';
    }
    if (this.tellsActs) told ??= this.messages(message);
    told?.catch(() => {});
  }
}

/** An answer as it is given, in place of a value. */
class Answer {
  readonly answer: unknown;

  constructor(answer: unknown) {
    this.answer = answer;
  }
}

function copyOf<Value>(value: Value): Value {
  return structuredClone(value);
}
