import type { WebhookId } from '../../contract/ids.ts';
import type { WEBHOOK_CALLS } from '../../contract/ipc/webhooks.ts';
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
import { deliveryOf, redeliver } from '../../domain/deliveries.ts';
import { changeWebhook, pauseWebhook, recoverWebhook, resumeWebhook, webhookOf } from '../../domain/manage-webhooks.ts';
import type { Database } from '../../domain/ports.ts';
import { removeWebhook } from '../../domain/remove-webhook.ts';
import type { Stores } from '../../domain/stores.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';
import { PAGE_SIZE } from '../page-size.ts';

const HOUR: Millis = 60 * 60_000;

export interface WebhookDependencies {
  database: Database;
  clock: Clock;
  newWebhookSecret(): string;
  sendTest: SendTest;
  addressRefusal: AddressRefusal;
  /** Whether a webhook may lie on this machine. */
  allowLoopback: boolean;
  /** What is to be delivered to it, or how, is another than before. */
  webhookChanged(id: WebhookId): void;
}

/** The window's own way to the webhooks: by the same use cases as the API, and told on as its changes are. */
export function webhookCalls(deps: WebhookDependencies): HandlersOf<typeof WEBHOOK_CALLS> {
  const { database, clock, webhookChanged } = deps;

  async function assertAddress(url: string | undefined): Promise<void> {
    if (url !== undefined) await assertAddressAllowed(deps.addressRefusal, url, deps.allowLoopback);
  }

  /** In one transaction; what delivers is told behind it. */
  async function change<Result>(id: WebhookId, work: (stores: Stores, at: Millis) => Promise<Result>): Promise<Result> {
    const result = await database.write((stores) => work(stores, clock.now()));
    webhookChanged(id);
    return result;
  }

  return {
    'webhooks.list': ({ lawyer_id, cursor }) =>
      database.read(async (stores) => {
        const { rows, nextCursor } = await stores.webhooks.list(lawyer_id, { limit: PAGE_SIZE, cursor });
        const data = await Promise.all(rows.map((webhook) => withWaiting(stores, webhook)));
        return { data, next_cursor: nextCursor };
      }),
    'webhooks.get': ({ lawyer_id, id }) =>
      database.read(async (stores) => withWaiting(stores, await webhookOf(stores, lawyer_id, id))),
    async 'webhooks.create'({ lawyer_id, ...given }) {
      await assertAddress(given.url);
      return database.write(async (stores) => {
        const lawyer = await lawyerOf(stores, lawyer_id);
        return createWebhook(stores, lawyer.id, given, deps.newWebhookSecret(), clock.now());
      });
    },
    async 'webhooks.change'({ lawyer_id, id, ...given }) {
      await assertAddress(given.url);
      return change(id, (stores, at) => changeWebhook(stores, lawyer_id, id, given, at));
    },
    async 'webhooks.remove'({ lawyer_id, id }) {
      await removeWebhook(database, lawyer_id, id, clock.now());
      webhookChanged(id);
      return undefined;
    },
    'webhooks.pause': ({ lawyer_id, id }) => change(id, (stores, at) => pauseWebhook(stores, lawyer_id, id, at)),
    'webhooks.resume': ({ lawyer_id, id, skip_missed: skipMissed }) =>
      change(id, (stores, at) => resumeWebhook(stores, lawyer_id, id, { skipMissed }, at)),
    async 'webhooks.recover'({ lawyer_id, id, since }) {
      const webhook = await recoverWebhook(database, lawyer_id, id, Date.parse(since), () => clock.now());
      webhookChanged(id);
      return webhook;
    },
    'webhooks.rotateSecret': ({ lawyer_id, id, overlap_hours }) => {
      const overlap = Math.round(overlap_hours * HOUR);
      return database.write((stores) =>
        rotateWebhookSecret(stores, lawyer_id, id, { secret: deps.newWebhookSecret(), overlap }, clock.now()),
      );
    },
    'webhooks.test': ({ lawyer_id, id }) => testWebhook(database, deps.sendTest, lawyer_id, id, clock.now()),
    'deliveries.list': ({ lawyer_id, webhook_id, status, cursor }) =>
      database.read(async (stores) => {
        await webhookOf(stores, lawyer_id, webhook_id);
        const { rows, nextCursor } = await stores.deliveries.list(webhook_id, { limit: PAGE_SIZE, cursor }, status);
        return { data: rows, next_cursor: nextCursor };
      }),
    'deliveries.get': ({ lawyer_id, webhook_id: webhookId, event_id: eventId }) =>
      database.read((stores) => deliveryOf(stores, lawyer_id, { webhookId, eventId })),
    'deliveries.redeliver': ({ lawyer_id, webhook_id: webhookId, event_id: eventId }) =>
      change(webhookId, (stores, at) => redeliver(stores, lawyer_id, { webhookId, eventId }, at)),
  };
}

async function withWaiting({ deliveries }: Stores, webhook: Webhook) {
  return { ...webhook, waiting: await deliveries.waiting(webhook.id) };
}
