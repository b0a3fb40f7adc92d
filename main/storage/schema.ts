import type { Generated } from 'kysely';
import type { ActorRole } from '../contract/audit.ts';
import type { EventPattern, EventType } from '../contract/events.ts';
import type {
  AlertId,
  AttachmentId,
  ClientId,
  ConversationId,
  EventId,
  GrantId,
  KeyId,
  LawyerId,
  MessageId,
  RequestId,
  StaffId,
  StaffSessionId,
  TemplateId,
  WebhookId,
} from '../contract/ids.ts';
import type { KeyRole } from '../contract/key.ts';
import type { StaffRole } from '../contract/staff.ts';
import type { AlertCode, MessageDirection, MessageStatus, Phone } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import type { AliasKind } from '../domain/stores/client-store.ts';
import type { ChatHistory } from '../domain/stores/history-store.ts';
import type { OutboxAction, WaitReason } from '../domain/stores/outbox-store.ts';

/** The tables as Kysely sees them. Times are milliseconds since 1970 where nothing else is said, booleans are 0 and 1. */
export interface Schema {
  lawyers: {
    id: LawyerId;
    name: string;
    email: string;
    phone_number: Phone;
    whatsapp_name: string | null;
    profile_path: string;
    is_active: number;
    created: Millis;
    updated: Millis;
    /** Whether the account that this machine is linked to was seen to be the lawyer's own. */
    account_confirmed: Generated<number>;
  };
  api_keys: {
    id: KeyId;
    name: string;
    role: KeyRole;
    lawyer_id: LawyerId | null;
    /** JSON; null: all that the role may do. */
    scopes: string | null;
    secret_hash: Buffer;
    created: Millis;
    created_by: KeyId | null;
    expires: Millis | null;
    last_used: Millis | null;
    revoked: Millis | null;
    replaced_by: KeyId | null;
  };
  clients: {
    id: ClientId;
    lawyer_id: LawyerId;
    name: string | null;
    phone_number: Phone | null;
    email: string | null;
    created: Millis;
    updated: Millis;
    merged_into: ClientId | null;
    merged: Millis | null;
    /** What a person has noted. */
    notes: string | null;
    /** When a person has removed it: it is empty, and never shown. */
    removed: Millis | null;
    /** Whether the one that it was merged into had no name and took this one's; and so for the others. */
    gave_name: Generated<number>;
    gave_email: Generated<number>;
    gave_notes: Generated<number>;
  };
  client_aliases: {
    lawyer_id: LawyerId;
    client_id: ClientId;
    kind: AliasKind;
    value: string;
    source: string;
    first_seen: Millis;
    last_seen: Millis;
    /** Whose it was before a merge; null while it never moved, or is back. */
    home_client_id: ClientId | null;
  };
  /** Which number is behind which lid. At most one pair of each has not ended. */
  address_pairs: {
    lawyer_id: LawyerId;
    lid: string;
    phone_number: Phone;
    first_seen: Millis;
    last_seen: Millis;
    ended: Millis | null;
  };
  /** `one` is the lesser of the two ids. */
  clients_kept_apart: { lawyer_id: LawyerId; one: ClientId; other: ClientId; created: Millis };
  lawyer_clients: {
    id: Generated<number>;
    lawyer_id: LawyerId;
    client_id: ClientId;
    conversation_id: ConversationId | null;
    status: 'lead' | 'active' | 'closed' | 'blocked';
    created: Millis;
    updated: Millis;
  };
  conversations: {
    id: ConversationId;
    lawyer_id: LawyerId;
    title: string;
    phone_number: Phone | null;
    context_summary: string | null;
    size: number;
    unread: number;
    last_message_id: MessageId | null;
    last_activity: Millis;
    created: Millis;
    updated: Millis;
    /** Set for groups only. */
    group_jid: string | null;
    merged_into: ConversationId | null;
    merged: Millis | null;
  };
  messages: {
    id: MessageId;
    lawyer_id: LawyerId;
    conversation_id: ConversationId;
    role: 'client' | 'lawyer';
    sender_name: string | null;
    content: string;
    message_index: number;
    sending_date: Millis;
    stored_date: Millis;
    meta_text: string;
    attachment_filename: string | null;
    kind: string;
    direction: MessageDirection;
    status: MessageStatus;
    error: string | null;
    whatsapp_id: string;
    /** The chat's jid when the message was last seen or sent: an attribute, which can turn from a phone to a lid. */
    chat: string | null;
    sender_phone: Phone | null;
    quoted_whatsapp_id: string | null;
    quoted_preview: string | null;
    forwarded: Generated<number>;
    view_once: Generated<number>;
    /** Seconds. */
    disappears_after: number | null;
    traceparent: Generated<string | null>;
    /** What whoever sent it by the API calls it. */
    client_reference: Generated<string | null>;
    edited: Millis | null;
    revoked: Millis | null;
    /** JSON of MessageDetails. */
    details: string | null;
    /** In groups: the jid of who wrote it. */
    author: string | null;
    /** Only the minute of `sending_date` is known. */
    time_rough: Generated<number>;
  };
  /** All messages that are in the search index, in the order of time; kept by triggers. */
  message_order: { place: number; message_id: MessageId; lawyer_id: LawyerId };
  /** Messages that were stored and are not in the search index yet, or are gone again; filled by a trigger. */
  search_queue: { n: Generated<number>; message_id: MessageId };
  /** One row while messages stored before there was an index are not in it; `before` is the least id that is. */
  search_backlog: { before: string; indexed: number; total: number };
  /** What each conversation and each client is called, for the search, and what the index has of it; kept by triggers. */
  search_names: {
    id: Generated<number>;
    lawyer_id: LawyerId;
    conversation_id: ConversationId | null;
    client_id: ClientId | null;
    name: string;
    indexed: string | null;
  };
  /** Where a message was stored that a merge has moved. */
  moved_messages: { message_id: MessageId; lawyer_id: LawyerId; home_conversation_id: ConversationId };
  message_versions: {
    id: Generated<number>;
    message_id: MessageId;
    lawyer_id: LawyerId;
    content: string;
    written: Millis;
  };
  reactions: {
    message_id: MessageId;
    sender: string;
    lawyer_id: LawyerId;
    sender_name: string | null;
    /** Empty: it was taken back. */
    emoji: string;
    reacted: Millis;
  };
  held_reactions: {
    lawyer_id: LawyerId;
    direction: MessageDirection;
    whatsapp_id: string;
    chat: string;
    sender: string;
    sender_name: string | null;
    emoji: string;
    reacted: Millis;
  };
  attachments: {
    id: AttachmentId;
    lawyer_id: LawyerId;
    message_id: MessageId | null;
    status: 'pending' | 'stored' | 'unavailable';
    error: string | null;
    file_name: string | null;
    declared_type: string | null;
    declared_size: number | null;
    declared_sha256: string | null;
    sha256: string | null;
    size: number | null;
    mime_type: string | null;
    duration_seconds: number | null;
    width: number | null;
    height: number | null;
    thumbnail_sha256: string | null;
    /** Of its message: the newest are fetched first. */
    sending_date: Millis | null;
    attempts: Generated<number>;
    next_attempt: Millis | null;
    /** Somebody has asked for it. */
    wanted: Generated<number>;
    created: Millis;
  };
  events: {
    cursor: Generated<number>;
    id: EventId;
    lawyer_id: LawyerId;
    type: EventType;
    conversation_id: ConversationId | null;
    message_id: MessageId | null;
    client_id: ClientId | null;
    created: Millis;
  };
  webhooks: {
    id: WebhookId;
    lawyer_id: LawyerId;
    url: string;
    secret: string;
    is_active: number;
    created: Millis;
  };
  webhook_event_types: { webhook_id: WebhookId; pattern: EventPattern };
  webhook_queue: {
    id: Generated<number>;
    webhook_id: WebhookId;
    lawyer_id: LawyerId;
    event_id: EventId;
    conversation_id: ConversationId | null;
    payload: string;
    attempts: number;
    status: 'pending' | 'delivered' | 'failed';
    created: Millis;
    last_attempt: Millis | null;
    next_attempt: Millis;
    /** Nothing of the same conversation and endpoint is in front of it. */
    is_next: Generated<number>;
  };
  webhook_attempts: {
    id: Generated<number>;
    queue_id: number;
    attempted: Millis;
    latency: Millis;
    status_code: number | null;
    error: string | null;
    response_start: string | null;
  };
  outbox: {
    id: Generated<number>;
    message_id: MessageId | null;
    lawyer_id: LawyerId;
    conversation_id: ConversationId;
    /** The number that was asked for, whatever the conversation's number is by now. */
    phone_number: Phone | null;
    type: OutboxAction['type'];
    /** JSON of OutboxAction. */
    action: string;
    state: 'queued' | 'sending' | 'failed';
    waits_for: WaitReason | null;
    error: string | null;
    attempts: number;
    next_attempt: Millis;
    created: Millis;
  };
  /** Times of a chat's messages are seconds, by WhatsApp's clock. */
  chat_histories: {
    lawyer_id: LawyerId;
    chat: string;
    complete_from: number | null;
    complete_until: number | null;
    reaches_start: number;
    anchor_id: string | null;
    anchor_from_me: number | null;
    gap_at: number | null;
    gap_reason: NonNullable<ChatHistory['gap']>['reason'] | null;
    messages: number;
    checked: Millis;
  };
  alerts: {
    id: AlertId;
    lawyer_id: LawyerId;
    code: AlertCode;
    subject: string | null;
    raised: Millis;
    cleared: Millis | null;
  };
  /** JSON of LawyerSettings, as far as they were set. */
  lawyer_settings: { lawyer_id: LawyerId; settings: string; updated: Millis };
  templates: {
    id: TemplateId;
    lawyer_id: LawyerId;
    name: string;
    /** JSON: their names. */
    variables: string;
    default_language: string;
    created: Millis;
    updated: Millis;
  };
  /** `place` is the variant's turn among those of its template. */
  template_variants: { template_id: TemplateId; language: string; place: number; content: string };
  /** Rows are only ever added; the last one has a seal. Row 0 is the log's beginning. */
  audit_log: {
    number: number;
    at: Millis;
    actor_role: ActorRole;
    actor: string | null;
    key_id: KeyId | null;
    lawyer_id: LawyerId | null;
    action: string;
    /** JSON. */
    subjects: string;
    request_id: RequestId | null;
    address: string | null;
    outcome: string;
    hmac: Buffer;
    seal: Buffer | null;
  };
  staff: {
    id: StaffId;
    name: string;
    email: string;
    password_hash: string;
    role: StaffRole;
    is_active: number;
    created: Millis;
    updated: Millis;
    last_sign_in: Millis | null;
  };
  staff_sessions: {
    id: StaffSessionId;
    staff_id: StaffId;
    secret_hash: Buffer;
    created: Millis;
    expires: Millis;
    last_seen: Millis;
    locked: Millis | null;
    ended: Millis | null;
  };
  grants: {
    id: GrantId;
    lawyer_id: LawyerId;
    staff_id: StaffId;
    reason: string;
    created: Millis;
    expires: Millis;
    revoked: Millis | null;
  };
  grant_conversations: { grant_id: GrantId; conversation_id: ConversationId };
  /** One row: up to which row the log's end was told, and when. */
  audit_told: { number: number; at: Millis };
  kept_answers: {
    /** A lawyer's id, that of an owner who has signed in, or `admin`. */
    owner: string;
    key_hash: Buffer;
    request_hash: Buffer;
    status: number;
    body: Buffer;
    /** The API key, or the session, that it is sealed with; null: it holds no secret. */
    sealed_by: KeyId | StaffSessionId | null;
    created: Millis;
  };
}
