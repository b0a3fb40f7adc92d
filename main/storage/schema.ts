import type { Generated } from 'kysely';
import type { EventPattern, EventType } from '../contract/events.ts';
import type { ClientId, ConversationId, EventId, LawyerId, MessageId, WebhookId } from '../contract/ids.ts';
import type { MessageDirection, MessageStatus, Phone } from '../contract/values.ts';
import type { Millis } from '../domain/clock.ts';
import type { AliasKind } from '../domain/stores.ts';

/** The tables as Kysely sees them. Times are milliseconds since 1970, booleans are 0 and 1. */
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
  };
  api_keys: {
    id: string;
    role: 'admin' | 'lawyer';
    lawyer_id: LawyerId | null;
    secret_hash: Buffer;
    created: Millis;
  };
  clients: {
    id: ClientId;
    lawyer_id: LawyerId;
    name: string | null;
    phone_number: Phone | null;
    email: string | null;
    created: Millis;
    updated: Millis;
  };
  client_aliases: {
    lawyer_id: LawyerId;
    client_id: ClientId;
    kind: AliasKind;
    value: string;
    source: string;
    first_seen: Millis;
    last_seen: Millis;
  };
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
    message_id: MessageId;
    lawyer_id: LawyerId;
    conversation_id: ConversationId;
    /** The number that was asked for, whatever the conversation's number is by now. */
    phone_number: Phone;
    state: 'queued' | 'sending';
    attempts: number;
    next_attempt: Millis;
    created: Millis;
  };
  chat_marks: { lawyer_id: LawyerId; chat: string; through: number };
  idempotency_keys: {
    key_id: string;
    key_hash: Buffer;
    request_hash: Buffer;
    status: number;
    sealed_body: Buffer;
    created: Millis;
  };
}
