import type { Webhook } from '../../contract/entities.ts';
import type { EventPattern, EventType } from '../../contract/events.ts';
import type { ConversationId, EventId, LawyerId, WebhookId } from '../../contract/ids.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

export interface WebhookStore {
  insert(webhook: {
    id: WebhookId;
    lawyerId: LawyerId;
    url: string;
    secret: string;
    events: EventPattern[];
    at: Millis;
  }): Promise<Webhook>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Webhook>>;
  exists(lawyerId: LawyerId, id: WebhookId): Promise<boolean>;
  remove(lawyerId: LawyerId, id: WebhookId): Promise<boolean>;
  wanting(lawyerId: LawyerId, type: EventType): Promise<WebhookId[]>;
  switchOff(id: WebhookId): Promise<void>;
}

/** A delivery that is due, with all that is needed to make it. */
export interface Delivery {
  id: number;
  webhookId: WebhookId;
  eventId: EventId;
  url: string;
  secret: string;
  payload: string;
  attempts: number;
  /** The trace that its message was accepted in. */
  traceparent: string | null;
}

export interface AttemptResult {
  at: Millis;
  latency: Millis;
  /** Null when no answer came. */
  statusCode: number | null;
  error: string | null;
  responseStart: string | null;
}

export interface WebhookQueueStore {
  enqueue(row: {
    webhookId: WebhookId;
    lawyerId: LawyerId;
    eventId: EventId;
    conversationId: ConversationId | null;
    payload: string;
    at: Millis;
  }): Promise<void>;
  /**
   * Due deliveries, the oldest first, one for each conversation of an endpoint: a delivery that is on its way or waits
   * for its next try holds what comes after it in the same conversation. `exclude`: those on their way now, and
   * endpoints that take no more for the moment.
   */
  due(
    at: Millis,
    exclude: { deliveries: ReadonlySet<number>; webhooks: ReadonlySet<WebhookId> },
    limit: number,
  ): Promise<Delivery[]>;
  /** When, later than `after`, the next delivery becomes due. */
  nextDue(after: Millis): Promise<Millis | null>;
  waiting(): Promise<number>;
  /** The lawyer's endpoints that are not served, each with the time since when its oldest tried delivery waits. */
  failing(lawyerId: LawyerId): Promise<{ webhookId: WebhookId; since: Millis }[]>;
  /**
   * Looks at the next `limit` rows behind the one with the number `after`, and removes those of before that time that
   * have ended or whose address is switched off. Answers with the last one's number; null: what follows is later.
   */
  removeEnded(before: Millis, after: number, limit: number): Promise<number | null>;
  /** Removes rows of one endpoint, whatever their state; answers with how many they were. */
  removeOf(webhookId: WebhookId, limit: number): Promise<number>;
  recordAttempt(
    id: number,
    attempt: AttemptResult,
    outcome: { status: 'delivered' | 'failed' } | { status: 'pending'; nextAttempt: Millis },
  ): Promise<void>;
}
