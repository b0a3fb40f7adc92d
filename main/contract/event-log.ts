import { z } from 'zod';
import { AuditHead } from './audit.ts';
import { Alert, HistoryProgress, Message, QueuedAction } from './entities.ts';
import { EventPattern, EventType } from './events.ts';
import { ClientId, ConversationId, EventId, LawyerId, MessageId } from './ids.ts';
import { Timestamp } from './values.ts';

/** What one type of fact tells beside its message and ids. Each of them is small. */
export const EventDetails = z.object({
  /** An empty emoji: it was taken back. */
  reaction: z
    .object({ emoji: z.string(), from: z.enum(['client', 'lawyer']), sender_name: z.string().nullable() })
    .optional(),
  merged_client_id: ClientId.optional(),
  unmerged_client_id: ClientId.optional(),
  history: HistoryProgress.optional(),
  alert: Alert.optional(),
  action: QueuedAction.optional(),
  audit: z.object({ head: AuditHead }).optional(),
});
export type EventDetails = z.infer<typeof EventDetails>;

/** A message as an event has it. Of what would be too large for 20 kB, a part, marked as such: the API gives it whole. */
export const EventMessage = Message.extend({
  text_truncated: z.literal(true).optional(),
  details_truncated: z.literal(true).optional(),
  reactions_truncated: z.literal(true).optional(),
});

/** A fact as it is told. `data.message` is the message as it is when the event is read. */
export const Event = z.object({
  /** Its place in the log: rises, with gaps. */
  cursor: z.number().int(),
  /** The same as the `webhook-id` of its deliveries. */
  id: EventId,
  type: EventType,
  timestamp: Timestamp,
  data: EventDetails.extend({
    lawyer_id: LawyerId,
    conversation_id: ConversationId.optional(),
    client_id: ClientId.optional(),
    message_id: MessageId.optional(),
    message: EventMessage.optional(),
  }),
});
export type Event = z.infer<typeof Event>;

/** Of which events something is wanted: none named is all of them. In a query they are written with commas between. */
export const EventPatterns = z.array(EventPattern).max(50, 'must name at most 50 of them');
