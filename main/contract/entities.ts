import { z } from 'zod';
import { ClientStatus } from './assignment.ts';
import { AlertId, AttachmentId, ClientId, ConversationId, LawyerId, MessageId } from './ids.ts';
import {
  AlertCode,
  Capability,
  DriverName,
  MessageDetails,
  MessageDirection,
  MessageStatus,
  Mode,
  Phone,
  SessionCause,
  SessionState,
  SessionStep,
  Timestamp,
} from './values.ts';

export const Lawyer = z.object({
  id: LawyerId,
  name: z.string(),
  email: z.string(),
  phone_number: Phone,
  whatsapp_name: z.string().nullable(),
  is_active: z.boolean(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Lawyer = z.infer<typeof Lawyer>;

export const Session = z.object({
  state: SessionState,
  since: Timestamp,
  /** While it is not `ready`: until when it was, also before the app was started. Absent where that is not known. */
  ready_until: Timestamp.optional(),
  cause: SessionCause.optional(),
  /** What the person can do now. */
  steps: z.array(SessionStep),
  /** WhatsApp's own code as text, while one is shown; `GET …/session/qr.png` draws it. */
  qr: z.string().optional(),
  qr_expires_at: Timestamp.optional(),
  /** To be typed into WhatsApp on the phone. */
  pairing_code: z.string().optional(),
  pairing_code_expires_at: Timestamp.optional(),
  /** The account that is linked, once it is known. */
  account: z.object({ phone: Phone.nullable() }).optional(),
  /** While `syncing`: what WhatsApp says of its own loading, in percent, where it says it. */
  sync_percent: z.number().min(0).max(100).optional(),
  /** Abilities that are missing, or that the second driver does; empty when all is well. */
  reduced: z.array(z.object({ ability: Capability, driver: DriverName.nullable() })),
});
export type Session = z.infer<typeof Session>;

/** With what was measured when it was asked for: no change of it is ever told. */
export const MeasuredSession = Session.extend({
  /** What the process of its page holds; null while no page is loaded. */
  memory_bytes: z.number().int().min(0).nullable(),
});
export type MeasuredSession = z.infer<typeof MeasuredSession>;

/** A file of a message, or one uploaded to be sent. The declared name and type are only what somebody claimed. */
export const Attachment = z.object({
  id: AttachmentId,
  /** `pending`: still to be fetched from WhatsApp; `unavailable`: WhatsApp has it no more, `error` says why. */
  status: z.enum(['pending', 'stored', 'unavailable']),
  error: z.string().nullable(),
  file_name: z.string().nullable(),
  /** Found from the bytes; null until they are there. */
  mime_type: z.string().nullable(),
  size: z.number().int().nullable(),
  /** Hexadecimal, of the bytes. */
  sha256: z.string().nullable(),
  duration_seconds: z.number().nullable(),
  width: z.number().int().nullable(),
  height: z.number().int().nullable(),
  has_thumbnail: z.boolean(),
});
export type Attachment = z.infer<typeof Attachment>;

export const Reaction = z.object({
  emoji: z.string(),
  from: z.enum(['client', 'lawyer']),
  sender_name: z.string().nullable(),
  reacted_at: Timestamp,
});
export type Reaction = z.infer<typeof Reaction>;

export const Message = z.object({
  id: MessageId,
  conversation_id: ConversationId,
  phone: Phone.nullable(),
  direction: MessageDirection,
  /** One of KNOWN_KINDS; later ones as WhatsApp names them. */
  kind: z.string(),
  /** The text, or the caption of a file. What was revoked keeps its text, and is marked. */
  text: z.string(),
  sender_name: z.string().nullable(),
  /** In a group: who wrote it, as far as the phone number is known. */
  sender_phone: Phone.nullable(),
  status: MessageStatus,
  error: z.string().nullable(),
  whatsapp_id: z.string(),
  /** As it was given when the message was accepted; null for all others. */
  client_reference: z.string().nullable(),
  reply_to: z
    .object({ message_id: MessageId.nullable(), whatsapp_id: z.string(), preview: z.string().nullable() })
    .nullable(),
  forwarded: z.boolean(),
  view_once: z.boolean(),
  /** Seconds after which the message disappears from the phones; here it is kept. */
  disappears_after: z.number().int().nullable(),
  edited_at: Timestamp.nullable(),
  revoked_at: Timestamp.nullable(),
  reactions: z.array(Reaction),
  attachment: Attachment.nullable(),
  details: MessageDetails.nullable(),
  sent_at: Timestamp,
  stored_at: Timestamp,
});
export type Message = z.infer<typeof Message>;

/** A text that a message had before it was edited, the first one first; the present one is in the message. */
export const MessageVersion = z.object({ text: z.string(), written_at: Timestamp });
export type MessageVersion = z.infer<typeof MessageVersion>;

/** When a message of the lawyer's came to a status: when Lexline got to know of it. */
export const StatusTime = z.object({
  status: MessageStatus.extract(['sent', 'delivered', 'read', 'played', 'failed', 'unknown', 'cancelled']),
  at: Timestamp,
});
export type StatusTime = z.infer<typeof StatusTime>;

export const Conversation = z.object({
  id: ConversationId,
  /** Null for a group. */
  client_id: ClientId.nullable(),
  type: z.enum(['person', 'group']),
  phone: Phone.nullable(),
  title: z.string(),
  message_count: z.number().int(),
  unread_count: z.number().int(),
  last_message: z
    .object({
      direction: MessageDirection,
      kind: z.string(),
      preview: z.string(),
      status: MessageStatus,
      sent_at: Timestamp,
    })
    .nullable(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Conversation = z.infer<typeof Conversation>;

/** Messages are oldest first; `next_cursor` leads to older ones. */
export const ConversationWithMessages = Conversation.extend({
  messages: z.array(Message),
  next_cursor: z.string().nullable(),
});
export type ConversationWithMessages = z.infer<typeof ConversationWithMessages>;

export const ClientAlias = z.object({
  kind: z.enum(['phone', 'lid', 'username']),
  value: z.string(),
  source: z.string(),
  first_seen_at: Timestamp,
  last_seen_at: Timestamp,
});
export type ClientAlias = z.infer<typeof ClientAlias>;

export const Client = z.object({
  id: ClientId,
  name: z.string().nullable(),
  phone: Phone.nullable(),
  email: z.string().nullable(),
  /** What a person has noted. */
  notes: z.string().nullable(),
  status: ClientStatus,
  conversation_id: ConversationId.nullable(),
  aliases: z.array(ClientAlias),
  /** Clients that were merged into this one and can be taken apart again, the last one first. */
  merged: z.array(z.object({ client_id: ClientId, name: z.string().nullable(), merged_at: Timestamp })),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Client = z.infer<typeof Client>;

/** What is known to be complete of one chat. Times are those of WhatsApp's clock. */
export const Completeness = z.object({
  /** Every message from then on is stored; null: nothing is known yet. */
  complete_from: Timestamp.nullable(),
  complete_until: Timestamp.nullable(),
  /** WhatsApp Web has nothing older than `complete_from`. */
  reaches_start: z.boolean(),
  /** Where it is not complete, and why. */
  gaps: z.array(
    z.object({
      from: Timestamp.nullable(),
      until: Timestamp.nullable(),
      reason: z.enum(['not_read_yet', 'not_decrypted', 'malformed', 'not_stored']),
    }),
  ),
  messages: z.number().int(),
  checked_at: Timestamp.nullable(),
});
export type Completeness = z.infer<typeof Completeness>;

/** How far the reading of what the page holds has come. */
export const HistoryProgress = z.object({
  state: z.enum(['idle', 'running', 'interrupted', 'complete']),
  chats_total: z.number().int(),
  chats_done: z.number().int(),
  messages_stored: z.number().int(),
  percent: z.number().min(0).max(100),
  /** Chats with something left to be read. */
  chats_left: z.number().int(),
  started_at: Timestamp.nullable(),
  finished_at: Timestamp.nullable(),
});
export type HistoryProgress = z.infer<typeof HistoryProgress>;

/** Something that waits to be done in WhatsApp, and why it waits. */
export const QueuedAction = z.object({
  id: z.number().int(),
  action: z.enum(['send', 'react', 'edit', 'revoke', 'mark_read']),
  message_id: MessageId.nullable(),
  conversation_id: ConversationId,
  state: z.enum(['queued', 'sending', 'failed']),
  waits_for: z.enum(['turn', 'session', 'pace', 'quiet_hours', 'daily_cap', 'retry', 'ability', 'answer']).nullable(),
  /** Not before then; null when it depends on an event, such as a log-in. */
  due_at: Timestamp.nullable(),
  attempts: z.number().int(),
  error: z.string().nullable(),
  accepted_at: Timestamp,
});
export type QueuedAction = z.infer<typeof QueuedAction>;

/** Something that a person should look at, until it is over. */
export const Alert = z.object({
  id: AlertId,
  lawyer_id: LawyerId,
  code: AlertCode,
  /** What it is about, such as the name of an ability; never a text of a client's. */
  subject: z.string().nullable(),
  raised_at: Timestamp,
  cleared_at: Timestamp.nullable(),
});
export type Alert = z.infer<typeof Alert>;

/** What a person should know, though the app works: why it is limited, or how its key is kept. */
export const WarningCode = z.enum(['stand_in_runtime', 'no_sandbox', 'key_in_file', 'trial_build']);
export type WarningCode = z.infer<typeof WarningCode>;

export const Health = z.object({
  status: z.enum(['ok', 'degraded']),
  version: z.string(),
  mode: Mode,
  warnings: z.array(z.object({ code: WarningCode, message: z.string() })),
});
export type Health = z.infer<typeof Health>;

/** A message that has arrived on a simulated client's phone. `id` is WhatsApp's. */
export const PracticeMessage = z.object({
  id: z.string(),
  kind: z.string(),
  text: z.string(),
  sent_at: Timestamp,
  edited: z.boolean(),
  revoked: z.boolean(),
  reply_to: z.string().nullable(),
  reaction: z.string().nullable(),
  file: z.object({ name: z.string().nullable(), type: z.string(), size: z.number(), sha256: z.string() }).nullable(),
});
export type PracticeMessage = z.infer<typeof PracticeMessage>;

/** What a simulated client wrote to the lawyer. `read`: its phone shows the blue ticks. `id` is WhatsApp's. */
export const PracticeWritten = z.object({ id: z.string(), kind: z.string(), read: z.boolean() });
export type PracticeWritten = z.infer<typeof PracticeWritten>;

/** A page of a list, as every route answers with one; null: nothing follows. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}
