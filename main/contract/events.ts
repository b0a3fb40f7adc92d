import { z } from 'zod';
import { ClientId, ConversationId, EventId, LawyerId, MessageId } from './ids.ts';
import { Timestamp } from './values.ts';

/**
 * Past-tense facts. One append-only log of them feeds the webhooks and the window. The list is the whole promise of
 * `/v1`, so that a receiver can register today for what a later version will tell.
 */
export const EventType = z.enum([
  'message.received',
  'message.sent',
  'message.delivered',
  'message.read',
  'message.played',
  'message.failed',
  'message.cancelled',
  'message.unknown',
  'message.edited',
  'message.revoked',
  'message.reaction',
  'message.attachment_stored',
  'message.action_failed',
  'conversation.created',
  'client.created',
  'client.updated',
  'client.merged',
  'client.unmerged',
  'client.removed',
  'session.qr',
  'session.ready',
  'session.reconnecting',
  'session.disconnected',
  'session.logged_out',
  'session.failed',
  'session.sleeping',
  'history.progress',
  'history.completed',
  'alert.raised',
  'alert.cleared',
  'audit.head',
]);
export type EventType = z.infer<typeof EventType>;

/** What a webhook may ask for: one type, a whole family (`message.*`) or everything (`*`). */
export const EventPattern = z.union(
  [EventType, z.enum(['*', 'message.*', 'conversation.*', 'client.*', 'session.*', 'history.*', 'alert.*', 'audit.*'])],
  { error: 'must be an event type, a family of them such as message.*, or *' },
);
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
