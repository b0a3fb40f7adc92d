import { z } from 'zod';
import { EventPattern } from './events.ts';
import { ClientId, ConversationId, LawyerId, MessageId, WebhookId } from './ids.ts';
import { MessageDirection, MessageStatus, Mode, Phone, SessionCause, SessionState, Timestamp } from './values.ts';

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
  qr: z.string().optional(),
});
export type Session = z.infer<typeof Session>;

export const Message = z.object({
  id: MessageId,
  conversation_id: ConversationId,
  phone: Phone.nullable(),
  direction: MessageDirection,
  /** `text`, `image`, `video`, `audio`, `voice`, `document`, `sticker`, `location`, `contact`, `contacts`; others as WhatsApp names them. */
  kind: z.string(),
  text: z.string(),
  sender_name: z.string().nullable(),
  status: MessageStatus,
  error: z.string().nullable(),
  whatsapp_id: z.string(),
  sent_at: Timestamp,
  stored_at: Timestamp,
});
export type Message = z.infer<typeof Message>;

export const Conversation = z.object({
  id: ConversationId,
  client_id: ClientId,
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
  text: z.string(),
  sent_at: Timestamp,
});
export type PracticeMessage = z.infer<typeof PracticeMessage>;

export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({ data: z.array(item), next_cursor: z.string().nullable() });
}
