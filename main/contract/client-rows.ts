import { z } from 'zod';
import { ClientStatus } from './assignment.ts';
import { CLIENT_ORDERS } from './choices.ts';
import { ClientId, ConversationId } from './ids.ts';
import { Phone, Timestamp } from './values.ts';

export const ClientOrder = z.enum(CLIENT_ORDERS);
export type ClientOrder = z.infer<typeof ClientOrder>;

/** A client as a list shows it. */
export const ClientRow = z.object({
  id: ClientId,
  name: z.string().nullable(),
  phone: Phone.nullable(),
  email: z.string().nullable(),
  status: ClientStatus,
  conversation_id: ConversationId.nullable(),
  message_count: z.number().int(),
  /** When something happened in the chat last; null: there is no chat. */
  last_activity_at: Timestamp.nullable(),
});
export type ClientRow = z.infer<typeof ClientRow>;
