import type { WebhookId } from '../contract/ids.ts';
import type { DisabledReason } from '../contract/webhook.ts';
import { changeAlert } from '../domain/change-alert.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import { isTaken } from '../domain/deliveries.ts';
import { newId } from '../domain/new-id.ts';
import type { BackgroundDatabase, Log, Metrics, Tracing } from '../domain/ports.ts';
import type { AttemptOutcome, BegunDelivery } from '../domain/stores/webhook-stores.ts';
import type { Stores } from '../domain/stores.ts';
import { nextTraceparent } from '../domain/trace-context.ts';
import { batchBody } from '../domain/webhook-payload.ts';
import type { PostResult, PostWebhook } from './post-webhook.ts';
import { nextAttempt } from './retry-schedule.ts';
import { signatureHeaders } from './sign.ts';

/** An endpoint that has taken nothing for so long is switched off, and a person is told. README says so. */
const DISABLED_AFTER: Millis = 5 * 24 * 60 * 60_000;

interface Dependencies {
  database: BackgroundDatabase;
  clock: Clock;
  log: Log;
  post: PostWebhook;
  metrics: Pick<Metrics, 'took'>;
  tracing: Tracing;
}

async function switchOff(stores: Stores, id: WebhookId, reason: DisabledReason, at: Millis): Promise<void> {
  const lawyerId = await stores.webhooks.stop(id, 'disabled', reason, at);
  if (lawyerId) await changeAlert(stores, { lawyerId, code: 'webhook_disabled', subject: id, at }, true);
}

/** In the caller's transaction. True: it has taken nothing for so long that it is switched off now. */
export async function switchOffIfFailing(stores: Stores, id: WebhookId, at: Millis): Promise<boolean> {
  const since = await stores.webhooks.failingSince(id);
  if (since === null || at - since < DISABLED_AFTER) return false;
  await switchOff(stores, id, 'failing', at);
  return true;
}

/** What is POSTed, and under which `webhook-id`. */
interface Outgoing {
  id: string;
  payload: string;
}

export interface Attempt {
  result: PostResult;
  isDelivered: boolean;
  /** Resolves when the result is on disk; rejects when it could not be written. True: the endpoint is switched off. */
  record(): Promise<boolean>;
}

/**
 * One attempt to deliver one row, or the batch that it is the first of, which is put together and on disk before anything
 * of it is sent: tried again, it has the same members.
 */
export async function attemptDelivery(dependencies: Dependencies, delivery: BegunDelivery): Promise<Attempt> {
  const { database, clock, post, metrics, tracing } = dependencies;
  const outgoing = await outgoingOf(database, clock, delivery);
  const at = clock.now();
  const headers = signatureHeaders(delivery.secrets, outgoing.id, outgoing.payload, at);
  const facts = { 'http.request.method': 'POST', 'lexline.attempt': delivery.attempts + 1 };
  const span = tracing.begin('webhook delivery', 'client', delivery.traceparent, facts);
  const traceparent = span.traceparent ?? (delivery.traceparent && nextTraceparent(delivery.traceparent));
  if (traceparent) headers.traceparent = traceparent;
  const result = await post(delivery.url, headers, outgoing.payload);
  const answered = clock.now();
  const { statusCode, error, responseHeaders, responseStart } = result;
  const isDelivered = isTaken(statusCode);
  const outcome = outcomeOf(delivery, result, isDelivered, answered);
  const word = outcome.status === 'pending' ? 'retried' : outcome.status;
  metrics.took('webhook_attempt', (answered - at) / 1000, { outcome: word });
  span.end(
    statusCode === null ? {} : { 'http.response.status_code': statusCode },
    isDelivered ? undefined : String(statusCode ?? 'no_answer'),
  );
  const attempt = {
    at,
    url: delivery.url,
    latency: answered - at,
    statusCode,
    error,
    requestHeaders: headers,
    responseHeaders,
    responseStart,
  };
  return {
    result,
    isDelivered,
    record: () =>
      database.writeBehind(async (stores) => {
        await stores.webhookQueue.recordAttempt(delivery.id, attempt, outcome);
        if (statusCode === 410) await switchOff(stores, delivery.webhookId, 'gone', answered);
        return statusCode === 410 || (!isDelivered && switchOffIfFailing(stores, delivery.webhookId, answered));
      }),
  };
}

async function outgoingOf(database: BackgroundDatabase, clock: Clock, delivery: BegunDelivery): Promise<Outgoing> {
  const { id, eventId, payload, batch, batchId } = delivery;
  if (!batch && batchId === null) return { id: eventId, payload };
  const name = batchId ?? newId('bat', clock.now());
  if (batch && batchId === null) {
    await database.writeBehind((stores) => stores.webhookQueue.gather(id, name, batch.max_events));
  }
  const members = await database.read((stores) => stores.webhookQueue.members(id));
  return { id: name, payload: batchBody(members) };
}

function outcomeOf(
  { tries, scheduled }: BegunDelivery,
  { statusCode, retryAfter }: PostResult,
  isDelivered: boolean,
  at: Millis,
): AttemptOutcome {
  if (isDelivered) return { status: 'delivered' };
  if (statusCode === 410) return { status: 'failed' };
  // One that was made early takes none of the time in which the receiver may come back.
  if (scheduled !== null && scheduled > at) return { status: 'pending', nextAttempt: scheduled, isEarly: true };
  const next = nextAttempt(tries + 1, at, retryAfter);
  return next === null ? { status: 'failed' } : { status: 'pending', nextAttempt: next, isEarly: false };
}
