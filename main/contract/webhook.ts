import { z } from 'zod';
import { DELIVERY_STATUSES } from './choices.ts';
import { EventPattern, EventType } from './events.ts';
import { BatchId, ConversationId, EventId, WebhookId } from './ids.ts';
import { Timestamp } from './values.ts';

/**
 * `active`: what happens is delivered. `catching_up`: what it has missed is delivered first, in order, and then it is active.
 * `paused` by a person, `disabled` by itself: nothing is delivered and nothing is queued; what it misses meanwhile stays in
 * the event log, and is delivered when it is resumed.
 */
export const WebhookState = z.enum(['active', 'catching_up', 'paused', 'disabled']);
export type WebhookState = z.infer<typeof WebhookState>;

/** `gone`: the receiver has answered 410. `failing`: nothing was taken for five days. */
export const DisabledReason = z.enum(['gone', 'failing']);
export type DisabledReason = z.infer<typeof DisabledReason>;

/** Several events in one POST: as many as that, or those that have come within that time. */
export const WebhookBatch = z.strictObject({
  max_events: z.number().int().min(2).max(100).describe('As many events as that go into one POST at most.'),
  max_wait_ms: z
    .number()
    .int()
    .min(0)
    .max(60_000)
    .describe('How long the first of them waits for more, in milliseconds.'),
});
export type WebhookBatch = z.infer<typeof WebhookBatch>;

/** `full`: with the message as it was then. `thin`: with ids alone. */
export const WebhookPayload = z.enum(['full', 'thin']);
export type WebhookPayload = z.infer<typeof WebhookPayload>;

/** What is said of an address when it is registered, and can be changed later. */
export const WebhookOptions = z.strictObject({
  description: z.string().max(500).describe('What the address is, for people; no receiver sees it.'),
  events: z.array(EventPattern).min(1).max(50).describe('Of which events it is told.'),
  payload: WebhookPayload.describe('`full`: with the message as it was then. `thin`: with ids alone.'),
  batch: WebhookBatch.nullable().describe('Several events in one POST; null: one in each.'),
  max_concurrency: z.number().int().min(1).max(32).describe('Requests on their way to it at one time.'),
});
export type WebhookOptions = z.infer<typeof WebhookOptions>;
/** Some of them. */
export type WebhookChange = { [Name in keyof WebhookOptions]?: WebhookOptions[Name] | undefined };

export const Webhook = z.object({
  id: WebhookId,
  url: z.string(),
  ...WebhookOptions.shape,
  state: WebhookState,
  /** Whether events are delivered: `active` or `catching_up`. */
  is_active: z.boolean(),
  disabled_reason: DisabledReason.nullable(),
  /** Since when no delivery was taken; null: the last one was. */
  failing_since: Timestamp.nullable(),
  /** When it answered for the first time with 2xx, a delivery or a test; null: it has not yet, at its present address. */
  answered_at: Timestamp.nullable(),
  /** Until when deliveries are signed with the former secret as well; null: they are not. */
  old_secret_until: Timestamp.nullable(),
  created_at: Timestamp,
  updated_at: Timestamp,
});
export type Webhook = z.infer<typeof Webhook>;

export const DeliveryStatus = z.enum(DELIVERY_STATUSES);
export type DeliveryStatus = z.infer<typeof DeliveryStatus>;

/** One event on its way to one address. */
export const Delivery = z.object({
  /** The same as `webhook-id`, where it is not part of a batch. */
  event_id: EventId,
  type: EventType,
  conversation_id: ConversationId.nullable(),
  status: DeliveryStatus,
  attempts: z.number().int(),
  /** The `webhook-id` of the batch that it is part of. */
  batch_id: BatchId.nullable(),
  /** Null: it has ended. It can be later: what is in front of it in its conversation goes first. */
  next_attempt_at: Timestamp.nullable(),
  last_attempt_at: Timestamp.nullable(),
  created_at: Timestamp,
});
export type Delivery = z.infer<typeof Delivery>;

const Headers = z.record(z.string(), z.string());

/** One request to a receiver, and what came back. */
export const DeliveryAttempt = z.object({
  at: Timestamp,
  latency_ms: z.number().int(),
  /** Null: there was no answer, and `error` says why. `interrupted`: the app ended while it waited for one. */
  status_code: z.number().int().nullable(),
  error: z.string().nullable(),
  request_headers: Headers,
  response_headers: Headers.nullable(),
  /** The first characters of the answer. */
  response_start: z.string().nullable(),
});
export type DeliveryAttempt = z.infer<typeof DeliveryAttempt>;

/** A delivery with the body that is POSTed, as JSON, and all attempts, the oldest first. */
export const DeliveryWithAttempts = Delivery.extend({ payload: z.string(), attempts_made: z.array(DeliveryAttempt) });
export type DeliveryWithAttempts = z.infer<typeof DeliveryWithAttempts>;
