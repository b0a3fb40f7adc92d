import type { Generated } from 'kysely';
import type { AttachmentId, ClientId, ConversationId, LawyerId, MessageId } from '../../contract/ids.ts';
import type { MessageDirection, MessageStatus, Phone } from '../../contract/values.ts';
import type { Millis } from '../../domain/clock.ts';
import type { ChatHistory } from '../../domain/stores/history-store.ts';

/** What was said, its files, how far it was read, and the search index over it. */
export interface ChatTables {
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
    /** Of the lawyer's own: when it came to which status, as message-times.ts writes it. */
    times: Generated<string | null>;
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
}
