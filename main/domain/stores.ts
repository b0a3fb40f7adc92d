import type { Conversation, Lawyer, Message, Webhook } from '../contract/entities.ts';
import type { EventPattern, EventType, StoredEvent } from '../contract/events.ts';
import type { ClientId, ConversationId, EventId, LawyerId, MessageId, WebhookId } from '../contract/ids.ts';
import type { MessageDirection, MessageStatus, Phone } from '../contract/values.ts';
import type { ApiKey } from './api-keys.ts';
import type { Millis } from './clock.ts';

export interface Paged<Row> {
  rows: Row[];
  nextCursor: string | null;
}

export interface PageRequest {
  limit: number;
  cursor?: string | undefined;
}

export interface LawyerStore {
  insert(lawyer: { id: LawyerId; name: string; email: string; phone: Phone; at: Millis }): Promise<Lawyer>;
  find(id: LawyerId): Promise<Lawyer | null>;
  list(page: PageRequest): Promise<Paged<Lawyer>>;
  all(): Promise<Lawyer[]>;
  emailTaken(email: string): Promise<boolean>;
  phoneTaken(phone: Phone): Promise<boolean>;
}

export interface ApiKeyStore {
  insert(key: ApiKey, at: Millis): Promise<void>;
  find(id: string): Promise<ApiKey | null>;
}

export type AliasKind = 'phone' | 'lid';

export interface ClientStore {
  insert(client: {
    id: ClientId;
    lawyerId: LawyerId;
    name: string | null;
    phone: Phone | null;
    at: Millis;
  }): Promise<void>;
  findByAlias(lawyerId: LawyerId, kind: AliasKind, value: string): Promise<ClientId | null>;
  /** Adds the alias, or notes that it was seen again. */
  addAlias(alias: {
    lawyerId: LawyerId;
    clientId: ClientId;
    kind: AliasKind;
    value: string;
    source: string;
    at: Millis;
  }): Promise<void>;
  /** Keeps a name learnt from WhatsApp where there was none; true if it did. */
  nameIfUnnamed(lawyerId: LawyerId, id: ClientId, name: string, at: Millis): Promise<boolean>;
  setPhone(lawyerId: LawyerId, id: ClientId, phone: Phone, at: Millis): Promise<void>;
}

export interface ConversationRef {
  id: ConversationId;
  clientId: ClientId;
  phone: Phone | null;
}

export interface ConversationStore {
  insert(conversation: {
    id: ConversationId;
    lawyerId: LawyerId;
    clientId: ClientId;
    phone: Phone | null;
    title: string;
    at: Millis;
  }): Promise<void>;
  findByClient(lawyerId: LawyerId, clientId: ClientId): Promise<ConversationRef | null>;
  /** By any number that the client is known under. */
  findByPhone(lawyerId: LawyerId, phone: Phone): Promise<Conversation | null>;
  clientOf(lawyerId: LawyerId, id: ConversationId): Promise<ClientId | null>;
  find(lawyerId: LawyerId, id: ConversationId): Promise<Conversation | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Conversation>>;
  setTitle(lawyerId: LawyerId, id: ConversationId, title: string): Promise<void>;
  setPhone(lawyerId: LawyerId, id: ConversationId, phone: Phone): Promise<void>;
  markRead(lawyerId: LawyerId, id: ConversationId): Promise<boolean>;
}

export interface NewMessage {
  id: MessageId;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  direction: MessageDirection;
  kind: string;
  text: string;
  senderName: string | null;
  status: MessageStatus;
  whatsappId: string;
  /** The chat's jid, where the message was seen in one. */
  chat: string | null;
  sentAt: Millis;
  storedAt: Millis;
}

export interface MessageRef {
  id: MessageId;
  conversationId: ConversationId;
  status: MessageStatus;
}

/** A message as it was stored before, to be compared with what the page shows now. */
export interface KnownMessage extends MessageRef {
  chat: string | null;
  sentAt: Millis;
}

/** An outbound message of ours whose last acknowledgement may have been missed. */
export interface OpenMessage {
  chat: string;
  whatsappId: string;
}

export interface MessageStore {
  /** False when the message's canonical key is stored already: then nothing is changed. */
  insert(message: NewMessage): Promise<boolean>;
  addUnread(lawyerId: LawyerId, conversationId: ConversationId): Promise<void>;
  /** The message of that side with that id in any of the lawyer's conversations: a chat's jid may have changed since. */
  findByWhatsAppId(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<KnownMessage | null>;
  /** Outbound messages sent since then that are not read yet, the newest first. */
  openSince(lawyerId: LawyerId, since: Millis, limit: number): Promise<OpenMessage[]>;
  /** In which chat the message is, and when WhatsApp took it. */
  setPlace(lawyerId: LawyerId, id: MessageId, place: { chat: string; sentAt?: Millis }): Promise<void>;
  setStatus(lawyerId: LawyerId, id: MessageId, status: MessageStatus, error: string | null): Promise<void>;
  find(lawyerId: LawyerId, id: MessageId): Promise<Message | null>;
  list(lawyerId: LawyerId, conversationId: ConversationId, page: PageRequest): Promise<Paged<Message>>;
}

export interface EventStore {
  append(event: Omit<StoredEvent, 'cursor' | 'created_at'> & { at: Millis }): Promise<StoredEvent>;
}

export interface WebhookStore {
  insert(webhook: {
    id: WebhookId;
    lawyerId: LawyerId;
    url: string;
    secret: string;
    events: EventPattern[];
    at: Millis;
  }): Promise<Webhook>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Webhook>>;
  remove(lawyerId: LawyerId, id: WebhookId): Promise<boolean>;
  wanting(lawyerId: LawyerId, type: EventType): Promise<WebhookId[]>;
  switchOff(id: WebhookId): Promise<void>;
}

/** A delivery that is due, with all that is needed to make it. */
export interface Delivery {
  id: number;
  webhookId: WebhookId;
  eventId: EventId;
  url: string;
  secret: string;
  payload: string;
  attempts: number;
}

export interface AttemptResult {
  at: Millis;
  latency: Millis;
  /** Null when no answer came. */
  statusCode: number | null;
  error: string | null;
  responseStart: string | null;
}

export interface WebhookQueueStore {
  enqueue(row: {
    webhookId: WebhookId;
    lawyerId: LawyerId;
    eventId: EventId;
    conversationId: ConversationId | null;
    payload: string;
    at: Millis;
  }): Promise<void>;
  /**
   * Due deliveries, the oldest first, one for each conversation of an endpoint: a delivery that is on its way or waits
   * for its next try holds what comes after it in the same conversation. `exclude`: those on their way now, and
   * endpoints that take no more for the moment.
   */
  due(
    at: Millis,
    exclude: { deliveries: ReadonlySet<number>; webhooks: ReadonlySet<WebhookId> },
    limit: number,
  ): Promise<Delivery[]>;
  /** When, later than `after`, the next delivery becomes due. */
  nextDue(after: Millis): Promise<Millis | null>;
  waiting(): Promise<number>;
  recordAttempt(
    id: number,
    attempt: AttemptResult,
    outcome: { status: 'delivered' | 'failed' } | { status: 'pending'; nextAttempt: Millis },
  ): Promise<void>;
}

export interface OutboxRow {
  id: number;
  messageId: MessageId;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  /** The number that was asked for. */
  phone: Phone;
  text: string;
  whatsappId: string;
  /** `sending`: the page was asked, and its answer is not known. */
  state: 'queued' | 'sending';
  attempts: number;
}

export interface OutboxStore {
  add(row: {
    messageId: MessageId;
    lawyerId: LawyerId;
    conversationId: ConversationId;
    phone: Phone;
    at: Millis;
  }): Promise<void>;
  /** The next row of that lawyer, in the order of acceptance, if its time has come. */
  next(lawyerId: LawyerId, at: Millis): Promise<OutboxRow | null>;
  /** When, later than `after`, the next row becomes due. */
  nextDue(lawyerId: LawyerId, after: Millis): Promise<Millis | null>;
  /** False when the row is there no more: its message has been settled meanwhile. */
  markSending(id: number): Promise<boolean>;
  /** To be looked at again in the state that it is in, not before `at`. */
  postpone(id: number, at: Millis): Promise<void>;
  /** Back from `sending` to `queued`: the page was asked, and the message is certainly not there. */
  requeue(id: number, at: Millis): Promise<void>;
  removeByMessage(lawyerId: LawyerId, messageId: MessageId): Promise<void>;
}

export interface ChatMarkStore {
  /** Seconds, by WhatsApp's clock: every message of the chat up to then has been read from the page and stored. */
  get(lawyerId: LawyerId, chat: string): Promise<number | null>;
  set(lawyerId: LawyerId, chat: string, through: number): Promise<void>;
}

export interface StoredAnswer {
  requestHash: Buffer;
  status: number;
  sealedBody: Buffer;
}

export interface IdempotencyStore {
  find(keyId: string, keyHash: Buffer): Promise<StoredAnswer | null>;
  save(keyId: string, keyHash: Buffer, answer: StoredAnswer, at: Millis): Promise<void>;
  removeOlderThan(at: Millis): Promise<void>;
}

export interface Stores {
  lawyers: LawyerStore;
  apiKeys: ApiKeyStore;
  clients: ClientStore;
  conversations: ConversationStore;
  messages: MessageStore;
  events: EventStore;
  webhooks: WebhookStore;
  webhookQueue: WebhookQueueStore;
  outbox: OutboxStore;
  chatMarks: ChatMarkStore;
  idempotency: IdempotencyStore;
}
