import type { LawyerId, WebhookId } from '../contract/ids.ts';
import type { Webhook, WebhookChange } from '../contract/webhook.ts';
import { AppError } from './app-error.ts';
import { changeAlert } from './change-alert.ts';
import type { Millis } from './clock.ts';
import { nextTurn } from './in-slices.ts';
import type { Database } from './ports.ts';
import type { Stores } from './stores.ts';

/** Rejects with AppError `webhook_not_found`. */
export async function webhookOf(stores: Stores, lawyerId: LawyerId, id: WebhookId): Promise<Webhook> {
  const webhook = await stores.webhooks.find(lawyerId, id);
  if (!webhook) throw new AppError('webhook_not_found');
  return webhook;
}

/** What is queued already stays as it was written. Rejects with AppError `webhook_not_found`. */
export async function changeWebhook(
  stores: Stores,
  lawyerId: LawyerId,
  id: WebhookId,
  change: WebhookChange & { url?: string | undefined },
  at: Millis,
): Promise<Webhook> {
  await webhookOf(stores, lawyerId, id);
  await stores.webhooks.update(lawyerId, id, change, at);
  return webhookOf(stores, lawyerId, id);
}

/** What happens from now on is not delivered until it is resumed. Rejects with AppError `webhook_not_found`. */
export async function pauseWebhook(stores: Stores, lawyerId: LawyerId, id: WebhookId, at: Millis): Promise<Webhook> {
  const { state } = await webhookOf(stores, lawyerId, id);
  if (state === 'active' || state === 'catching_up') await stores.webhooks.stop(id, 'paused', null, at);
  return webhookOf(stores, lawyerId, id);
}

/**
 * What it has missed is delivered first, unless that is to be skipped; one that is active stays so. Rejects with AppError
 * `webhook_not_found`.
 */
export async function resumeWebhook(
  stores: Stores,
  lawyerId: LawyerId,
  id: WebhookId,
  { skipMissed }: { skipMissed: boolean },
  at: Millis,
): Promise<Webhook> {
  const { state } = await webhookOf(stores, lawyerId, id);
  if (state === 'paused' || state === 'disabled') {
    const skipTo = skipMissed ? await stores.events.newest(lawyerId) : null;
    await stores.webhooks.catchUp(id, skipTo === null ? null : { skipTo }, false, at);
    await changeAlert(stores, { lawyerId, code: 'webhook_disabled', subject: id, at }, false);
  }
  return webhookOf(stores, lawyerId, id);
}

/**
 * All events since that time that it wants and was not given are delivered, in the order of the log: those that have
 * failed, and those that came while it was stopped or did not want them yet. One that is stopped gets them when it is
 * resumed. Rejects with AppError `webhook_not_found`, `events_expired`.
 */
export async function recoverWebhook(
  database: Database,
  lawyerId: LawyerId,
  id: WebhookId,
  since: Millis,
  now: () => Millis,
): Promise<Webhook> {
  const { after, expired } = await database.read((stores) => placeOf(stores, lawyerId, since));
  return database.write(async (stores) => {
    const { state } = await webhookOf(stores, lawyerId, id);
    if (expired) {
      const message = 'lies before what is kept of the event log';
      throw new AppError('events_expired', [{ field: 'since', message }]);
    }
    await stores.webhooks.catchUp(id, { after }, state === 'paused' || state === 'disabled', now());
    return webhookOf(stores, lawyerId, id);
  });
}

/** The place in the log behind which all events of that time and later are. */
async function placeOf(
  stores: Stores,
  lawyerId: LawyerId,
  since: Millis,
): Promise<{ after: number; expired: boolean }> {
  let before = Number.MAX_SAFE_INTEGER;
  for (;;) {
    const part = await stores.events.before(lawyerId, before, 1_000);
    const last = part.find(({ created }) => created < since);
    if (last) return { after: last.cursor, expired: false };
    const oldest = part.at(-1);
    if (!oldest) break;
    before = oldest.cursor;
    await nextTurn();
  }
  return { after: 0, expired: (await stores.events.removedUpTo(lawyerId)) > 0 };
}
