import type { ClientExport } from '../../../../main/contract/client-export.ts';
import type {
  Attachment,
  Client,
  Completeness,
  Conversation,
  Message,
  MessageVersion,
  QueuedAction,
  Session,
} from '../../../../main/contract/entities.ts';
import type { EventType } from '../../../../main/contract/events.ts';
import type { WindowStep } from '../../../../main/contract/ipc/push.ts';
import type { LawyerWithSession } from '../../../../main/contract/ipc.ts';
import { FakeAlerts } from './alerts.ts';
import type { Push } from './answers-of.ts';
import { FakeApp } from './app.ts';
import { FakeAppSettings } from './app-settings.ts';
import { FakeBrokers } from './brokers.ts';
import { FakeDrafts } from './drafts.ts';
import { FakeEvents } from './events.ts';
import { ago, fakeId, madeSoFar } from './fake-id.ts';
import { FakeHealth } from './health.ts';
import { FakeHistory } from './history.ts';
import { FakeKeys } from './keys.ts';
import { FakeProblem } from './problem.ts';
import { aSession } from './session.ts';
import { FakeSetUp } from './set-up.ts';
import { FakeStaff } from './staff.ts';
import { FakeTemplates } from './templates.ts';
import { FakeTunnel } from './tunnel.ts';
import { FakeUpdates } from './updates.ts';
import { FakeUploads } from './uploads.ts';
import { FakeWebhooks } from './webhooks.ts';

export interface FakeChat {
  conversation: Conversation;
  messages: Message[];
}

export type NewMessage = Partial<Message> & { minutesAgo?: number };

/**
 * An in-memory stand-in for what the main process knows, with the pushes that changes cause: what several features share.
 * What is one feature's own is kept in its file.
 */
export class FakeWorld {
  readonly lawyers: LawyerWithSession[] = [];
  readonly chats = new Map<string, FakeChat[]>();
  /** Of each chat that was merged away, the one that it was merged into. */
  readonly mergedChats = new Map<string, Conversation['id']>();
  readonly clients = new Map<string, Client>();
  /** Those with whom nothing was exchanged yet, by their id: whose they are. */
  readonly madeClients = new Map<string, string>();
  /** Exports of clients that are under way, by the client. */
  readonly exports = new Map<string, ClientExport>();
  readonly versions = new Map<string, MessageVersion[]>();
  readonly completeness = new Map<string, Completeness>();
  readonly queue: (QueuedAction & { lawyerId: string })[] = [];
  readonly uploads = new Map<string, Attachment>();
  readonly incoming = new FakeUploads();
  /** How much of what is stored the search knows. */
  indexedPercent = 100;
  readonly push: Push;
  readonly app: FakeApp;
  readonly appSettings: FakeAppSettings;
  readonly updates: FakeUpdates;
  readonly alerts: FakeAlerts;
  readonly health: FakeHealth;
  readonly history: FakeHistory;
  readonly tunnel: FakeTunnel;
  readonly brokers = new FakeBrokers();
  readonly keys = new FakeKeys();
  readonly drafts = new FakeDrafts();
  readonly templates = new FakeTemplates();
  readonly events: FakeEvents;
  readonly webhooks: FakeWebhooks;
  readonly setUp: FakeSetUp;
  readonly staff: FakeStaff;

  constructor(push: Push) {
    this.push = push;
    this.app = new FakeApp(push);
    this.setUp = new FakeSetUp(push);
    this.appSettings = new FakeAppSettings(push);
    this.updates = new FakeUpdates(push);
    this.alerts = new FakeAlerts(push);
    this.health = new FakeHealth(push);
    this.history = new FakeHistory(push);
    this.tunnel = new FakeTunnel(push);
    this.events = new FakeEvents(push);
    this.staff = new FakeStaff(push, this.lawyers, (id) => {
      const chats = [...this.chats.values()].flat();
      return chats.find(({ conversation }) => conversation.id === id)?.conversation.title ?? null;
    });
    this.webhooks = new FakeWebhooks(this.events);
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
    this.push({ kind: 'lawyers' });
    return lawyer;
  }

  /** As the main process does, here or over the API. */
  removeLawyer(id: string): void {
    const rest = this.lawyers.filter((lawyer) => lawyer.id !== id);
    this.lawyers.splice(0, this.lawyers.length, ...rest);
    this.chats.delete(id);
    this.push({ kind: 'lawyers' });
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

  /** The messages of one chat become those of the other, and it is no longer listed. */
  mergeChats(lawyerId: string, gone: FakeChat, kept: FakeChat): void {
    kept.messages.push(...gone.messages);
    kept.messages.sort((one, other) => one.sent_at.localeCompare(other.sent_at));
    kept.conversation.message_count = kept.messages.length;
    const rest = this.chatsOf(lawyerId).filter((chat) => chat !== gone);
    this.chats.set(lawyerId, rest);
    this.mergedChats.set(gone.conversation.id, kept.conversation.id);
    const { places } = this.drafts;
    const place = places.get(gone.conversation.id);
    places.delete(gone.conversation.id);
    if (place && !places.has(kept.conversation.id)) places.set(kept.conversation.id, place);
    this.tell(lawyerId, kept, null, 'client.merged');
  }

  setSession(lawyerId: string, session: Session): void {
    const lawyer = this.lawyers.find((one) => one.id === lawyerId);
    if (lawyer) lawyer.session = session;
    this.push({ kind: 'session', lawyer_id: lawyerId as LawyerWithSession['id'], session });
  }

  addBrokers(): void {
    const [lawyer] = this.lawyers;
    if (lawyer) this.brokers.addTo(lawyer.id);
  }

  /** A session into a state, told as a call of the contract is answered. */
  become(lawyerId: string, state: Session['state'], more: Partial<Session> = {}): undefined {
    this.setSession(this.lawyer(lawyerId).id, aSession(state, { since: ago(0), ...more }));
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

  /** Throws FakeProblem as the real one is refused; so do those that follow. */
  lawyer(id: string): LawyerWithSession {
    const lawyer = this.lawyers.find((one) => one.id === id);
    if (!lawyer) throw new FakeProblem('lawyer_not_found');
    return lawyer;
  }

  chat(lawyerId: string, id: string): FakeChat {
    const chat = this.chatsOf(lawyerId).find(({ conversation }) => conversation.id === id);
    if (!chat) throw new FakeProblem('conversation_not_found');
    return chat;
  }

  message(lawyerId: string, id: string): { chat: FakeChat; message: Message } {
    for (const chat of this.chatsOf(lawyerId)) {
      const message = chat.messages.find((one) => one.id === id);
      if (message) return { chat, message };
    }
    throw new FakeProblem('message_not_found');
  }

  /** The chat with that number, which is made if there is none. */
  chatWith(lawyerId: string, phone: string, name: string): FakeChat {
    return (
      this.chatsOf(lawyerId).find(({ conversation }) => conversation.phone === phone) ??
      this.addChat(lawyerId, name, phone)
    );
  }

  chatsOf(lawyerId: string): FakeChat[] {
    return this.chats.get(lawyerId) ?? [];
  }

  tell(lawyerId: string, chat: FakeChat, message: Message | null, type: EventType | WindowStep): void {
    this.push({
      kind: 'event',
      type,
      lawyer_id: lawyerId as LawyerWithSession['id'],
      conversation_id: chat.conversation.id,
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
