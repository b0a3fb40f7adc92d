import type { LawyerId, WebhookId } from '../contract/ids.ts';
import { changeAlert } from './change-alert.ts';
import type { Millis } from './clock.ts';
import { inSlices, REMOVED_AT_ONCE } from './in-slices.ts';
import { webhookOf } from './manage-webhooks.ts';
import type { Database } from './ports.ts';

/**
 * Removes an address with all that was or is to be delivered to it. It is paused first, so that nothing is added
 * meanwhile; if this is cut short, it stays listed as paused, and can be removed again. Rejects with AppError
 * `webhook_not_found`.
 */
export async function removeWebhook(database: Database, lawyerId: LawyerId, id: WebhookId, at: Millis): Promise<void> {
  await database.write(async (stores) => {
    await webhookOf(stores, lawyerId, id);
    await stores.webhooks.stop(id, 'paused', null, at);
    await changeAlert(stores, { lawyerId, code: 'webhook_disabled', subject: id, at }, false);
  });
  await inSlices(() => database.write((stores) => stores.webhookQueue.removeOf(id, REMOVED_AT_ONCE)));
  await database.write((stores) => stores.webhooks.remove(lawyerId, id));
}
