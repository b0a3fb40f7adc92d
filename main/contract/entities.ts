import { z } from 'zod';
import { ClientStatus } from './assignment.ts';
import { EventPattern } from './events.ts';
import { AlertId, AttachmentId, ClientId, ConversationId, LawyerId, MessageId, WebhookId } from './ids.ts';
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

const ClockTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time such as 08:30');

/** One person's pace: automatic or bulk messaging gets numbers banned. */
export const PaceSettings = z.strictObject({
  /** Off is for the practice account only. */
  enabled: z.boolean(),
  /** Characters typed in a minute, which decides how long "typing…" is shown. */
  characters_per_minute: z.number().int().min(60).max(3000),
  max_typing_seconds: z.number().min(0).max(120),
  /** Each pause is longer or shorter by up to this share. */
  jitter: z.number().min(0).max(0.9),
  /** Pause before another chat is written in. */
  gap_between_chats_seconds: z.number().min(0).max(600),
  /** Chats begun by us in one day, with people who never wrote. */
  first_contacts_per_day: z.number().int().min(0).max(1000),
  /** Local times between which nothing is sent that no client waits for; null: none. */
  quiet_hours: z.strictObject({ from: ClockTime, to: ClockTime }).nullable(),
});
export type PaceSettings = z.infer<typeof PaceSettings>;

/** From where on a person is told; null: never. */
export const AlertThresholds = z.strictObject({
  /** Rows that wait to be done in WhatsApp. */
  queue_depth: z.number().int().min(1).max(100_000).nullable(),
  /** The longest wait of a row; what the pace or quiet hours hold back is not counted. */
  unsent_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** How old a delivery is whose tries have failed until now. */
  webhook_failing_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** How long a session starts, synchronises or reconnects, and does not become ready. */
  not_ready_minutes: z.number().int().min(1).max(10_080).nullable(),
  /** Free space of the disk that the data folder lies on. */
  disk_free_mb: z.number().int().min(500).max(1_000_000).nullable(),
  /** What all processes of the app hold. */
  memory_mb: z.number().int().min(500).max(1_000_000).nullable(),
});
export type AlertThresholds = z.infer<typeof AlertThresholds>;

export const LawyerSettings = z.strictObject({
  pace: PaceSettings,
  sleep: z.strictObject({
    /** The view is closed after so many minutes without traffic or a look at it; null: never. */
    after_idle_minutes: z.number().int().min(1).max(10_080).nullable(),
    /** A sleeping view is woken that often, to see what has come. */
    wake_every_minutes: z.number().int().min(1).max(1440),
  }),
  /** Groups are left alone, or taken in to be read. */
  groups: z.enum(['ignore', 'read_only']),
  /** Larger files are not taken in by themselves, in bytes. */
  max_attachment_bytes: z.number().int().min(0).max(2_147_483_648),
  alerts: AlertThresholds,
});
export type LawyerSettings = z.infer<typeof LawyerSettings>;

/** What of them the window's dialog shows and sets. */
export const ShownSettings = LawyerSettings.omit({ alerts: true });
export type ShownSettings = z.infer<typeof ShownSettings>;

export const DEFAULT_SETTINGS: LawyerSettings = {
  pace: {
    enabled: true,
    characters_per_minute: 400,
    max_typing_seconds: 12,
    jitter: 0.3,
    gap_between_chats_seconds: 4,
    first_contacts_per_day: 20,
    quiet_hours: null,
  },
  sleep: { after_idle_minutes: null, wake_every_minutes: 15 },
  groups: 'ignore',
  max_attachment_bytes: 104_857_600,
  alerts: {
    queue_depth: 200,
    unsent_minutes: 60,
    webhook_failing_minutes: 60,
    not_ready_minutes: 30,
    disk_free_mb: 2000,
    memory_mb: 4000,
  },
};

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

export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  events: z.array(EventPattern),
  is_active: z.boolean(),
  created_at: Timestamp,
});
export type Webhook = z.infer<typeof Webhook>;

/** What a person should know, though the app works: why it is limited, or how its key is kept. */
export const WarningCode = z.enum(['stand_in_runtime', 'no_sandbox', 'key_in_file']);
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
