import type { Event } from '../contract/event-log.ts';
import type { WebhookPayload } from '../contract/webhook.ts';

/** An event without its place in the log: what is told of it by a webhook, whose id is a header. */
export type Told = Pick<Event, 'type' | 'timestamp' | 'data'>;

/** The body of a delivery as JSON. Without the message where ids are all that is wanted. */
export function webhookBody({ type, timestamp, data }: Told, kind: WebhookPayload): string {
  const { message, ...ids } = data;
  return JSON.stringify({ type, timestamp, data: kind === 'thin' ? ids : { ...ids, ...(message && { message }) } });
}

/** Several bodies in one, in their order, each event with its id. The time is that of the last. */
export function batchBody(members: readonly { eventId: string; payload: string }[]): string {
  const events = members.map(({ eventId, payload }) => ({ id: eventId, ...JSON.parse(payload) }));
  return JSON.stringify({ type: 'batch', timestamp: events.at(-1)?.timestamp, data: { events } });
}
