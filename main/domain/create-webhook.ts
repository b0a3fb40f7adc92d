import type { LawyerId, WebhookId } from '../contract/ids.ts';
import type { DeliveryAttempt, Webhook, WebhookChange, WebhookOptions } from '../contract/webhook.ts';
import { AppError, type FieldError } from './app-error.ts';
import type { Millis } from './clock.ts';
import { isTaken } from './deliveries.ts';
import { webhookOf } from './manage-webhooks.ts';
import { newId } from './new-id.ts';
import type { Database } from './ports.ts';
import type { Stores } from './stores.ts';

/** A webhook with the secret that its deliveries are signed with, which is told once. */
export type WebhookWithSecret = Webhook & { secret: string };

/** Sends one signed event that tells of nothing, and says what came back. */
export type SendTest = (target: { url: string; secrets: string[] }, lawyerId: LawyerId) => Promise<DeliveryAttempt>;

/** Says why an address may not be used, or null: it may. Asks the network. */
export type AddressRefusal = (url: string, allowLoopback: boolean) => Promise<Omit<FieldError, 'field'> | null>;

/** Before the transaction. Rejects with AppError `webhook_url_not_allowed`. */
export async function assertAddressAllowed(
  refusal: AddressRefusal,
  url: string,
  allowLoopback: boolean,
): Promise<void> {
  const refused = await refusal(url, allowLoopback);
  if (refused !== null) throw new AppError('webhook_url_not_allowed', [{ field: 'url', ...refused }]);
}

/** Keeps a new address, in the caller's transaction. What happens from now on is delivered to it. */
export async function createWebhook(
  stores: Stores,
  lawyerId: LawyerId,
  given: WebhookChange & Pick<WebhookOptions, 'events'> & { url: string },
  secret: string,
  at: Millis,
): Promise<WebhookWithSecret> {
  const webhook = await stores.webhooks.insert({ ...given, id: newId('whk', at), lawyerId, secret, at });
  return { ...webhook, secret };
}

/**
 * From now on deliveries are signed with the new secret, and for `overlap` ms with the former one as well. Rejects with
 * AppError `webhook_not_found`.
 */
export async function rotateWebhookSecret(
  stores: Stores,
  lawyerId: LawyerId,
  id: WebhookId,
  { secret, overlap }: { secret: string; overlap: Millis },
  at: Millis,
): Promise<WebhookWithSecret> {
  await webhookOf(stores, lawyerId, id);
  await stores.webhooks.rotateSecret(lawyerId, id, secret, at + overlap, at);
  return { ...(await webhookOf(stores, lawyerId, id)), secret };
}

/**
 * Sends it one event that tells of nothing, while no transaction is open, and keeps that it has answered. Rejects with
 * AppError `webhook_not_found`.
 */
export async function testWebhook(
  database: Pick<Database, 'readAlong' | 'write'>,
  sendTest: SendTest,
  lawyerId: LawyerId,
  id: WebhookId,
  at: Millis,
): Promise<DeliveryAttempt> {
  const target = await database.readAlong((stores) => stores.webhooks.target(lawyerId, id, at));
  if (!target) throw new AppError('webhook_not_found');
  const attempt = await sendTest(target, lawyerId);
  if (isTaken(attempt.status_code)) {
    await database.write((stores) => stores.webhooks.noteAnswered(lawyerId, id, target.url, Date.parse(attempt.at)));
  }
  return attempt;
}
