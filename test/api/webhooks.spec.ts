import { expect, test } from '@playwright/test';
import { Webhook as Signature } from 'standardwebhooks';
import { EventId } from '../../main/contract/ids.ts';
import type { Webhook } from '../../main/contract/webhook.ts';
import { recordEvent } from '../../main/domain/record-event.ts';
import { createRouteCaller, type RouteCaller } from '../support/route-caller.ts';
import { startTestApi, type TestApi, type TestLawyer } from '../support/start-test-api.ts';
import { answerWith, startWebhookReceiver, type WebhookReceiver } from '../support/webhook-receiver.ts';

const HOUR = 60 * 60_000;

let api: TestApi;
let lawyer: TestLawyer;
let receiver: WebhookReceiver;
let routes: RouteCaller;

test.beforeEach(async () => {
  api = await startTestApi();
  lawyer = await api.addLawyer();
  receiver = await startWebhookReceiver();
  routes = createRouteCaller(api, lawyer);
});

test.afterEach(async () => {
  await receiver.stop();
  await api.stop();
});

function register(more: object = {}): Promise<Webhook & { secret: string }> {
  return routes.use('createWebhook', { body: { url: receiver.url, events: ['session.*'], ...more } });
}

async function happen(count = 1): Promise<void> {
  await api.store.database.write(async (stores) => {
    for (let n = 0; n < count; n++) {
      await recordEvent(stores, { type: 'session.ready', lawyerId: lawyer.lawyer.id, at: api.clock.now() });
    }
  });
}

/** What the dispatcher writes once a receiver has answered. */
async function answered(statusCode: number, url = receiver.url): Promise<void> {
  const at = api.clock.now();
  await api.store.database.write(async ({ webhookQueue }) => {
    for (const { id } of await webhookQueue.due(at, { deliveries: new Set(), webhooks: new Set() }, 50)) {
      await webhookQueue.beginAttempts([id], at);
      const told = { requestHeaders: { 'webhook-id': 'x' }, responseHeaders: { server: 'a' }, responseStart: 'Hello' };
      const attempt = { at, url, latency: 7, statusCode, error: null, ...told };
      const status = statusCode < 300 ? 'delivered' : 'failed';
      await webhookQueue.recordAttempt(id, attempt, { status });
    }
  });
}

const deliveriesOf = (id: string, query = '') => routes.use('listDeliveries', { id, query });

function delivery(name: 'getDelivery' | 'redeliver', id: string, event: string, as = lawyer) {
  const [method, end] = name === 'redeliver' ? ['POST', '/redeliver'] : ['GET', ''];
  return api.call({ method, path: `/v1/webhooks/${id}/deliveries/${event}${end}`, key: as.key });
}

function signed(secret: string, headers: Record<string, unknown>, body: string): string {
  const { 'webhook-id': id, 'webhook-timestamp': at } = headers;
  return new Signature(secret).sign(String(id), new Date(Number(at) * 1000), body);
}

test('a webhook is registered with what is usual, changed in part, and shown as it is', async () => {
  const { secret, ...made } = await register({ description: 'The directory' });
  expect(made).toMatchObject({ payload: 'full', batch: null, max_concurrency: 8, state: 'active', is_active: true });
  expect(secret).toMatch(/^whsec_/);
  const batch = { max_events: 20, max_wait_ms: 500 };
  const changed = await routes.use('changeWebhook', { id: made.id, body: { batch, payload: 'thin' } });
  expect(changed).toEqual({ ...made, batch, payload: 'thin', updated_at: changed.updated_at });
  expect(await routes.use('getWebhook', { id: made.id })).toEqual(changed);
  expect((await routes.use('listWebhooks')).data).toEqual([changed]);
});

test('what it may not call is refused when it is changed, too, and nothing of the change is kept', async () => {
  const { id } = await register();
  const before = await routes.use('getWebhook', { id });
  const body = { url: 'http://10.0.0.1/', description: 'New' };
  const refused = await routes.refusal('changeWebhook', 'webhook_url_not_allowed', { id, body });
  const message = 'is a private address, and only public ones are allowed';
  expect(refused.errors).toEqual([{ field: 'url', message, reason: 'address_not_public' }]);
  expect(await routes.use('getWebhook', { id })).toEqual(before);
});

test('deliveries are listed newest first, by status and in pages, and each shows what was sent and what came back', async () => {
  const { id } = await register();
  await happen(3);
  await answered(204);
  await happen(1);
  await answered(500);
  await happen(1);
  const { data } = await deliveriesOf(id);
  expect(data.map(({ status }) => status)).toEqual(['pending', 'failed', 'delivered', 'delivered', 'delivered']);
  expect(data.map(({ next_attempt_at }) => next_attempt_at === null)).toEqual([false, true, true, true, true]);
  const failed = await deliveriesOf(id, '?status=failed');
  expect(failed.data).toEqual([data[1]]);
  const pages: string[] = [];
  for (let cursor: string | null = ''; cursor !== null; ) {
    const page: Awaited<ReturnType<typeof deliveriesOf>> = await deliveriesOf(
      id,
      `?limit=2${cursor && `&cursor=${cursor}`}`,
    );
    pages.push(...page.data.map(({ event_id }) => event_id));
    cursor = page.next_cursor;
  }
  expect(pages).toEqual(data.map(({ event_id }) => event_id));
  const shown = await delivery('getDelivery', id, data[1]?.event_id ?? '');
  expect(shown.json).toMatchObject({
    ...data[1],
    attempts_made: [{ status_code: 500, latency_ms: 7, response_start: 'Hello', response_headers: { server: 'a' } }],
  });
  expect(JSON.parse((shown.json as { payload: string }).payload)).toMatchObject({ type: 'session.ready' });
});

test('one that has failed or was delivered is delivered again under the same id, with its tries anew', async () => {
  const { id } = await register();
  await happen();
  await answered(500);
  const [{ event_id } = { event_id: '' }] = (await deliveriesOf(id)).data;
  const again = await delivery('redeliver', id, event_id);
  expect([again.status, again.json]).toMatchObject([202, { event_id, status: 'pending', attempts: 0 }]);
  await answered(204);
  expect((await deliveriesOf(id)).data).toMatchObject([{ event_id, status: 'delivered', attempts: 1 }]);
  expect((await delivery('getDelivery', id, event_id)).json).toMatchObject({
    attempts_made: [{ status_code: 500 }, { status_code: 204 }],
  });
});

test('what is another lawyer’s webhook, or no delivery of one’s own, is not there', async () => {
  const { id } = await register();
  await happen();
  const [{ event_id } = { event_id: '' }] = (await deliveriesOf(id)).data;
  const other = await api.addLawyer();
  const before = api.store.content();
  for (const name of ['getDelivery', 'redeliver'] as const) {
    expect((await delivery(name, id, event_id, other)).json).toMatchObject({ code: 'webhook_not_found' });
    const none = EventId.parse('evt_01k0000000000000000000000a');
    expect((await delivery(name, id, none)).json).toMatchObject({ code: 'delivery_not_found' });
  }
  expect(api.store.content()).toBe(before);
});

test('a test is one signed request, whose answer is shown and which is kept nowhere', async () => {
  const { id, secret } = await register();
  receiver.answer = answerWith(418, { 'x-kind': 'teapot' }, 'short and stout');
  const before = api.store.rows('SELECT * FROM webhook_queue');
  const attempt = await routes.use('testWebhook', { id });
  expect(attempt).toMatchObject({ status_code: 418, error: null, response_start: 'short and stout' });
  expect(attempt.response_headers).toMatchObject({ 'x-kind': 'teapot' });
  const [sent, ...more] = receiver.received;
  expect(more).toEqual([]);
  expect(JSON.parse(sent?.body ?? '')).toMatchObject({ type: 'webhook.test', data: { lawyer_id: lawyer.lawyer.id } });
  expect(sent?.headers['webhook-signature']).toBe(signed(secret, sent?.headers ?? {}, sent?.body ?? ''));
  expect(sent?.headers).toMatchObject(attempt.request_headers);
  expect(api.store.rows('SELECT * FROM webhook_queue')).toEqual(before);
});

test('when an address has taken something first is kept, be it a test or a delivery, and another address has not yet', async () => {
  const { id } = await register();
  const answeredAt = async () => (await routes.use('getWebhook', { id })).answered_at;
  const now = () => new Date(api.clock.now()).toISOString();
  const moveTo = (url: string) => routes.use('changeWebhook', { id, body: { url } });
  receiver.answer = answerWith(500);
  await routes.use('testWebhook', { id });
  await happen();
  await answered(500);
  expect(await answeredAt()).toBeNull();
  receiver.answer = answerWith(204);
  const first = now();
  await routes.use('testWebhook', { id });
  expect(await answeredAt()).toBe(first);
  await api.clock.advance(60_000);
  await routes.use('testWebhook', { id });
  await happen();
  await answered(200);
  await moveTo(receiver.url);
  expect(await answeredAt()).toBe(first);
  const other = `${receiver.url}/other`;
  expect((await moveTo(other)).answered_at).toBeNull();
  // It was on its way when the address was changed.
  await happen();
  await answered(200, receiver.url);
  expect(await answeredAt()).toBeNull();
  await happen();
  await answered(200, other);
  expect(await answeredAt()).toBe(now());
});

test('a test that is answered after the address was changed says nothing of the new one', async () => {
  const { id } = await register();
  receiver.answer = (response) => {
    void routes.use('changeWebhook', { id, body: { url: `${receiver.url}/other` } }).then(() => response.end());
  };
  expect(await routes.use('testWebhook', { id })).toMatchObject({ status_code: 200 });
  expect((await routes.use('getWebhook', { id })).answered_at).toBeNull();
});

test('a test of a receiver that is away says so', async () => {
  const { id } = await register();
  await receiver.stop();
  const attempt = await routes.use('testWebhook', { id });
  expect(attempt).toMatchObject({ status_code: null, error: 'ECONNREFUSED', response_headers: null });
});

test('the former secret is signed with for a part of an hour as well, also where that is no whole number of ms', async () => {
  const { id } = await routes.use('createWebhook', { body: { url: receiver.url, events: ['*'] } });
  for (const [hours, ms] of [
    [0.5, HOUR / 2],
    [1 / 7, 514_286],
    [3.39e-11, 0],
  ] as const) {
    const rotated = await routes.use('rotateWebhookSecret', { id, body: { overlap_hours: hours } });
    expect(Date.parse(rotated.old_secret_until ?? '')).toBe(api.clock.now() + ms);
  }
});

test('while a secret is being replaced both sign, and afterwards the new one alone', async () => {
  const { id, secret } = await register();
  const rotated = await routes.use('rotateWebhookSecret', { id, body: { overlap_hours: 1 } });
  expect(rotated.secret).not.toBe(secret);
  expect(Date.parse(rotated.old_secret_until ?? '')).toBe(api.clock.now() + HOUR);
  await routes.use('testWebhook', { id });
  await api.clock.advance(HOUR + 1);
  await routes.use('testWebhook', { id });
  const signatures = receiver.received.map(({ headers }) => String(headers['webhook-signature']).split(' '));
  const [during, after] = receiver.received;
  expect(signatures[0]).toEqual(
    [rotated.secret, secret].map((one) => signed(one, during?.headers ?? {}, during?.body ?? '')),
  );
  expect(signatures[1]).toEqual([signed(rotated.secret, after?.headers ?? {}, after?.body ?? '')]);
  expect(JSON.stringify(await routes.use('getWebhook', { id }))).not.toContain('whsec_');
});

test('one that is paused queues nothing, and resumed it catches up with what it has missed', async () => {
  const { id } = await register();
  expect(await routes.use('pauseWebhook', { id })).toMatchObject({ state: 'paused', is_active: false });
  await happen(2);
  expect((await deliveriesOf(id)).data).toEqual([]);
  expect(await routes.use('pauseWebhook', { id })).toMatchObject({ state: 'paused' });
  expect(await routes.use('resumeWebhook', { id })).toMatchObject({ state: 'catching_up', is_active: true });
  const places = () => api.store.rows<{ feed_cursor: number }>('SELECT feed_cursor FROM webhooks')[0]?.feed_cursor;
  expect(places()).toBe(0);
  await routes.use('pauseWebhook', { id });
  const skipped = await routes.use('resumeWebhook', { id, body: { skip_missed: true } });
  expect(skipped).toMatchObject({ state: 'catching_up' });
  expect(places()).toBe(2);
});

test('all since a time is told again from there on', async () => {
  const { id } = await register();
  await happen();
  await answered(500);
  await api.clock.advance(HOUR);
  const since = new Date(api.clock.now()).toISOString();
  await happen();
  expect(await routes.use('recoverWebhook', { id, body: { since } })).toMatchObject({ state: 'catching_up' });
  expect(api.store.rows('SELECT feed_cursor FROM webhooks')).toEqual([{ feed_cursor: 1 }]);
});

test('what is not kept any more is refused', async () => {
  await happen();
  await api.clock.advance(HOUR);
  const { id } = await register();
  const far = { id, body: { since: '2001-01-01T00:00:00Z' } };
  expect(await routes.use('recoverWebhook', far)).toMatchObject({ state: 'catching_up' });
  await api.store.database.write(({ events }) => events.removeOldest(lawyer.lawyer.id, api.clock.now(), 50));
  const problem = await routes.refusal('recoverWebhook', 'events_expired', far);
  expect(problem.errors).toMatchObject([{ field: 'since' }]);
});
