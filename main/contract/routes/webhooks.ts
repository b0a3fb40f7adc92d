import { z } from 'zod';
import { listOf } from '../entities.ts';
import { EventId, WebhookId } from '../ids.ts';
import { Page, type Route } from '../route.ts';
import { GivenTime } from '../values.ts';
import {
  Delivery,
  DeliveryAttempt,
  DeliveryStatus,
  DeliveryWithAttempts,
  Webhook,
  WebhookOptions,
} from '../webhook.ts';

const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2000)
  .describe('Where events are posted to.');

const Options = WebhookOptions.partial();

const One = z.strictObject({ id: WebhookId });
const OneDelivery = z.strictObject({ id: WebhookId, event_id: EventId });

/** How long two secrets can be valid beside one another, in hours. */
const MAX_OVERLAP = 168;

export const WEBHOOK_ROUTES = {
  createWebhook: {
    method: 'POST',
    path: '/v1/webhooks',
    summary: 'Register an address for events; the signing secret is shown once',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    secret: true,
    body: Options.extend({ url: WebhookUrl, events: WebhookOptions.shape.events }),
    status: 201,
    output: Webhook.extend({ secret: z.string() }),
    problems: ['webhook_url_not_allowed'],
  },
  listWebhooks: {
    method: 'GET',
    path: '/v1/webhooks',
    summary: 'The registered addresses, oldest first',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    query: Page,
    status: 200,
    output: listOf(Webhook),
    problems: ['invalid_cursor'],
  },
  getWebhook: {
    method: 'GET',
    path: '/v1/webhooks/{id}',
    summary: 'One address, with its state',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: One,
    status: 200,
    output: Webhook,
    problems: ['webhook_not_found'],
  },
  changeWebhook: {
    method: 'PATCH',
    path: '/v1/webhooks/{id}',
    summary: 'Change what is said of an address; what is queued already stays as it was written',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: One,
    body: Options.extend({ url: WebhookUrl.optional() }),
    status: 200,
    output: Webhook,
    problems: ['webhook_not_found', 'webhook_url_not_allowed'],
  },
  deleteWebhook: {
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    summary: 'Switch an address off, drop the deliveries that wait for it, and remove it',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    outside: true,
    params: One,
    status: 204,
    output: z.undefined(),
    problems: ['webhook_not_found'],
  },
  pauseWebhook: {
    method: 'POST',
    path: '/v1/webhooks/{id}/pause',
    summary: 'Deliver nothing until it is resumed; what it misses stays in the event log',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: One,
    status: 200,
    output: Webhook,
    problems: ['webhook_not_found'],
  },
  resumeWebhook: {
    method: 'POST',
    path: '/v1/webhooks/{id}/resume',
    summary: 'Deliver again, what was missed first and in order; also for one that was disabled',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: One,
    body: z
      .strictObject({
        skip_missed: z
          .boolean()
          .default(false)
          .describe('Begin with what comes from now on: what it has missed is never delivered.'),
      })
      .optional(),
    status: 200,
    output: Webhook,
    problems: ['webhook_not_found'],
  },
  recoverWebhook: {
    method: 'POST',
    path: '/v1/webhooks/{id}/recover',
    summary: 'Deliver all events since a time that it wants and was not given: what has failed, and what it has missed',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    outside: true,
    params: One,
    body: z.strictObject({ since: GivenTime.describe('From which time on. What is not kept any more is refused.') }),
    status: 202,
    output: Webhook,
    problems: ['webhook_not_found', 'events_expired'],
  },
  rotateWebhookSecret: {
    method: 'POST',
    path: '/v1/webhooks/{id}/rotate-secret',
    summary: 'A new signing secret, shown once; deliveries carry a signature of both for some hours',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    secret: true,
    params: One,
    body: z
      .strictObject({
        overlap_hours: z
          .number()
          .min(0)
          .max(MAX_OVERLAP)
          .default(24)
          .describe('For how long deliveries are signed with the former secret as well, in hours.'),
      })
      .optional(),
    status: 200,
    output: Webhook.extend({ secret: z.string() }),
    problems: ['webhook_not_found'],
  },
  testWebhook: {
    method: 'POST',
    path: '/v1/webhooks/{id}/test',
    summary: 'Send a signed event of type webhook.test now, once, and show what came back',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    outside: true,
    params: One,
    status: 200,
    output: DeliveryAttempt,
    problems: ['webhook_not_found'],
  },
  listDeliveries: {
    method: 'GET',
    path: '/v1/webhooks/{id}/deliveries',
    summary: 'What was and is to be delivered to it, the newest first; kept for 7 days',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: One,
    query: Page.extend({
      status: DeliveryStatus.optional().describe('Only those that wait, were taken, or are given up.'),
    }),
    status: 200,
    output: listOf(Delivery),
    problems: ['webhook_not_found', 'invalid_cursor'],
  },
  getDelivery: {
    method: 'GET',
    path: '/v1/webhooks/{id}/deliveries/{event_id}',
    summary: 'One delivery: what is sent, and each attempt with its request and answer',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: OneDelivery,
    status: 200,
    output: DeliveryWithAttempts,
    problems: ['webhook_not_found', 'delivery_not_found'],
  },
  redeliver: {
    method: 'POST',
    path: '/v1/webhooks/{id}/deliveries/{event_id}/redeliver',
    summary: 'Deliver one event again, under the same id, whatever became of it before',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    params: OneDelivery,
    status: 202,
    output: DeliveryWithAttempts,
    problems: ['webhook_not_found', 'delivery_not_found'],
  },
} as const satisfies Record<string, Route>;
