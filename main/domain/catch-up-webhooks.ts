import { eventMatches } from '../contract/events.ts';
import type { WebhookId } from '../contract/ids.ts';
import type { Millis } from './clock.ts';
import { toEvents } from './event-log.ts';
import type { Stores } from './stores.ts';
import { webhookBody } from './webhook-payload.ts';

/** So many events are looked at in one transaction: few enough that whoever waits for their turn hardly notices. */
const EVENTS_AT_ONCE = 50;

/**
 * Queues some of what an endpoint has missed, in the caller's transaction, in the order of the log. With the last of it the
 * endpoint is active again: what is committed after that is queued with the event, so that nothing is missed or told twice
 * between. False: there is nothing more to do for it.
 */
export async function queueMissed(stores: Stores, id: WebhookId, at: Millis): Promise<boolean> {
  const webhook = (await stores.webhooks.catchingUp()).find((one) => one.id === id);
  if (!webhook) return false;
  const { lawyerId, cursor } = webhook;
  const rows = await stores.events.after(lawyerId, cursor, EVENTS_AT_ONCE);
  const wanted = rows.filter(({ type }) => webhook.events.some((pattern) => eventMatches(pattern, type)));
  for (const { id: eventId, cursor: place, data, ...told } of await toEvents(stores, lawyerId, wanted)) {
    await stores.webhookQueue.enqueueMissed({
      webhookId: id,
      lawyerId,
      eventId,
      cursor: place,
      conversationId: data.conversation_id ?? null,
      payload: webhookBody({ ...told, data }, webhook.payload),
      at,
    });
  }
  const last = rows.length < EVENTS_AT_ONCE ? null : (rows.at(-1)?.cursor ?? null);
  await stores.webhooks.caughtUp(id, last);
  return last !== null;
}
