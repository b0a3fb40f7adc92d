import { z } from 'zod';
import { ClientStatus } from './assignment.ts';
import { ClientAlias } from './entities.ts';
import { ClientId, ConversationId } from './ids.ts';
import { Phone } from './values.ts';

const Side = z.object({
  id: ClientId,
  name: z.string().nullable(),
  phone: Phone.nullable(),
  status: ClientStatus,
  aliases: z.array(ClientAlias),
  conversation_id: ConversationId.nullable(),
  message_count: z.number().int(),
});

/** What would come of a merge of two clients. Nothing is done yet. */
export const MergePreview = z.object({
  from: Side,
  into: Side,
  result: z.object({
    name: z.string().nullable(),
    phone: Phone.nullable(),
    status: ClientStatus,
    /** What only `from` has, and is shown of both from then on. */
    taken_over: z.array(z.enum(['name', 'phone', 'email', 'notes'])),
    /** What both have: that of `from` is kept, and shown again when the two are taken apart. */
    left_aside: z.array(z.enum(['name', 'email', 'notes'])),
    aliases: z.array(ClientAlias),
    /** Which chat remains. `new`: only `from` has one, which goes on as that of `into`. */
    chat: z.enum(['into', 'new', 'none']),
    message_count: z.number().int(),
    /** Messages that both chats hold, and that are shown once then. */
    duplicates: z.number().int(),
  }),
});
export type MergePreview = z.infer<typeof MergePreview>;
