import type { Broker } from '../../../main/contract/broker.ts';
import type {
  Alert,
  Attachment,
  Client,
  Completeness,
  Conversation,
  HistoryProgress,
  Message,
  MessageVersion,
  QueuedAction,
  Session,
} from '../../../main/contract/entities.ts';
import type { EventType } from '../../../main/contract/events.ts';
import type { IpcOutput, IpcPush, LawyerWithSession } from '../../../main/contract/ipc.ts';
import { DEFAULT_SETTINGS, type LawyerSettings } from '../../../main/contract/lawyer-settings.ts';
import { ORDINARY_DAY, type PracticeFaults } from '../../../main/contract/practice.ts';
import type { Tunnel } from '../../../main/contract/tunnel.ts';
import { someBrokers } from './fake-brokers.ts';
import { ago, fakeId, madeSoFar } from './fake-id.ts';
import { noTunnel } from './fake-tunnel.ts';

export const RECOVERY_KEY = 'K7QF-2MXA-9TDW-PJ4C-H6RS-VN3E-8YBZ-5GUK';
export const QR =
  'https://wa.me/settings/linked_devices#2@q8Zr0bJ4Xn1uWvT7sKpLdYcEaHfGmQxR,3oVtB6nM9kLsPdFgHjKlQwErTyUiOpAs=,Zx8Cv5Bn2Mq1We4Rt7Yu0Io3Pa6Sd9Fg=,Hj2Kl5Zx8Cv1Bn4Mq7We0Rt3Yu6Io9Pa==,1';
export const PAIRING_CODE = 'K7QF2MXA';

export interface FakeChat {
  conversation: Conversation;
  messages: Message[];
}

export type NewMessage = Partial<Message> & { minutesAgo?: number };

export const NO_HISTORY: HistoryProgress = {
  state: 'idle',
  chats_total: 0,
  chats_done: 0,
  messages_stored: 0,
  percent: 0,
  chats_left: 0,
  started_at: null,
  finished_at: null,
};

/** A session of the contract, with what is left out filled in. */
export function aSession(state: Session['state'], more: Partial<Session> = {}): Session {
  return { state, since: ago(12), steps: [], reduced: [], ...more };
}

/** An in-memory stand-in for what the main process knows, with the pushes that changes cause. */
export class FakeWorld {
  readonly lawyers: LawyerWithSession[] = [];
  readonly chats = new Map<string, FakeChat[]>();
  readonly clients = new Map<string, Client>();
  readonly versions = new Map<string, MessageVersion[]>();
  readonly completeness = new Map<string, Completeness>();
  readonly settings = new Map<string, LawyerSettings>();
  readonly histories = new Map<string, HistoryProgress>();
  readonly queue: (QueuedAction & { lawyerId: string })[] = [];
  readonly uploads = new Map<string, Attachment>();
  alerts: Alert[] = [];
  faults: PracticeFaults = { ...ORDINARY_DAY };
  status: IpcOutput<'app.status'> = {
    version: '0.1.0',
    mode: 'practice',
    api_url: 'http://127.0.0.1:5001',
    warnings: [],
    webhooks_waiting: 0,
    recovery_key: null,
  };
  tunnel: Tunnel = noTunnel();
  brokers: Broker[] = [];
  readonly push: (push: IpcPush) => void;

  constructor(push: (push: IpcPush) => void) {
    this.push = push;
  }

  addLawyer(name: string, session: Session): LawyerWithSession {
    const lawyer = {
      id: fakeId<LawyerWithSession['id']>('law'),
      name,
      email: `${name.toLowerCase().replace(/[^a-z]+/g, '.')}@kanzlei.example`,
      phone_number: `+4930123456${this.lawyers.length}` as LawyerWithSession['phone_number'],
      whatsapp_name: name,
      is_active: true,
      created_at: ago(9000),
      updated_at: ago(9000),
      session,
    };
    this.lawyers.push(lawyer);
    this.chats.set(lawyer.id, []);
    this.settings.set(lawyer.id, structuredClone(DEFAULT_SETTINGS));
    this.push({ kind: 'lawyers' });
    return lawyer;
  }

  addChat(lawyerId: string, title: string, phone: string | null, type: Conversation['type'] = 'person'): FakeChat {
    const client = type === 'person' ? this.#addClient(title, phone) : null;
    const chat: FakeChat = {
      conversation: {
        id: fakeId<Conversation['id']>('con'),
        client_id: client?.id ?? null,
        type,
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
    if (client) client.conversation_id = chat.conversation.id;
    this.chatsOf(lawyerId).push(chat);
    return chat;
  }

  addMessage(lawyerId: string, chat: FakeChat, { minutesAgo = 0, ...message }: NewMessage): Message {
    const direction = message.direction ?? 'inbound';
    const sentAt = ago(minutesAgo);
    const stored: Message = {
      id: fakeId<Message['id']>('msg'),
      conversation_id: chat.conversation.id,
      phone: chat.conversation.phone,
      direction,
      kind: 'text',
      text: '',
      sender_name: direction === 'inbound' ? chat.conversation.title : null,
      sender_phone: null,
      status: direction === 'inbound' ? 'received' : 'queued',
      error: null,
      whatsapp_id: `3EB0FAKE${madeSoFar()}`,
      client_reference: null,
      reply_to: null,
      forwarded: false,
      view_once: false,
      disappears_after: null,
      edited_at: null,
      revoked_at: null,
      reactions: [],
      attachment: null,
      details: null,
      sent_at: sentAt,
      stored_at: sentAt,
      ...message,
    };
    chat.messages.push(stored);
    chat.conversation.message_count += 1;
    chat.conversation.updated_at = sentAt;
    if (direction === 'inbound') chat.conversation.unread_count += 1;
    this.#summarise(chat);
    this.tell(lawyerId, chat, stored, direction === 'inbound' ? 'message.received' : 'message.queued');
    return stored;
  }

  /** Changes a stored message, and tells so with that event. */
  change(lawyerId: string, chat: FakeChat, id: string, part: Partial<Message>, type: EventType): void {
    const message = chat.messages.find((one) => one.id === id);
    if (!message) throw new Error(`no message ${id}`);
    Object.assign(message, part);
    this.#summarise(chat);
    this.tell(lawyerId, chat, message, type);
  }

  setStatus(lawyerId: string, chat: FakeChat, id: string, status: 'sent' | 'delivered' | 'read' | 'failed'): void {
    this.unqueue((row) => row.message_id === id && row.action === 'send');
    this.change(lawyerId, chat, id, { status }, `message.${status}`);
  }

  enqueue(lawyerId: string, chat: FakeChat, row: Partial<QueuedAction>): QueuedAction {
    const made: QueuedAction = {
      id: madeSoFar(),
      action: 'send',
      message_id: null,
      conversation_id: chat.conversation.id,
      state: 'queued',
      waits_for: 'turn',
      due_at: null,
      attempts: 0,
      error: null,
      accepted_at: ago(0),
      ...row,
    };
    fakeId('out');
    this.queue.push({ ...made, lawyerId });
    return made;
  }

  unqueue(isGone: (row: QueuedAction) => boolean): void {
    const rest = this.queue.filter((row) => !isGone(row));
    this.queue.splice(0, this.queue.length, ...rest);
  }

  setSession(lawyerId: string, session: Session): void {
    const lawyer = this.lawyers.find((one) => one.id === lawyerId);
    if (lawyer) lawyer.session = session;
    this.push({ kind: 'session', lawyer_id: lawyerId as LawyerWithSession['id'], session });
  }

  setHistory(lawyerId: string, progress: HistoryProgress): void {
    this.histories.set(lawyerId, progress);
    this.push({ kind: 'history', lawyer_id: lawyerId as LawyerWithSession['id'], progress });
  }

  setAppStatus(change: Partial<IpcOutput<'app.status'>>): void {
    this.status = { ...this.status, ...change };
    this.push({ kind: 'status' });
  }

  setTunnel(change: Partial<Tunnel>): Tunnel {
    this.tunnel = { ...this.tunnel, ...change };
    this.push({ kind: 'tunnel' });
    return this.tunnel;
  }

  addBrokers(): void {
    const [lawyer] = this.lawyers;
    if (lawyer) this.brokers.push(...someBrokers(lawyer.id));
  }

  raise(lawyerId: string, code: Alert['code'], subject: string | null = null): void {
    const id = fakeId<Alert['id']>('alr');
    const lawyer = lawyerId as Alert['lawyer_id'];
    this.alerts.push({ id, lawyer_id: lawyer, code, subject, raised_at: ago(3), cleared_at: null });
    this.#event(lawyerId, 'alert.raised', null, null);
  }

  clear(lawyerId: string, code: Alert['code']): void {
    this.alerts = this.alerts.filter((alert) => alert.code !== code || alert.lawyer_id !== lawyerId);
    this.#event(lawyerId, 'alert.cleared', null, null);
  }

  chatByTitle(title: string): { lawyerId: string; chat: FakeChat } {
    for (const [lawyerId, chats] of this.chats) {
      const chat = chats.find(({ conversation }) => conversation.title === title);
      if (chat) return { lawyerId, chat };
    }
    throw new Error(`no chat ${title}`);
  }

  /** The message of a chat that begins with that text. */
  messageByText(title: string, start: string): { lawyerId: string; chat: FakeChat; message: Message } {
    const { lawyerId, chat } = this.chatByTitle(title);
    const message = chat.messages.find(({ text }) => text.startsWith(start));
    if (!message) throw new Error(`no message ${start}`);
    return { lawyerId, chat, message };
  }

  chatsOf(lawyerId: string): FakeChat[] {
    return this.chats.get(lawyerId) ?? [];
  }

  tell(lawyerId: string, chat: FakeChat, message: Message | null, type: EventType | 'message.queued'): void {
    this.#event(lawyerId, type, chat, message);
  }

  #event(lawyerId: string, type: EventType | 'message.queued', chat: FakeChat | null, message: Message | null): void {
    this.push({
      kind: 'event',
      type,
      lawyer_id: lawyerId as LawyerWithSession['id'],
      conversation_id: chat?.conversation.id ?? null,
      message_id: message?.id ?? null,
    });
  }

  #addClient(name: string, phone: string | null): Client {
    const client: Client = {
      id: fakeId<Client['id']>('cli'),
      name: name.startsWith('+') ? null : name,
      phone: phone as Client['phone'],
      email: null,
      notes: null,
      status: 'active',
      conversation_id: null,
      aliases: [
        {
          kind: phone === null ? 'lid' : 'phone',
          value: phone ?? '274511902378',
          source: 'whatsapp',
          first_seen_at: ago(60 * 24 * 40),
          last_seen_at: ago(60),
        },
      ],
      merged: [],
      created_at: ago(9000),
      updated_at: ago(9000),
    };
    this.clients.set(client.id, client);
    return client;
  }

  #summarise(chat: FakeChat): void {
    const last = chat.messages.at(-1);
    if (!last) return;
    const { direction, kind, status, sent_at } = last;
    chat.conversation.last_message = { direction, kind, status, sent_at, preview: last.text.slice(0, 200) };
  }
}
