import type {
  Alert,
  Attachment,
  Client,
  Conversation,
  Lawyer,
  LawyerSettings,
  Message,
  MessageVersion,
  QueuedAction,
  Webhook,
} from '../contract/entities.ts';
import type { EventPattern, EventType, StoredEvent } from '../contract/events.ts';
import type {
  AttachmentId,
  ClientId,
  ConversationId,
  EventId,
  LawyerId,
  MessageId,
  WebhookId,
} from '../contract/ids.ts';
import type { AlertCode, FileUse, MessageDetails, MessageDirection, MessageStatus, Phone } from '../contract/values.ts';
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
  /** Whether the account that this machine is linked to was seen to be the lawyer's own. */
  isAccountConfirmed(id: LawyerId): Promise<boolean>;
  /** False again after a log-out: the next one who scans may be somebody else. */
  setAccountConfirmed(id: LawyerId, confirmed: boolean): Promise<void>;
}

export interface ApiKeyStore {
  insert(key: ApiKey, at: Millis): Promise<void>;
  find(id: string): Promise<ApiKey | null>;
}

export type AliasKind = 'phone' | 'lid' | 'username';

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
  find(lawyerId: LawyerId, id: ClientId): Promise<Client | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Client>>;
  /**
   * `from` becomes a part of `into`: its aliases move, and what is needed to take it apart again is kept. It can be
   * found under its own id no more.
   */
  mergeInto(lawyerId: LawyerId, from: ClientId, into: ClientId, at: Millis): Promise<void>;
  /**
   * WhatsApp says that the alias is another one's now, or (`to` null) somebody's whom we do not know yet. The former
   * owner, and its conversation, are shown without that number.
   */
  moveAlias(alias: {
    lawyerId: LawyerId;
    kind: AliasKind;
    value: string;
    to: ClientId | null;
    at: Millis;
  }): Promise<void>;
  /**
   * WhatsApp's own word that this number is behind this lid. Each of them has one partner at a time: an earlier pair of
   * either is kept as one that has ended. False when it was the present one already.
   */
  pair(lawyerId: LawyerId, pair: { lid: string; phone: Phone; at: Millis }): Promise<boolean>;
  /** The present pairs that contain the lid or the number: the client need not be known. */
  phoneOfLid(lawyerId: LawyerId, lid: string): Promise<Phone | null>;
  lidOfPhone(lawyerId: LawyerId, phone: Phone): Promise<string | null>;
  /** A person has taken these two apart: from then on only a person puts them together. Their order does not matter. */
  keepApart(lawyerId: LawyerId, one: ClientId, other: ClientId, at: Millis): Promise<void>;
  areKeptApart(lawyerId: LawyerId, one: ClientId, other: ClientId): Promise<boolean>;
  /** Undoes the merge of `from` into `into`; answers with the aliases that went back. Null: there is no such merge. */
  unmerge(
    lawyerId: LawyerId,
    from: ClientId,
    into: ClientId,
    at: Millis,
  ): Promise<{ kind: AliasKind; value: string }[] | null>;
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
  /** The group's conversation, made when there is none. `isNew` says which. */
  ofGroup(
    lawyerId: LawyerId,
    group: { jid: string; title: string; newId: ConversationId; at: Millis },
  ): Promise<{ id: ConversationId; isNew: boolean }>;
  /**
   * The messages of `from` move to `into`, but for those that `into` holds already (the same side and WhatsApp id);
   * nothing is removed. `from` is no longer listed.
   */
  mergeInto(lawyerId: LawyerId, from: ConversationId, into: ConversationId, at: Millis): Promise<void>;
  /** Undoes it: what came from `from`, and what was exchanged since in one of these chats, goes back. */
  unmerge(
    lawyerId: LawyerId,
    from: ConversationId,
    into: ConversationId,
    chats: readonly string[],
    at: Millis,
  ): Promise<void>;
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
  senderPhone: Phone | null;
  status: MessageStatus;
  whatsappId: string;
  /** The chat's jid, where the message was seen in one. */
  chat: string | null;
  quoted: { whatsappId: string; preview: string | null } | null;
  forwarded: boolean;
  viewOnce: boolean;
  /** Seconds. */
  disappearsAfter: number | null;
  details: MessageDetails | null;
  editedAt: Millis | null;
  revokedAt: Millis | null;
  sentAt: Millis;
  /** Only the minute of `sentAt` is known: it was read off the screen. */
  isTimeRough?: boolean;
  /** In a group: the jid of who wrote it. A part of the canonical key there; null or left out elsewhere. */
  author?: string | null;
  storedAt: Millis;
}

/** What becomes known later of a message that was stored in part: off the screen, or when it was taken back already. */
export type LaterContent = Pick<
  NewMessage,
  | 'kind'
  | 'text'
  | 'senderName'
  | 'senderPhone'
  | 'quoted'
  | 'forwarded'
  | 'viewOnce'
  | 'disappearsAfter'
  | 'details'
  | 'editedAt'
  | 'sentAt'
  | 'isTimeRough'
>;

export interface MessageRef {
  id: MessageId;
  conversationId: ConversationId;
  status: MessageStatus;
}

/** A message as it was stored before, to be compared with what the page shows now. */
export interface KnownMessage extends MessageRef {
  direction: MessageDirection;
  whatsappId: string;
  kind: string;
  text: string;
  chat: string | null;
  author: string | null;
  sentAt: Millis;
  isTimeRough: boolean;
  editedAt: Millis | null;
  revokedAt: Millis | null;
}

/** An outbound message of ours whose last acknowledgement may have been missed. */
export interface OpenMessage {
  chat: string;
  whatsappId: string;
}

export interface NewReaction {
  /**
   * `me` for the lawyer; in a chat with one person `client`, whose jid may turn; in a group the jid of who reacts. Each
   * has one reaction to a message.
   */
  sender: string;
  senderName: string | null;
  /** Empty: it was taken back. */
  emoji: string;
  at: Millis;
}

/** A reaction to a message that is not stored yet. */
export interface HeldReaction {
  direction: MessageDirection;
  whatsappId: string;
  /** The chat's jid. */
  chat: string;
  reaction: NewReaction;
}

export interface MessageStore {
  /** False when the message's canonical key is stored already: then nothing is changed. */
  insert(message: NewMessage): Promise<boolean>;
  addUnread(lawyerId: LawyerId, conversationId: ConversationId): Promise<void>;
  /** The message of that side with that id in any of the lawyer's conversations: a chat's jid may have changed since. */
  findByWhatsAppId(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<KnownMessage | null>;
  /**
   * All of them: an id is chosen by the phone that sends it, so that two people's messages can have the same one, and a
   * message to a broadcast list has one id in several chats. The oldest one first.
   */
  allByWhatsAppId(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<KnownMessage[]>;
  /** Messages that two conversations both hold (the same side and WhatsApp id), in pairs. */
  inBoth(
    lawyerId: LawyerId,
    one: ConversationId,
    other: ConversationId,
  ): Promise<{ one: KnownMessage; other: KnownMessage }[]>;
  /**
   * Each of two copies of one message goes into the other's conversation, and stands there in the other's place. Where it
   * was before is remembered, and an unmerge puts it back.
   */
  changePlaces(lawyerId: LawyerId, one: MessageId, other: MessageId): Promise<void>;
  /** A message as it is known, by its own id. */
  findKnown(lawyerId: LawyerId, id: MessageId): Promise<KnownMessage | null>;
  /** Outbound messages sent since then that are not read yet, the newest first. */
  openSince(lawyerId: LawyerId, since: Millis, limit: number): Promise<OpenMessage[]>;
  /** In which chat the message is, and when WhatsApp took it. */
  setPlace(lawyerId: LawyerId, id: MessageId, place: { chat: string; sentAt?: Millis }): Promise<void>;
  /** The id that WhatsApp gave to a message whose id could not be chosen. */
  setWhatsAppId(lawyerId: LawyerId, id: MessageId, whatsappId: string): Promise<void>;
  setStatus(lawyerId: LawyerId, id: MessageId, status: MessageStatus, error: string | null): Promise<void>;
  /** The present text becomes a version of before, and the message has the new one. */
  edit(lawyerId: LawyerId, id: MessageId, text: string, at: Millis): Promise<void>;
  /** A text that it had at that time, learnt late: one more version of before, in the order of time. Kept once. */
  addVersion(lawyerId: LawyerId, id: MessageId, text: string, at: Millis): Promise<void>;
  /** Replaces what was known in part. No version is kept of it, and its status, place and mark stay. */
  complete(lawyerId: LawyerId, id: MessageId, content: LaterContent): Promise<void>;
  /** Marks it as taken back; its content stays. */
  revoke(lawyerId: LawyerId, id: MessageId, at: Millis): Promise<void>;
  /** False when nothing is changed by it, or when a later one of the same person is known. */
  react(lawyerId: LawyerId, id: MessageId, reaction: NewReaction): Promise<boolean>;
  /** Keeps a reaction until its message is stored; of one sender to one message in one chat, the latest. */
  holdReaction(lawyerId: LawyerId, held: HeldReaction): Promise<void>;
  heldReactions(lawyerId: LawyerId, direction: MessageDirection, whatsappId: string): Promise<HeldReaction[]>;
  /** Those that wait in one of these chats. */
  heldReactionsIn(lawyerId: LawyerId, chats: readonly string[]): Promise<HeldReaction[]>;
  dropHeldReaction(lawyerId: LawyerId, held: HeldReaction): Promise<void>;
  /** What is known of the reactions to one message is known of the other, too: of each person's the later one stays. */
  copyReactions(lawyerId: LawyerId, from: MessageId, to: MessageId): Promise<void>;
  versions(lawyerId: LawyerId, id: MessageId): Promise<MessageVersion[]>;
  find(lawyerId: LawyerId, id: MessageId): Promise<Message | null>;
  list(lawyerId: LawyerId, conversationId: ConversationId, page: PageRequest): Promise<Paged<Message>>;
  /** The newest message that a client wrote in it. */
  lastInbound(lawyerId: LawyerId, conversationId: ConversationId): Promise<KnownMessage | null>;
  /** Conversations in which the first message ever was ours and was sent since then. */
  firstContacts(lawyerId: LawyerId, since: Millis): Promise<number>;
  /** Whether anything was exchanged in it before the given message. */
  hasEarlier(lawyerId: LawyerId, conversationId: ConversationId, than: MessageId): Promise<boolean>;
}

/** A file of WhatsApp's that is still to be fetched. */
export interface AttachmentJob {
  id: AttachmentId;
  messageId: MessageId;
  chat: string;
  whatsappId: string;
  fromMe: boolean;
  declaredSize: number | null;
  /** Hexadecimal, as WhatsApp has it. */
  declaredSha256: string | null;
  attempts: number;
  /** Somebody has asked for it (`retry`): its size does not matter any more. */
  isWanted: boolean;
}

export interface StoredFile {
  sha256: string;
  size: number;
  /** Found from the bytes. */
  mimeType: string;
}

export interface AttachmentStore {
  insert(attachment: {
    id: AttachmentId;
    lawyerId: LawyerId;
    /** Null: uploaded, to be sent with a message later. */
    messageId: MessageId | null;
    fileName: string | null;
    declaredType: string | null;
    declaredSize: number | null;
    declaredSha256: string | null;
    durationSeconds: number | null;
    width: number | null;
    height: number | null;
    /** The file, where its bytes are there already; else it is still to be fetched. */
    file: StoredFile | null;
    at: Millis;
  }): Promise<void>;
  find(lawyerId: LawyerId, id: AttachmentId): Promise<Attachment | null>;
  ofMessage(lawyerId: LawyerId, id: MessageId): Promise<{ id: AttachmentId; status: Attachment['status'] } | null>;
  /** They are the same: a message that has none gets what is known of the other's, one whose file is not stored the file. */
  copy(lawyerId: LawyerId, files: { from: MessageId; to: MessageId; newId: AttachmentId }): Promise<void>;
  /** The message that it belongs to. */
  holder(lawyerId: LawyerId, id: AttachmentId): Promise<MessageId | null>;
  /** False when it is not there, not stored, or belongs to a message already. */
  attach(lawyerId: LawyerId, id: AttachmentId, messageId: MessageId): Promise<boolean>;
  /** The next file to be fetched, if its time has come: the newest first. */
  next(lawyerId: LawyerId, at: Millis): Promise<AttachmentJob | null>;
  /** When, later than `after`, the next one becomes due. */
  nextDue(lawyerId: LawyerId, after: Millis): Promise<Millis | null>;
  stored(lawyerId: LawyerId, id: AttachmentId, file: StoredFile): Promise<void>;
  /** To be tried again not before `next`; null: it is `unavailable`, until somebody asks for it again. */
  failed(lawyerId: LawyerId, id: AttachmentId, error: string, next: Millis | null): Promise<void>;
  /** Somebody wants it after all. False when there is no such attachment to be fetched. */
  retry(lawyerId: LawyerId, id: AttachmentId, at: Millis): Promise<boolean>;
  setThumbnail(lawyerId: LawyerId, id: AttachmentId, sha256: string): Promise<void>;
  thumbnailOf(lawyerId: LawyerId, id: AttachmentId): Promise<string | null>;
  waiting(lawyerId: LawyerId): Promise<number>;
  /** Whether a file of a message since then was given up, and nobody has asked for it again. */
  hasGivenUp(lawyerId: LawyerId, since: Millis): Promise<boolean>;
  /** Whether any row of any lawyer points at these bytes. */
  isUsed(sha256: string): Promise<boolean>;
  /** Removes uploads of all lawyers that belong to no message, the oldest first; answers with how many they were. */
  removeUnused(before: Millis, limit: number): Promise<number>;
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
  exists(lawyerId: LawyerId, id: WebhookId): Promise<boolean>;
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
  /**
   * Looks at the next `limit` rows behind the one with the number `after`, and removes those of before that time that
   * have ended or whose address is switched off. Answers with the last one's number; null: what follows is later.
   */
  removeEnded(before: Millis, after: number, limit: number): Promise<number | null>;
  /** Removes rows of one endpoint, whatever their state; answers with how many they were. */
  removeOf(webhookId: WebhookId, limit: number): Promise<number>;
  recordAttempt(
    id: number,
    attempt: AttemptResult,
    outcome: { status: 'delivered' | 'failed' } | { status: 'pending'; nextAttempt: Millis },
  ): Promise<void>;
}

/** What is to be done in WhatsApp. */
export type OutboxAction =
  | {
      type: 'send';
      /** What was named: a number, whoever has it, or a conversation, however its client is reached. */
      to: 'number' | 'conversation';
      text: string;
      /** The file, if it is one; then the text is its caption. */
      file: { sha256: string; size: number; mimeType: string; fileName: string; use: FileUse } | null;
      /** The message that it answers. */
      quoted: { chat: string | null; whatsappId: string; fromMe: boolean } | null;
    }
  | { type: 'react'; emoji: string }
  | { type: 'edit'; text: string }
  | { type: 'revoke' }
  | { type: 'mark_read' };

export interface OutboxRow {
  id: number;
  /** What is sent, or what is acted on; null for `mark_read`. */
  messageId: MessageId | null;
  lawyerId: LawyerId;
  conversationId: ConversationId;
  /** The number that was asked for; null where the person is known by a lid only. */
  phone: Phone | null;
  /** The chat's jid as last seen, where it is known. */
  chat: string | null;
  action: OutboxAction;
  /** Of the message that is sent or acted on; empty for `mark_read`. */
  whatsappId: string;
  fromMe: boolean;
  /** `sending`: the page was asked, and its answer is not known. */
  state: 'queued' | 'sending';
  attempts: number;
  acceptedAt: Millis;
}

export type WaitReason = NonNullable<QueuedAction['waits_for']>;

export interface OutboxStore {
  add(row: {
    messageId: MessageId | null;
    lawyerId: LawyerId;
    conversationId: ConversationId;
    phone: Phone | null;
    action: OutboxAction;
    at: Millis;
  }): Promise<number>;
  /**
   * The next row of that lawyer, in the order of acceptance, if its time has come. `except`: conversations of which a
   * row is being worked on already.
   */
  next(lawyerId: LawyerId, at: Millis, except?: readonly ConversationId[]): Promise<OutboxRow | null>;
  /** When, later than `after`, the next row becomes due. */
  nextDue(lawyerId: LawyerId, after: Millis): Promise<Millis | null>;
  /** False when the row is there no more: its message has been settled, or it was cancelled. */
  markSending(id: number): Promise<boolean>;
  /** To be looked at again in the state that it is in, not before `at`. */
  postpone(id: number, at: Millis, why: WaitReason): Promise<void>;
  /** Makes due what of a conversation is queued and waits for one of these reasons. */
  release(
    lawyerId: LawyerId,
    conversationId: ConversationId,
    reasons: readonly WaitReason[],
    at: Millis,
  ): Promise<void>;
  /** Back from `sending` to `queued`: the page was asked, and the message is certainly not there. */
  requeue(id: number, at: Millis): Promise<void>;
  /** An action that WhatsApp refused: shown until somebody cancels it, and in nobody's way. */
  markFailed(id: number, error: string): Promise<void>;
  remove(id: number): Promise<void>;
  /** Ends the sending of that message; actions on it stay. */
  removeByMessage(lawyerId: LawyerId, messageId: MessageId): Promise<void>;
  /** Takes back what was not begun. False when it is there no more, or on its way. */
  cancel(lawyerId: LawyerId, id: number): Promise<boolean>;
  /** The row that sends this message. */
  findSend(lawyerId: LawyerId, messageId: MessageId): Promise<{ id: number; state: 'queued' | 'sending' } | null>;
  /** Messages that the page was asked to send, and of which it is not known that WhatsApp has them. */
  sending(lawyerId: LawyerId): Promise<MessageId[]>;
  find(lawyerId: LawyerId, id: number): Promise<QueuedAction | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<QueuedAction>>;
  count(lawyerId: LawyerId): Promise<number>;
}

/** What has been read of one chat of the page. Times are seconds by WhatsApp's clock. */
export interface ChatHistory {
  chat: string;
  /** Every message between these two is stored; null: nothing is known. */
  completeFrom: number | null;
  completeUntil: number | null;
  /** The page has nothing older. */
  reachesStart: boolean;
  /** From where the reading of older messages goes on. */
  anchor: { id: string; fromMe: boolean } | null;
  /** The oldest message in the range that could not be taken in, and why. */
  gap: { at: number; reason: 'not_decrypted' | 'malformed' | 'not_stored' } | null;
  messages: number;
  checkedAt: Millis;
}

export interface HistoryStore {
  get(lawyerId: LawyerId, chat: string): Promise<ChatHistory | null>;
  set(lawyerId: LawyerId, history: ChatHistory): Promise<void>;
  /** Of every chat that the conversation was ever held in. */
  ofConversation(lawyerId: LawyerId, id: ConversationId): Promise<ChatHistory[]>;
}

export interface AlertStore {
  /** Null when the same one is open already. */
  raise(alert: { lawyerId: LawyerId; code: AlertCode; subject: string | null; at: Millis }): Promise<Alert | null>;
  /** Null when none is open. */
  clear(alert: { lawyerId: LawyerId; code: AlertCode; subject: string | null; at: Millis }): Promise<Alert | null>;
  open(lawyerId: LawyerId | null): Promise<Alert[]>;
  list(lawyerId: LawyerId | null, page: PageRequest): Promise<Paged<Alert>>;
}

export interface LawyerSettingsStore {
  /** What the lawyer has set, over the defaults. */
  get(lawyerId: LawyerId): Promise<LawyerSettings>;
  set(lawyerId: LawyerId, settings: LawyerSettings, at: Millis): Promise<void>;
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
  attachments: AttachmentStore;
  histories: HistoryStore;
  alerts: AlertStore;
  lawyerSettings: LawyerSettingsStore;
  idempotency: IdempotencyStore;
}
