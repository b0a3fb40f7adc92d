import { z } from 'zod';

const Message = z.object({
  id: z.string(),
  conversation_id: z.string(),
  phone: z.string().nullable(),
  direction: z.enum(['inbound', 'outbound']),
  text: z.string(),
  /** The webhook carries only the beginning of a very long text. */
  text_truncated: z.literal(true).optional(),
  sender_name: z.string().nullable(),
  status: z.string(),
  sent_at: z.string(),
});

/** A delivery's body, as far as this directory uses it. Unknown types and fields are welcome: the API may add some. */
export const Delivery = z.object({
  type: z.string(),
  timestamp: z.string(),
  data: z.object({ message: Message.optional() }),
});
export type Delivery = z.infer<typeof Delivery>;

/** A verified event. `id` is its `webhook-id`, the same each time that the event is delivered. */
export interface ReceivedEvent extends Delivery {
  id: string;
  /** In ms since 1970, by this machine's clock. */
  receivedAt: number;
}

/** What was received, each event once however often it was delivered. */
export interface Inbox {
  has(id: string): boolean;
  /** False when it is there already. */
  add(event: ReceivedEvent): boolean;
  /** In the order in which they came. */
  events(): readonly ReceivedEvent[];
}

/**
 * Kept in memory, as a sample may. A real directory writes the event's id into its database, with a unique constraint,
 * in the transaction of what the event changes there.
 */
export function createInbox(): Inbox {
  const byId = new Map<string, ReceivedEvent>();
  return {
    has: (id) => byId.has(id),
    add(event) {
      if (byId.has(event.id)) return false;
      byId.set(event.id, event);
      return true;
    },
    events: () => [...byId.values()],
  };
}
