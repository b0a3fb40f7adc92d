import type { EventPattern, EventType } from '../../contract/events.ts';
import type { BatchId, ConversationId, EventId, LawyerId, WebhookId } from '../../contract/ids.ts';
import type {
  DeliveryStatus,
  DeliveryWithAttempts,
  DisabledReason,
  Webhook,
  WebhookBatch,
  WebhookChange,
  Delivery as WebhookDelivery,
  WebhookPayload,
} from '../../contract/webhook.ts';
import type { Millis } from '../clock.ts';
import type { Paged, PageRequest } from './page-request.ts';

/** An address that wants an event, and how. */
export interface Subscriber {
  id: WebhookId;
  payload: WebhookPayload;
  batch: WebhookBatch | null;
}

/** An address that is told what it has missed, up to where in the event log it has been. */
export interface CatchingUp extends Subscriber {
  lawyerId: LawyerId;
  events: EventPattern[];
  cursor: number;
}

export interface WebhookStore {
  insert(
    webhook: {
      id: WebhookId;
      lawyerId: LawyerId;
      url: string;
      secret: string;
      events: EventPattern[];
      at: Millis;
    } & Omit<WebhookChange, 'events'>,
  ): Promise<Webhook>;
  find(lawyerId: LawyerId, id: WebhookId): Promise<Webhook | null>;
  list(lawyerId: LawyerId, page: PageRequest): Promise<Paged<Webhook>>;
  update(
    lawyerId: LawyerId,
    id: WebhookId,
    change: WebhookChange & { url?: string | undefined },
    at: Millis,
  ): Promise<void>;
  remove(lawyerId: LawyerId, id: WebhookId): Promise<boolean>;
  /** Those that are active. What the others miss stays in the event log. */
  wanting(lawyerId: LawyerId, type: EventType): Promise<Subscriber[]>;
  /** What a delivery that is made by hand needs; null: there is no such webhook. */
  target(lawyerId: LawyerId, id: WebhookId, at: Millis): Promise<{ url: string; secrets: string[] } | null>;
  /** It has answered with 2xx at that address, which may have been changed since; what is kept is when it first did. */
  noteAnswered(lawyerId: LawyerId, id: WebhookId, url: string, at: Millis): Promise<void>;
  /** The present secret signs beside the new one until that time. */
  rotateSecret(lawyerId: LawyerId, id: WebhookId, secret: string, until: Millis, at: Millis): Promise<void>;
  /** Since when it has taken nothing; null: the last delivery was taken, there was none, or nothing is delivered to it. */
  failingSince(id: WebhookId): Promise<Millis | null>;
  /**
   * From now on nothing is queued for it. What was waits, and is queued anew when that is gone. Answers with whose it is;
   * null: it was removed.
   */
  stop(
    id: WebhookId,
    state: 'paused' | 'disabled',
    reason: DisabledReason | null,
    at: Millis,
  ): Promise<LawyerId | null>;
  /**
   * It is told what it has missed, from where it was, or from `after` if that is earlier; `skipTo`: nothing before that
   * cursor. One that is stopped and is to stay so only takes the place.
   */
  catchUp(
    id: WebhookId,
    from: { after: number } | { skipTo: number } | null,
    stays: boolean,
    at: Millis,
  ): Promise<void>;
  catchingUp(): Promise<CatchingUp[]>;
  /** It has been told up to there; null: all, and from now on it is active. */
  caughtUp(id: WebhookId, cursor: number | null): Promise<void>;
}

/** A delivery that is due. */
export interface DueDelivery {
  id: number;
  webhookId: WebhookId;
  /** So many may be on their way to its endpoint at one time. */
  concurrency: number;
  /** It is the first of a batch that is still to be put together. */
  isNewBatch: boolean;
}

/** A delivery that is being made, with all that is needed for it. */
export interface BegunDelivery {
  id: number;
  webhookId: WebhookId;
  eventId: EventId;
  url: string;
  /** The present one, and while it is being replaced the former. */
  secrets: string[];
  payload: string;
  attempts: number;
  /** Of the attempts those that the schedule asked for. */
  tries: number;
  /** When the schedule asks for the next one, where this one is made before that. */
  scheduled: Millis | null;
  batch: WebhookBatch | null;
  /** Of the batch that it is the first of, if it has been put together. */
  batchId: BatchId | null;
  /** The trace that its message was accepted in. */
  traceparent: string | null;
}

export interface AttemptResult {
  at: Millis;
  /** Where it was sent: the webhook may have another address by now. */
  url: string;
  latency: Millis;
  /** Null when no answer came. */
  statusCode: number | null;
  error: string | null;
  requestHeaders: Readonly<Record<string, string>>;
  responseHeaders: Readonly<Record<string, string>> | null;
  responseStart: string | null;
}

export type AttemptOutcome =
  | { status: 'delivered' | 'failed' }
  | {
      status: 'pending';
      nextAttempt: Millis;
      /** It was made before the schedule asked for it, and uses up none of its tries. */
      isEarly: boolean;
    };

export interface NewDelivery {
  webhookId: WebhookId;
  lawyerId: LawyerId;
  eventId: EventId;
  /** The event's. */
  cursor: number;
  conversationId: ConversationId | null;
  payload: string;
  at: Millis;
  /** It may wait so long for others to share its request. */
  mayWait?: Millis;
}

export interface WebhookQueueStore {
  enqueue(row: NewDelivery): Promise<void>;
  /** The same for what was missed. What has failed is to be delivered again; what waits or was delivered stays so. */
  enqueueMissed(row: NewDelivery): Promise<void>;
  /**
   * Due deliveries, the oldest first, one for each conversation of an endpoint: a delivery that is on its way or waits
   * for its next try holds what comes after it in the same conversation. `exclude`: those on their way now, and
   * endpoints that take no more for the moment.
   */
  due(
    at: Millis,
    exclude: { deliveries: ReadonlySet<number>; webhooks: ReadonlySet<WebhookId> },
    limit: number,
  ): Promise<DueDelivery[]>;
  /** When, later than `after`, the next delivery becomes due to an endpoint that is not excluded. */
  nextDue(after: Millis, exclude?: ReadonlySet<WebhookId>): Promise<Millis | null>;
  /**
   * Puts a batch together: to its first row come those that may go with it, in order, no further one of a conversation of
   * which an earlier one is not in it. They stay together until they are delivered or have failed.
   */
  gather(first: number, batchId: BatchId, size: number): Promise<void>;
  /** The rows of a batch in order, with the first. */
  members(first: number): Promise<{ eventId: EventId; payload: string }[]>;
  /** An attempt of each of those deliveries is made now, if it is still there: it is written down before anything is sent. */
  beginAttempts(ids: readonly number[], at: Millis): Promise<BegunDelivery[]>;
  /**
   * Those that were being made when the app ended are over: nobody knows what the receiver has of them. They are tried again
   * at once.
   */
  cutOff(at: Millis): Promise<void>;
  /**
   * What waits for its next try at that endpoint is tried at once: it takes deliveries again. What fails at that waits for
   * when it would have been tried.
   */
  release(webhookId: WebhookId, at: Millis): Promise<void>;
  waiting(): Promise<number>;
  /** Of one lawyer's. */
  waitingOf(lawyerId: LawyerId): Promise<number>;
  /** The lawyer's endpoints that are not served, each with the time since when its oldest tried delivery waits. */
  failing(lawyerId: LawyerId): Promise<{ webhookId: WebhookId; since: Millis }[]>;
  /**
   * Looks at the next `limit` rows behind the one with the number `after`, and removes those of before that time that
   * have ended or whose address is stopped. Answers with the last one's number; null: what follows is later.
   */
  removeEnded(before: Millis, after: number, limit: number): Promise<number | null>;
  /** Removes rows of one endpoint, whatever their state; answers with how many they were. */
  removeOf(webhookId: WebhookId, limit: number): Promise<number>;
  /** Of one that was begun; with the rest of its batch. The endpoint is known to fail, or to work, from then on. */
  recordAttempt(id: number, attempt: AttemptResult, outcome: AttemptOutcome): Promise<void>;
}

/** What is shown of deliveries, and done to one. */
export interface DeliveryStore {
  list(webhookId: WebhookId, page: PageRequest, status?: DeliveryStatus): Promise<Paged<WebhookDelivery>>;
  find(webhookId: WebhookId, eventId: EventId): Promise<DeliveryWithAttempts | null>;
  /** How many wait to be delivered to it. */
  waiting(webhookId: WebhookId): Promise<number>;
  /** Where an event of that lawyer's is delivered to, and how that went. */
  ofEvent(
    lawyerId: LawyerId,
    eventId: EventId,
  ): Promise<{ webhook_id: WebhookId; url: string; status: DeliveryStatus }[]>;
  /** It begins anew, alone, and goes before what waits behind it in its conversation. False: there is none. */
  redeliver(webhookId: WebhookId, eventId: EventId, at: Millis): Promise<boolean>;
}
