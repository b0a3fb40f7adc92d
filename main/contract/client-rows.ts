import { z } from 'zod';
import { ClientStatus } from './assignment.ts';
import { ClientId, ConversationId } from './ids.ts';
import { Phone, Timestamp } from './values.ts';

/** In which order clients are listed: by name, the last one made first, or the one last written with first. */
export const ClientOrder = z.enum(['name', 'newest', 'last_message']);
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
