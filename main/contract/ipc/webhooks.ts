import { z } from 'zod';
import { EventId, LawyerId, WebhookId } from '../ids.ts';
import { WEBHOOK_ROUTES } from '../routes/webhooks.ts';
import { Delivery, DeliveryAttempt, DeliveryStatus, DeliveryWithAttempts, Webhook } from '../webhook.ts';
import type { IpcEntries } from './entry.ts';
import { Cursor, pageOf } from './page.ts';

const Whose = z.strictObject({ lawyer_id: LawyerId });
const One = Whose.extend({ id: WebhookId });
const OfOne = Whose.extend({ webhook_id: WebhookId });
const OneDelivery = OfOne.extend({ event_id: EventId });

/** With how much waits to be delivered to it. */
const ShownWebhook = Webhook.extend({ waiting: z.number().int() });
export type ShownWebhook = z.infer<typeof ShownWebhook>;

const { createWebhook, changeWebhook, resumeWebhook, recoverWebhook, rotateWebhookSecret } = WEBHOOK_ROUTES;

/** The addresses of the directory that are told of events, and what became of each delivery. */
export const WEBHOOK_CALLS = {
  'webhooks.list': {
    input: Whose.extend({ cursor: Cursor }),
    output: pageOf(ShownWebhook),
    audit: null,
    access: 'lawyer',
  },
  'webhooks.get': { input: One, output: ShownWebhook, audit: null, access: 'lawyer' },
  'webhooks.create': {
    input: createWebhook.body.extend({ lawyer_id: LawyerId }),
    output: createWebhook.output,
    audit: 'act',
    changes: 'webhooks',
    access: 'lawyer',
  },
  /** What is left out stays as it is. */
  'webhooks.change': {
    input: changeWebhook.body.extend({ lawyer_id: LawyerId, id: WebhookId }),
    output: Webhook,
    audit: 'act',
    changes: 'webhooks',
    access: 'lawyer',
  },
  'webhooks.remove': { input: One, output: z.undefined(), audit: 'outside', changes: 'webhooks', access: 'lawyer' },
  'webhooks.pause': { input: One, output: Webhook, audit: 'act', changes: 'webhooks', access: 'lawyer' },
  'webhooks.resume': {
    input: resumeWebhook.body.unwrap().extend({ lawyer_id: LawyerId, id: WebhookId }),
    output: Webhook,
    audit: 'act',
    changes: 'webhooks',
    access: 'lawyer',
  },
  'webhooks.recover': {
    input: recoverWebhook.body.extend({ lawyer_id: LawyerId, id: WebhookId }),
    output: Webhook,
    audit: 'outside',
    changes: 'webhooks',
    access: 'lawyer',
  },
  'webhooks.rotateSecret': {
    input: rotateWebhookSecret.body.unwrap().extend({ lawyer_id: LawyerId, id: WebhookId }),
    output: rotateWebhookSecret.output,
    audit: 'act',
    changes: 'webhooks',
    access: 'lawyer',
  },
  /** One that is taken is the first that is known of an address that has answered nothing yet. */
  'webhooks.test': {
    input: One,
    output: DeliveryAttempt,
    audit: 'outside',
    changes: 'webhooks',
    access: 'lawyer',
  },
  'deliveries.list': {
    input: OfOne.extend({ status: DeliveryStatus.optional(), cursor: Cursor }),
    output: pageOf(Delivery),
    audit: null,
    access: 'lawyer',
  },
  /** It shows what was sent: of most events, a client's message. */
  'deliveries.get': { input: OneDelivery, output: DeliveryWithAttempts, audit: 'open', access: 'lawyer' },
  'deliveries.redeliver': {
    input: OneDelivery,
    output: DeliveryWithAttempts,
    audit: 'act',
    changes: 'webhooks',
    access: 'lawyer',
  },
} as const satisfies IpcEntries;
