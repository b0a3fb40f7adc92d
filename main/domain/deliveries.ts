import type { EventId, LawyerId, WebhookId } from '../contract/ids.ts';
import type { DeliveryWithAttempts } from '../contract/webhook.ts';
import { AppError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { webhookOf } from './manage-webhooks.ts';
import type { Stores } from './stores.ts';

/** One event on its way to one address. */
export interface DeliveryPlace {
  webhookId: WebhookId;
  eventId: EventId;
}

/** Whether a receiver has taken what it was sent: by any 2xx, and by nothing else. */
export function isTaken(statusCode: number | null): boolean {
  return statusCode !== null && statusCode >= 200 && statusCode < 300;
}

/** Rejects with AppError `webhook_not_found`, `delivery_not_found`. */
export async function deliveryOf(
  stores: Stores,
  lawyerId: LawyerId,
  { webhookId, eventId }: DeliveryPlace,
): Promise<DeliveryWithAttempts> {
  await webhookOf(stores, lawyerId, webhookId);
  const delivery = await stores.deliveries.find(webhookId, eventId);
  if (!delivery) throw new AppError('delivery_not_found');
  return delivery;
}

/** Has it delivered once more, whatever became of it. Rejects with AppError `webhook_not_found`, `delivery_not_found`. */
export async function redeliver(
  stores: Stores,
  lawyerId: LawyerId,
  place: DeliveryPlace,
  at: Millis,
): Promise<DeliveryWithAttempts> {
  await deliveryOf(stores, lawyerId, place);
  await stores.deliveries.redeliver(place.webhookId, place.eventId, at);
  return deliveryOf(stores, lawyerId, place);
}
