import type { LawyerId, WebhookId } from '../contract/ids.ts';
import { AppError } from './app-error.ts';
import { inSlices, REMOVED_AT_ONCE } from './in-slices.ts';
import type { Database } from './ports.ts';

/**
 * Removes an address with all that was or is to be delivered to it. It is switched off first, so that nothing is added
 * meanwhile; if this is cut short, it stays listed as switched off, and can be removed again. Rejects with AppError
 * `webhook_not_found`.
 */
export async function removeWebhook(database: Database, lawyerId: LawyerId, id: WebhookId): Promise<void> {
  const isTheirs = await database.write(async (stores) => {
    if (!(await stores.webhooks.exists(lawyerId, id))) return false;
    await stores.webhooks.switchOff(id);
    return true;
  });
  if (!isTheirs) throw new AppError('webhook_not_found');
  await inSlices(() => database.write((stores) => stores.webhookQueue.removeOf(id, REMOVED_AT_ONCE)));
  await database.write((stores) => stores.webhooks.remove(lawyerId, id));
}
