import type { WebhookId } from '../contract/ids.ts';
import type { Clock, Millis } from '../domain/clock.ts';
import type { Database, Log, Metrics, Tracing } from '../domain/ports.ts';
import type { Delivery } from '../domain/stores/webhook-stores.ts';
import { nextTraceparent } from '../domain/trace-context.ts';
import type { PostWebhook } from './post-webhook.ts';
import { nextAttempt } from './retry-schedule.ts';
import { signatureHeaders } from './sign.ts';

/** Deliveries on their way at one time, over all endpoints, and to one of them. */
const MAX_AT_ONCE = 32;
const MAX_AT_ONCE_PER_ENDPOINT = 8;

/** Before a delivery whose result could not be written is made again, in ms. */
const RECORDING_PAUSE = 5_000;

/** How long closing waits for receivers that have not answered yet, in ms. */
const STOP_PATIENCE = 1_500;

interface Dependencies {
  database: Database;
  clock: Clock;
  log: Log;
  post: PostWebhook;
  metrics: Pick<Metrics, 'took'>;
  tracing: Tracing;
  /** An attempt was made and recorded. */
  attempted(): void;
}

/**
 * Delivers the durable queue: at least once, in order within a conversation of an endpoint, with the retry schedule.
 * A row is only ended after the receiver's answer is on disk, so that a crash repeats a delivery and never drops one.
 * `wake` after a commit that queued something.
 */
export function startDispatcher({ database, clock, log, post, metrics, tracing, attempted }: Dependencies): {
  wake(): void;
  stop(): Promise<void>;
} {
  /** Deliveries whose result is not on disk yet. One that is answered takes no place any more. */
  const underWay = new Map<number, { webhookId: WebhookId; answered: boolean; done: Promise<void> }>();
  let woken = false;
  let stopped = false;
  let looking = false;
  let lookAgain = false;
  let cancelTimer = () => {};

  async function look(): Promise<void> {
    if (looking) {
      lookAgain = true;
      return;
    }
    looking = true;
    try {
      do {
        lookAgain = false;
        await startDue();
      } while (lookAgain && !stopped);
    } catch (error) {
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'the webhook queue could not be read');
      cancelTimer();
      cancelTimer = clock.after(5_000, wake);
    } finally {
      looking = false;
    }
  }

  async function startDue(): Promise<void> {
    const now = clock.now();
    while (await startSome(now));
    if (stopped) return;
    const next = await database.read((stores) => stores.webhookQueue.nextDue(now));
    cancelTimer();
    if (next !== null && !stopped) cancelTimer = clock.after(next - now, wake);
  }

  /** True when deliveries of an endpoint that is full now were passed over: those of others may come behind them. */
  async function startSome(now: Millis): Promise<boolean> {
    const free = MAX_AT_ONCE - [...underWay.values()].filter(({ answered }) => !answered).length;
    if (free <= 0 || stopped) return false;
    const webhooks = new Set([...underWay.values()].map(({ webhookId }) => webhookId).filter(isFull));
    const exclude = { deliveries: new Set(underWay.keys()), webhooks };
    const due = await database.read((stores) => stores.webhookQueue.due(now, exclude, free));
    let passedOver = false;
    for (const delivery of due) {
      if (stopped) return false;
      if (underWay.has(delivery.id)) continue;
      if (isFull(delivery.webhookId)) {
        passedOver = true;
        continue;
      }
      const done = deliver(delivery).finally(() => {
        underWay.delete(delivery.id);
        wake();
      });
      underWay.set(delivery.id, { webhookId: delivery.webhookId, answered: false, done });
    }
    return passedOver;
  }

  function isFull(webhookId: WebhookId): boolean {
    const toThisEndpoint = [...underWay.values()].filter((one) => one.webhookId === webhookId && !one.answered).length;
    return toThisEndpoint >= MAX_AT_ONCE_PER_ENDPOINT;
  }

  async function deliver(delivery: Delivery): Promise<void> {
    const at = clock.now();
    const headers = signatureHeaders(delivery.secret, delivery.eventId, delivery.payload, at);
    const facts = { 'http.request.method': 'POST', 'lexline.attempt': delivery.attempts + 1 };
    const span = tracing.begin('webhook delivery', 'client', delivery.traceparent, facts);
    const traceparent = span.traceparent ?? (delivery.traceparent && nextTraceparent(delivery.traceparent));
    if (traceparent) headers.traceparent = traceparent;
    const result = await post(delivery.url, headers, delivery.payload);
    const answered = clock.now();
    // From here on the receiver waits for nothing: another conversation may have its place.
    const mine = underWay.get(delivery.id);
    if (mine) mine.answered = true;
    wake();
    const attempts = delivery.attempts + 1;
    const delivered = result.statusCode !== null && result.statusCode >= 200 && result.statusCode < 300;
    const again = delivered ? null : nextAttempt(attempts, answered, result.retryAfter);
    const gone = result.statusCode === 410;
    const outcome = delivered ? 'delivered' : again === null || gone ? 'failed' : 'retried';
    metrics.took('webhook_attempt', (answered - at) / 1000, { outcome });
    const status = result.statusCode === null ? {} : { 'http.response.status_code': result.statusCode };
    span.end(status, delivered ? undefined : String(result.statusCode ?? 'no_answer'));
    try {
      await database.write(async (stores) => {
        await stores.webhookQueue.recordAttempt(
          delivery.id,
          {
            at,
            latency: answered - at,
            statusCode: result.statusCode,
            error: result.error,
            responseStart: result.responseStart,
          },
          delivered
            ? { status: 'delivered' }
            : again === null || gone
              ? { status: 'failed' }
              : { status: 'pending', nextAttempt: again },
        );
        if (gone) await stores.webhooks.switchOff(delivery.webhookId);
      });
      attempted();
    } catch (error) {
      // The row stays pending: the receiver may get it again, under the same id, but not in a tight loop.
      log.error(
        { delivery: delivery.id, error: error instanceof Error ? error.name : 'unknown' },
        'a delivery could not be recorded',
      );
      await new Promise<void>((resume) => clock.after(RECORDING_PAUSE, resume));
    }
    if (delivered) return;
    const { eventId: event } = delivery;
    log.warn({ event, status: result.statusCode, error: result.error, attempts }, 'a webhook was not delivered');
  }

  /** What wakes us in one turn of the event loop is looked at once. */
  function wake(): void {
    if (stopped || woken) return;
    woken = true;
    setImmediate(() => {
      woken = false;
      if (!stopped) void look();
    });
  }

  wake();
  return {
    wake,
    async stop() {
      stopped = true;
      cancelTimer();
      const answered = Promise.all([...underWay.values()].map(({ done }) => done));
      // A receiver that does not answer keeps nobody from closing: its delivery is made again at the next start.
      await Promise.race([answered, new Promise<void>((resume) => clock.after(STOP_PATIENCE, resume))]);
    },
  };
}
