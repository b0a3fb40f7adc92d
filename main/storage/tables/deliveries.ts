import type { Generated } from 'kysely';
import type { BrokerKind } from '../../contract/broker.ts';
import type { EventPattern, EventType } from '../../contract/events.ts';
import type {
  BatchId,
  BrokerId,
  ClientId,
  ConversationId,
  EventId,
  LawyerId,
  MessageId,
  WebhookId,
} from '../../contract/ids.ts';
import type { Phone } from '../../contract/values.ts';
import type { DisabledReason, WebhookPayload, WebhookState } from '../../contract/webhook.ts';
import type { Millis } from '../../domain/clock.ts';
import type { OutboxAction, WaitReason } from '../../domain/stores/outbox-store.ts';

/** What happened, whom it is told, and what waits to be done in WhatsApp. */
export interface DeliveryTables {
  events: {
    cursor: Generated<number>;
    id: EventId;
    lawyer_id: LawyerId;
    type: EventType;
    conversation_id: ConversationId | null;
    message_id: MessageId | null;
    client_id: ClientId | null;
    created: Millis;
    /** JSON of EventDetails. */
    more: string | null;
  };
  event_log_starts: { lawyer_id: LawyerId; removed_up_to: number };
  webhooks: {
    id: WebhookId;
    lawyer_id: LawyerId;
    url: string;
    secret: string;
    created: Millis;
    description: Generated<string>;
    payload: Generated<WebhookPayload>;
    /** Null: no batches. */
    batch_events: Generated<number | null>;
    batch_wait: Generated<Millis | null>;
    concurrency: Generated<number>;
    state: Generated<WebhookState>;
    disabled_reason: Generated<DisabledReason | null>;
    /** Up to where the event log has been queued for it; null: it is active. */
    feed_cursor: Generated<number | null>;
    failing_since: Generated<Millis | null>;
    old_secret: Generated<string | null>;
    old_secret_until: Generated<Millis | null>;
    /** When it answered with 2xx for the first time. */
    answered: Generated<Millis | null>;
    updated: Millis;
  };
  webhook_event_types: { webhook_id: WebhookId; pattern: EventPattern };
  webhook_queue: {
    id: Generated<number>;
    webhook_id: WebhookId;
    lawyer_id: LawyerId;
    event_id: EventId;
    conversation_id: ConversationId | null;
    attempts: number;
    status: 'pending' | 'delivered' | 'failed';
    created: Millis;
    last_attempt: Millis | null;
    next_attempt: Millis;
    /** The event's: what is in front of what in a conversation. */
    cursor: number;
    /** Of the attempts those that the schedule asked for: it ends with the last of them. */
    tries: Generated<number>;
    /** When the schedule asks for the next one, where it is made before that. */
    scheduled: Generated<Millis | null>;
    /** Nothing of the same conversation and endpoint is in front of it. */
    is_next: Generated<number>;
    /** Of the first row of a batch: its `webhook-id`. */
    batch_id: Generated<BatchId | null>;
    /** The first row of the batch that it is in. */
    batch_of: Generated<number | null>;
  };
  webhook_payloads: { queue_id: number; payload: string };
  webhook_attempts: {
    id: Generated<number>;
    queue_id: number;
    attempted: Millis;
    latency: Millis;
    status_code: number | null;
    error: string | null;
    response_start: string | null;
    /** JSON. */
    request_headers: Generated<string>;
    response_headers: string | null;
  };
  /** Attempts that were begun and whose result is not known yet. */
  webhook_under_way: { queue_id: number; begun: Millis };
  brokers: {
    id: BrokerId;
    lawyer_id: LawyerId;
    kind: BrokerKind;
    url: string;
    target: string;
    /** JSON of EventPattern[]. */
    events: string;
    max_length: number | null;
    stream: string | null;
    is_paused: number;
    cursor: number;
    revision: Generated<number>;
    failing_since: Millis | null;
    missed_up_to: number | null;
    created: Millis;
    updated: Millis;
  };
  outbox: {
    id: Generated<number>;
    message_id: MessageId | null;
    lawyer_id: LawyerId;
    conversation_id: ConversationId;
    /** The number that was asked for, whatever the conversation's number is by now. */
    phone_number: Phone | null;
    type: OutboxAction['type'];
    /** JSON of OutboxAction. */
    action: string;
    state: 'queued' | 'sending' | 'failed';
    waits_for: WaitReason | null;
    error: string | null;
    attempts: number;
    next_attempt: Millis;
    created: Millis;
  };
}
