import type { Conversation, Message, Session } from '../../../main/contract/entities.ts';
import type { IpcOutput, IpcPush, LawyerWithSession } from '../../../main/contract/ipc.ts';

/** What the window is shown first. */
export type Scene =
  | 'busy'
  | 'qr'
  | 'qr-loading'
  | 'starting'
  | 'failed'
  | 'logged-out'
  | 'empty'
  | 'first-run'
  | 'recovery-key'
  | 'locked';

export const LONG_CHAT_LENGTH = 5000;
export const HOSTILE_TEXT =
  '<script>window.hacked = true</script><img src=x onerror="window.hacked = true"> \u202Egnp.exe\u202C & more';
export const RECOVERY_KEY = 'K7QF-2MXA-9TDW-PJ4C-H6RS-VN3E-8YBZ-5GUK';
export const QR =
  'https://wa.me/settings/linked_devices#2@q8Zr0bJ4Xn1uWvT7sKpLdYcEaHfGmQxR,3oVtB6nM9kLsPdFgHjKlQwErTyUiOpAs=,Zx8Cv5Bn2Mq1We4Rt7Yu0Io3Pa6Sd9Fg=,Hj2Kl5Zx8Cv1Bn4Mq7We0Rt3Yu6Io9Pa==,1';

const PAGE = 50;
const MINUTE = 60_000;
const alphabet = '0123456789abcdefghjkmnpqrstvwxyz';

let made = 0;
/** Ids of the contract's form, in the order in which they were made. */
function id<Kind extends string>(prefix: string): Kind {
  made += 1;
  let rest = made;
  let end = '';
  for (let place = 0; place < 8; place += 1) {
    end = (alphabet[rest % 32] ?? '0') + end;
    rest = Math.floor(rest / 32);
  }
  return `${prefix}_${'0'.repeat(18)}${end}` as Kind;
}

const ago = (minutes: number) => new Date(Date.now() - minutes * MINUTE).toISOString();

export interface NewMessage {
  text: string;
  direction?: Message['direction'];
  status?: Message['status'];
  error?: string;
  kind?: string;
  minutesAgo?: number;
}

export interface FakeChat {
  conversation: Conversation;
  messages: Message[];
}

/** An in-memory stand-in for the main process: lawyers, chats and sessions, with the pushes that changes cause. */
export class FakeWorld {
  readonly lawyers: LawyerWithSession[] = [];
  readonly chats = new Map<string, FakeChat[]>();
  status: IpcOutput<'app.status'>;
  readonly #push: (push: IpcPush) => void;

  constructor(push: (push: IpcPush) => void) {
    this.#push = push;
    this.status = {
      version: '0.1.0',
      mode: 'practice',
      api_url: 'http://127.0.0.1:5001',
      warnings: [],
      webhooks_waiting: 0,
      recovery_key: null,
    };
  }

  addLawyer(name: string, session: Session, phone = '+4930123456'): LawyerWithSession {
    const lawyer = {
      id: id<LawyerWithSession['id']>('law'),
      name,
      email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@kanzlei.example`,
      phone_number: `${phone}${this.lawyers.length}` as LawyerWithSession['phone_number'],
      whatsapp_name: name,
      is_active: true,
      created_at: ago(9000),
      updated_at: ago(9000),
      session,
    };
    this.lawyers.push(lawyer);
    this.chats.set(lawyer.id, []);
    this.#push({ kind: 'lawyers' });
    return lawyer;
  }

  addChat(lawyerId: string, title: string, phone: string | null): FakeChat {
    const chat: FakeChat = {
      conversation: {
        id: id<Conversation['id']>('con'),
        client_id: id<Conversation['client_id']>('cli'),
        phone: phone as Conversation['phone'],
        title,
        message_count: 0,
        unread_count: 0,
        last_message: null,
        created_at: ago(9000),
        updated_at: ago(9000),
      },
      messages: [],
    };
    this.#chatsOf(lawyerId).push(chat);
    return chat;
  }

  addMessage(lawyerId: string, chat: FakeChat, message: NewMessage): Message {
    const direction = message.direction ?? 'inbound';
    const sentAt = ago(message.minutesAgo ?? 0);
    const stored: Message = {
      id: id<Message['id']>('msg'),
      conversation_id: chat.conversation.id,
      phone: chat.conversation.phone,
      direction,
      kind: message.kind ?? 'text',
      text: message.text,
      sender_name: direction === 'inbound' ? chat.conversation.title : null,
      status: message.status ?? (direction === 'inbound' ? 'received' : 'queued'),
      error: message.error ?? null,
      whatsapp_id: `3EB0${made}`,
      sent_at: sentAt,
      stored_at: sentAt,
    };
    chat.messages.push(stored);
    chat.conversation.message_count += 1;
    chat.conversation.updated_at = sentAt;
    this.#summarise(chat);
    if (direction === 'inbound') {
      chat.conversation.unread_count += 1;
      this.#event(lawyerId, chat, stored, 'message.received');
    }
    return stored;
  }

  setStatus(
    lawyerId: string,
    chat: FakeChat,
    messageId: string,
    status: 'sent' | 'delivered' | 'read' | 'failed',
  ): void {
    const message = chat.messages.find((one) => one.id === messageId);
    if (!message) throw new Error(`no message ${messageId}`);
    message.status = status;
    this.#summarise(chat);
    this.#event(lawyerId, chat, message, `message.${status}`);
  }

  setSession(lawyerId: string, session: Session): void {
    const lawyer = this.lawyers.find((one) => one.id === lawyerId);
    if (lawyer) lawyer.session = session;
    this.#push({ kind: 'session', lawyer_id: lawyerId as LawyerWithSession['id'], session });
  }

  setAppStatus(change: Partial<IpcOutput<'app.status'>>): void {
    this.status = { ...this.status, ...change };
    this.#push({ kind: 'status' });
  }

  chatByTitle(title: string): { lawyerId: string; chat: FakeChat } {
    for (const [lawyerId, chats] of this.chats) {
      const chat = chats.find(({ conversation }) => conversation.title === title);
      if (chat) return { lawyerId, chat };
    }
    throw new Error(`no chat ${title}`);
  }

  chatByPhone(lawyerId: string, phone: string): FakeChat | undefined {
    return this.#chatsOf(lawyerId).find(({ conversation }) => conversation.phone === phone);
  }

  listChats(lawyerId: string, cursor: string | undefined): IpcOutput<'conversations.list'> {
    const sorted = this.#chatsOf(lawyerId)
      .map(({ conversation }) => conversation)
      .sort((one, other) => other.updated_at.localeCompare(one.updated_at));
    const from = Number(cursor ?? 0);
    return {
      data: structuredClone(sorted.slice(from, from + PAGE)),
      next_cursor: from + PAGE < sorted.length ? String(from + PAGE) : null,
    };
  }

  listMessages(lawyerId: string, conversationId: string, cursor?: string): IpcOutput<'conversations.messages'> {
    const chat = this.#chatsOf(lawyerId).find(({ conversation }) => conversation.id === conversationId);
    if (!chat) return { data: [], next_cursor: null };
    const end = cursor ? chat.messages.findIndex((one) => one.id === cursor) : chat.messages.length;
    const start = Math.max(0, end - PAGE);
    return {
      data: structuredClone(chat.messages.slice(start, end)),
      next_cursor: start > 0 ? (chat.messages[start]?.id ?? null) : null,
    };
  }

  markRead(lawyerId: string, conversationId: string): void {
    const chat = this.#chatsOf(lawyerId).find(({ conversation }) => conversation.id === conversationId);
    if (chat) chat.conversation.unread_count = 0;
  }

  #chatsOf(lawyerId: string): FakeChat[] {
    return this.chats.get(lawyerId) ?? [];
  }

  #summarise(chat: FakeChat): void {
    const last = chat.messages.at(-1);
    if (!last) return;
    const { direction, kind, status, sent_at } = last;
    chat.conversation.last_message = { direction, kind, status, sent_at, preview: last.text.slice(0, 200) };
  }

  #event(
    lawyerId: string,
    chat: FakeChat,
    message: Message,
    type: 'message.received' | `message.${'sent' | 'delivered' | 'read' | 'failed'}`,
  ): void {
    this.#push({
      kind: 'event',
      type,
      lawyer_id: lawyerId as LawyerWithSession['id'],
      conversation_id: chat.conversation.id,
      message_id: message.id,
    });
  }
}
