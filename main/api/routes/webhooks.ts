import type { EventId, WebhookId } from '../../contract/ids.ts';
import type { Webhook } from '../../contract/webhook.ts';
import type { Clock, Millis } from '../../domain/clock.ts';
import {
  type AddressRefusal,
  assertAddressAllowed,
  createWebhook,
  rotateWebhookSecret,
  type SendTest,
  testWebhook,
} from '../../domain/create-webhook.ts';
import { type DeliveryPlace, deliveryOf, redeliver } from '../../domain/deliveries.ts';
import { changeWebhook, pauseWebhook, recoverWebhook, resumeWebhook, webhookOf } from '../../domain/manage-webhooks.ts';
import type { Database } from '../../domain/ports.ts';
import { removeWebhook } from '../../domain/remove-webhook.ts';
import type { BodyChecks, Handlers } from '../handler.ts';

const HOUR: Millis = 60 * 60_000;

interface Dependencies {
  database: Database;
  clock: Clock;
  newSecret(): string;
  sendTest: SendTest;
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
    createWebhook: ({ lawyerId, body, stores, at }) => createWebhook(stores, lawyerId, body, newSecret(), at),
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
    rotateWebhookSecret({ lawyerId, params, body, stores, at }) {
      const overlap = Math.round((body?.overlap_hours ?? 24) * HOUR);
      return rotateWebhookSecret(stores, lawyerId, params.id, { secret: newSecret(), overlap }, at);
    },
    testWebhook: ({ lawyerId, params, at }) => testWebhook(database, sendTest, lawyerId, params.id, at),
    async listDeliveries({ lawyerId, params, query: { status, ...page }, stores }) {
      await webhookOf(stores, lawyerId, params.id);
      const { rows, nextCursor } = await stores.deliveries.list(params.id, page, status);
      return { data: rows, next_cursor: nextCursor };
    },
    getDelivery: ({ lawyerId, params, stores }) => deliveryOf(stores, lawyerId, placeOf(params)),
    redeliver({ lawyerId, params, stores, at, afterCommit }) {
      afterCommit(() => webhookChanged(params.id));
      return redeliver(stores, lawyerId, placeOf(params), at);
    },
  };
}

function placeOf({ id, event_id }: { id: WebhookId; event_id: EventId }): DeliveryPlace {
  return { webhookId: id, eventId: event_id };
}

/** From outside no address of this machine may be used: what it answers could be read there, by whoever has a key. */
export function webhookChecks(refusal: AddressRefusal, allowLoopback: boolean): BodyChecks {
  async function check({ url }: { url?: string | undefined }, through: 'loopback' | 'tunnel'): Promise<void> {
    if (url !== undefined) await assertAddressAllowed(refusal, url, allowLoopback && through === 'loopback');
  }
  return { createWebhook: check, changeWebhook: check };
}
