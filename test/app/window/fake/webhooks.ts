import type { ShownWebhook, WEBHOOK_CALLS } from '../../../../main/contract/ipc/webhooks.ts';
import type { DeliveryAttempt, DeliveryWithAttempts, Webhook } from '../../../../main/contract/webhook.ts';
import type { AnswersOf } from './answers-of.ts';
import type { FakeEvents } from './events.ts';
import { ago, fakeId } from './fake-id.ts';
import { FakeProblem } from './problem.ts';

const SECRET = 'whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw';
const HOSTILE = '<script>window.hacked = true</script><img src=x onerror="window.hacked = true"> \u202Egnp.exe';

interface Kept {
  lawyerId: string;
  webhook: ShownWebhook;
  deliveries: DeliveryWithAttempts[];
}

/** The addresses of the directory with their deliveries; none at first. */
export class FakeWebhooks {
  readonly #all: Kept[] = [];
  readonly #events: FakeEvents;

  constructor(events: FakeEvents) {
    this.#events = events;
    events.deliveriesOf = (id) =>
      this.#all.flatMap(({ webhook, deliveries }) =>
        deliveries
          .filter(({ event_id }) => event_id === id)
          .map(({ status }) => ({ webhook_id: webhook.id as never, url: webhook.url, status })),
      );
  }

  add(lawyerId: string, change: Partial<ShownWebhook> = {}): Kept {
    const webhook: ShownWebhook = {
      ...{ id: fakeId<Webhook['id']>('whk'), url: 'https://directory.example/lexline', description: '' },
      ...{ events: ['message.*'], payload: 'full', batch: null, max_concurrency: 4, state: 'active', is_active: true },
      ...{ disabled_reason: null, failing_since: null, answered_at: null, old_secret_until: null, waiting: 0 },
      ...{ created_at: ago(9000), updated_at: ago(0) },
      ...change,
    };
    const kept = { lawyerId, webhook, deliveries: [] };
    this.#all.push(kept);
    return kept;
  }

  /** One in each situation; the first one has a log of deliveries, with an answer that a hostile receiver could give. */
  addTo(lawyerId: string): void {
    const description = 'Production';
    const first = this.add(lawyerId, { description, failing_since: ago(30), waiting: 12 });
    this.add(lawyerId, { url: 'https://a.example/active' });
    this.add(lawyerId, { url: 'https://b.example/paused', state: 'paused', is_active: false });
    this.add(lawyerId, { url: 'https://c.example/late', state: 'catching_up', waiting: 1 });
    const gone: Partial<ShownWebhook> = { state: 'disabled', is_active: false, disabled_reason: 'gone' };
    this.add(lawyerId, { url: 'https://d.example/gone', ...gone });
    this.add(lawyerId, { url: 'https://e.example/off', ...gone, disabled_reason: 'failing' });
    for (let index = 0; index < 130; index += 1) this.#deliver(lawyerId, first, index);
  }

  #deliver(lawyerId: string, { deliveries }: Kept, index: number): void {
    const event = this.#events.add(lawyerId, 'message.received', 130 - index);
    const isFailed = index === 129;
    deliveries.unshift({
      ...{ event_id: event.id, type: event.type, conversation_id: null },
      ...{ status: isFailed ? 'failed' : index > 120 ? 'pending' : 'delivered', attempts: isFailed ? 2 : 1 },
      ...{ batch_id: null, next_attempt_at: null, last_attempt_at: ago(1), created_at: event.created_at },
      payload: JSON.stringify({ type: event.type, data: { message: { text: HOSTILE } } }),
      attempts_made: isFailed
        ? [
            attempt({ status_code: null, error: 'ECONNREFUSED', response_headers: null, response_start: null }),
            attempt(),
          ]
        : [attempt({ status_code: 200, response_start: '' })],
    });
  }

  #find(lawyerId: string, id: string): Kept {
    const kept = this.#all.find((one) => one.webhook.id === id && one.lawyerId === lawyerId);
    if (!kept) throw new FakeProblem('webhook_not_found');
    return kept;
  }

  #change(lawyerId: string, id: string, change: Partial<Webhook>): Webhook {
    return Object.assign(this.#find(lawyerId, id).webhook, change, { updated_at: ago(0) });
  }

  #delivery({ lawyer_id, webhook_id, event_id }: { lawyer_id: string; webhook_id: string; event_id: string }) {
    const found = this.#find(lawyer_id, webhook_id).deliveries.find((one) => one.event_id === event_id);
    if (!found) throw new FakeProblem('delivery_not_found');
    return found;
  }

  readonly answers: AnswersOf<typeof WEBHOOK_CALLS> = {
    'webhooks.list': ({ lawyer_id }) => ({
      data: this.#all.filter(({ lawyerId }) => lawyerId === lawyer_id).map(({ webhook }) => webhook),
      next_cursor: null,
    }),
    'webhooks.get': ({ lawyer_id, id }) => this.#find(lawyer_id, id).webhook,
    'webhooks.create': ({ lawyer_id, ...given }) => {
      assertAllowed(given.url);
      return { ...this.add(lawyer_id, defined(given)).webhook, secret: SECRET };
    },
    'webhooks.change': ({ lawyer_id, id, ...given }) => {
      if (given.url !== undefined) assertAllowed(given.url);
      return this.#change(lawyer_id, id, defined(given));
    },
    'webhooks.remove': ({ lawyer_id, id }) => {
      this.#all.splice(this.#all.indexOf(this.#find(lawyer_id, id)), 1);
      return undefined;
    },
    'webhooks.pause': ({ lawyer_id, id }) => this.#change(lawyer_id, id, { state: 'paused', is_active: false }),
    'webhooks.resume': ({ lawyer_id, id, skip_missed: skips }) =>
      this.#change(lawyer_id, id, { state: skips ? 'active' : 'catching_up', is_active: true, disabled_reason: null }),
    'webhooks.recover': ({ lawyer_id, id, since }) => {
      if (Date.parse(since) < Date.now() - 30 * 24 * 3_600_000) throw new FakeProblem('events_expired');
      return this.#change(lawyer_id, id, { state: 'catching_up' });
    },
    'webhooks.rotateSecret': ({ lawyer_id, id, overlap_hours: hours }) => {
      const until = hours === 0 ? null : ago(-hours * 60);
      return { ...this.#change(lawyer_id, id, { old_secret_until: until }), secret: SECRET };
    },
    'webhooks.test': ({ lawyer_id, id }) => {
      const { webhook } = this.#find(lawyer_id, id);
      const isTaken = webhook.url.startsWith('https://a.');
      if (isTaken) webhook.answered_at ??= ago(0);
      if (isTaken) return attempt({ status_code: 204, latency_ms: 87, response_start: '' });
      return attempt({ latency_ms: 15_000, status_code: null, error: 'timeout', response_start: null });
    },
    'deliveries.list': ({ lawyer_id, webhook_id, status, cursor = '0' }) => {
      const { deliveries } = this.#find(lawyer_id, webhook_id);
      const found = deliveries.filter((one) => status === undefined || one.status === status);
      const end = Number(cursor) + 100;
      return { data: found.slice(Number(cursor), end), next_cursor: found.length > end ? String(end) : null };
    },
    'deliveries.get': (place) => this.#delivery(place),
    'deliveries.redeliver': (place) => Object.assign(this.#delivery(place), { status: 'pending' }),
  };
}

function attempt(change: Partial<DeliveryAttempt> = {}): DeliveryAttempt {
  return {
    ...{ at: ago(change.status_code === null ? 20 : 10), latency_ms: 123, status_code: 500, error: null },
    request_headers: { 'webhook-id': 'evt_1', 'content-type': 'application/json' },
    response_headers: { 'content-type': 'text/html', 'x-note': HOSTILE },
    response_start: HOSTILE,
    ...change,
  };
}

function assertAllowed(url: string): void {
  if (!url.includes('//10.')) return;
  const message = 'is a private address, and only public ones are allowed';
  throw new FakeProblem('webhook_url_not_allowed', [{ field: 'url', message, reason: 'address_not_public' }]);
}

/** Without what is left out. */
function defined<Given extends object>(given: Given): { [Name in keyof Given]: Exclude<Given[Name], undefined> } {
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as never;
}
