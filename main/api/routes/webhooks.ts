import type { EventId, LawyerId, WebhookId } from '../../contract/ids.ts';
import type { DeliveryAttempt, DeliveryWithAttempts, Webhook } from '../../contract/webhook.ts';
import { AppError } from '../../domain/app-error.ts';
import type { Clock, Millis } from '../../domain/clock.ts';
import { changeWebhook, pauseWebhook, recoverWebhook, resumeWebhook, webhookOf } from '../../domain/manage-webhooks.ts';
import { newId } from '../../domain/new-id.ts';
import type { Database } from '../../domain/ports.ts';
import { removeWebhook } from '../../domain/remove-webhook.ts';
import type { Stores } from '../../domain/stores.ts';
import type { BodyChecks, Handlers } from '../handler.ts';

const HOUR: Millis = 60 * 60_000;

interface Dependencies {
  database: Database;
  clock: Clock;
  newSecret(): string;
  sendTest(target: { url: string; secrets: string[] }, lawyerId: LawyerId): Promise<DeliveryAttempt>;
  /** What is to be delivered to it, or how, is another than before. */
  webhookChanged(id: WebhookId): void;
}

type Names =
  | 'createWebhook'
  | 'listWebhooks'
  | 'getWebhook'
  | 'changeWebhook'
  | 'deleteWebhook'
  | 'pauseWebhook'
  | 'resumeWebhook'
  | 'recoverWebhook'
  | 'rotateWebhookSecret'
  | 'testWebhook'
  | 'listDeliveries'
  | 'getDelivery'
  | 'redeliver';

export function webhookRoutes(dependencies: Dependencies): Pick<Handlers, Names> {
  const { database, clock, newSecret, sendTest, webhookChanged } = dependencies;

  return {
    async createWebhook({ lawyerId, body, stores, at }) {
      const secret = newSecret();
      const webhook = await stores.webhooks.insert({ ...body, id: newId('whk', at), lawyerId, secret, at });
      return { ...webhook, secret };
    },
    async listWebhooks({ lawyerId, query, stores }) {
      const { rows, nextCursor } = await stores.webhooks.list(lawyerId, query);
      return { data: rows, next_cursor: nextCursor };
    },
    getWebhook: ({ lawyerId, params, stores }) => webhookOf(stores, lawyerId, params.id),
    changeWebhook({ lawyerId, params, body, stores, at, afterCommit }) {
      afterCommit(() => webhookChanged(params.id));
      return changeWebhook(stores, lawyerId, params.id, body, at);
    },
    async deleteWebhook({ lawyerId, params, at }) {
      await removeWebhook(database, lawyerId, params.id, at);
      webhookChanged(params.id);
      return undefined;
    },
    pauseWebhook({ lawyerId, params, stores, at, afterCommit }) {
      afterCommit(() => webhookChanged(params.id));
      return pauseWebhook(stores, lawyerId, params.id, at);
    },
    resumeWebhook({ lawyerId, params, body, stores, at, afterCommit }) {
      afterCommit(() => webhookChanged(params.id));
      return resumeWebhook(stores, lawyerId, params.id, { skipMissed: body?.skip_missed ?? false }, at);
    },
    async recoverWebhook({ lawyerId, params, body }): Promise<Webhook> {
      const since = Date.parse(body.since);
      const webhook = await recoverWebhook(database, lawyerId, params.id, since, () => clock.now());
      webhookChanged(params.id);
      return webhook;
    },
    async rotateWebhookSecret({ lawyerId, params, body, stores, at }) {
      await webhookOf(stores, lawyerId, params.id);
      const secret = newSecret();
      const until = at + (body?.overlap_hours ?? 24) * HOUR;
      await stores.webhooks.rotateSecret(lawyerId, params.id, secret, until, at);
      return { ...(await webhookOf(stores, lawyerId, params.id)), secret };
    },
    async testWebhook({ lawyerId, params, stores, at }) {
      const target = await stores.webhooks.target(lawyerId, params.id, at);
      if (!target) throw new AppError('webhook_not_found');
      return sendTest(target, lawyerId);
    },
    async listDeliveries({ lawyerId, params, query: { status, ...page }, stores }) {
      await webhookOf(stores, lawyerId, params.id);
      const { rows, nextCursor } = await stores.deliveries.list(params.id, page, status);
      return { data: rows, next_cursor: nextCursor };
    },
    getDelivery: ({ lawyerId, params, stores }) => deliveryOf(stores, lawyerId, params),
    async redeliver({ lawyerId, params, stores, at, afterCommit }) {
      await deliveryOf(stores, lawyerId, params);
      await stores.deliveries.redeliver(params.id, params.event_id, at);
      afterCommit(() => webhookChanged(params.id));
      return deliveryOf(stores, lawyerId, params);
    },
  };
}

async function deliveryOf(
  stores: Stores,
  lawyerId: LawyerId,
  { id, event_id }: { id: WebhookId; event_id: EventId },
): Promise<DeliveryWithAttempts> {
  await webhookOf(stores, lawyerId, id);
  const delivery = await stores.deliveries.find(id, event_id);
  if (!delivery) throw new AppError('delivery_not_found');
  return delivery;
}

/**
 * `refusal` says why an address may not be used, or null. From outside none of this machine is: what it answers could be
 * read there, by whoever has a key.
 */
export function webhookChecks(
  refusal: (url: string, allowLoopback: boolean) => Promise<string | null>,
  allowLoopback: boolean,
): BodyChecks {
  async function check({ url }: { url?: string | undefined }, through: 'loopback' | 'tunnel'): Promise<void> {
    const message = url === undefined ? null : await refusal(url, allowLoopback && through === 'loopback');
    if (message !== null) throw new AppError('webhook_url_not_allowed', [{ field: 'url', message }]);
  }
  return { createWebhook: check, changeWebhook: check };
}
