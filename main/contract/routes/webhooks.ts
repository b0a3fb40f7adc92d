import { z } from 'zod';
import { listOf, Webhook } from '../entities.ts';
import { EventPattern } from '../events.ts';
import { WebhookId } from '../ids.ts';
import { Page, type Route } from '../route.ts';

const WebhookUrl = z
  .url({ protocol: /^https?$/, error: 'must be an http or https address' })
  .max(2000)
  .describe('Where events are posted to.');

export const WEBHOOK_ROUTES = {
  createWebhook: {
    method: 'POST',
    path: '/v1/webhooks',
    summary: 'Register an address for events; the signing secret is shown once',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    secret: true,
    body: z.strictObject({
      url: WebhookUrl,
      events: z.array(EventPattern).min(1).max(50).describe('Of which events it is told.'),
    }),
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
  deleteWebhook: {
    method: 'DELETE',
    path: '/v1/webhooks/{id}',
    summary: 'Switch an address off, drop the deliveries that wait for it, and remove it',
    access: 'lawyer',
    fromOutside: true,
    resource: 'webhooks',
    outside: true,
    params: z.strictObject({ id: WebhookId }),
    status: 204,
    output: z.undefined(),
    problems: ['webhook_not_found'],
  },
} as const satisfies Record<string, Route>;
