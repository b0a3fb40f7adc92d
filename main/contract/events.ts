import { z } from 'zod';
import { EVENT_FAMILIES, EVENT_TYPES } from './choices.ts';
import { ClientId, ConversationId, EventId, LawyerId, MessageId } from './ids.ts';
import { Timestamp } from './values.ts';

export const EventType = z.enum(EVENT_TYPES);
export type EventType = z.infer<typeof EventType>;

/** What a webhook may ask for: one type, a whole family (`message.*`) or everything (`*`). */
export const EventPattern = z.union([EventType, z.enum(['*', ...EVENT_FAMILIES])], {
  error: 'must be an event type, a family of them such as message.*, or *',
});
export type EventPattern = z.infer<typeof EventPattern>;

/** Whether a webhook that asks for the pattern is told of events of that type. */
export function eventMatches(pattern: EventPattern, type: EventType): boolean {
  if (pattern === '*' || pattern === type) return true;
  return pattern.endsWith('.*') && type.startsWith(pattern.slice(0, -1));
}

/** A row of the event log: references only, never text, so that a person's data can be erased elsewhere. */
export const StoredEvent = z.object({
  cursor: z.number().int(),
  id: EventId,
  lawyer_id: LawyerId,
  type: EventType,
  conversation_id: ConversationId.nullable(),
  message_id: MessageId.nullable(),
  client_id: ClientId.nullable(),
  created_at: Timestamp,
});
export type StoredEvent = z.infer<typeof StoredEvent>;
