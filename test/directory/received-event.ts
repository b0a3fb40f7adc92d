import { z } from 'zod';

/** A message, as far as this directory uses it. Unknown fields are welcome: the API may add some. */
const Message = z.object({
  id: z.string(),
  conversation_id: z.string(),
  /** Null in a group. */
  phone: z.string().nullable(),
  direction: z.enum(['inbound', 'outbound']),
  kind: z.string(),
  text: z.string(),
  /** An event carries only the beginning of a very long text. */
  text_truncated: z.literal(true).optional(),
  sender_name: z.string().nullable(),
  status: z.string(),
  client_reference: z.string().nullable(),
  edited_at: z.string().nullable(),
  revoked_at: z.string().nullable(),
  sent_at: z.string(),
});
export type Message = z.infer<typeof Message>;

/** An event, whichever way it came. Of a type that is not known here, its id and type are all that is kept. */
const ReceivedEvent = z.object({
  id: z.string().min(1),
  type: z.string(),
  timestamp: z.string(),
  data: z.object({ message_id: z.string().optional(), message: Message.optional() }),
});
export type ReceivedEvent = z.infer<typeof ReceivedEvent>;

const AnyType = z.object({ type: z.string() });
const Single = ReceivedEvent.omit({ id: true });
const Batch = z.object({ data: z.object({ events: z.array(ReceivedEvent) }) });

/** What a delivery tells: one event, whose id is the `webhook-id`, or a batch of them. Throws when it is neither. */
export function eventsOf(body: string, webhookId: string): ReceivedEvent[] {
  const json: unknown = JSON.parse(body);
  if (AnyType.parse(json).type === 'batch') return Batch.parse(json).data.events;
  return [{ ...Single.parse(json), id: webhookId }];
}
