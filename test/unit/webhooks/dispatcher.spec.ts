import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import type { Lawyer } from '../../../main/contract/entities.ts';
import type { WebhookId } from '../../../main/contract/ids.ts';
import { PageMessage } from '../../../main/contract/page-reports.ts';
import { newId } from '../../../main/domain/new-id.ts';
import { receiveFromPage } from '../../../main/domain/receive-from-page.ts';
import { NO_TRACING } from '../../../main/domain/trace-context.ts';
import { startDispatcher } from '../../../main/webhooks/dispatcher.ts';
import { createPostWebhook } from '../../../main/webhooks/post-webhook.ts';
import { newWebhookSecret } from '../../../main/webhooks/sign.ts';
import { FakeMetrics } from '../../support/app-life.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { addLawyer, openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { type Answer, answerWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

const HOUR = 3_600_000;
let store: TempDatabase;
let clock: FakeClock;
let lawyer: Lawyer;
let receiver: WebhookReceiver;
let client: ReturnType<typeof createPostWebhook>;
let dispatcher: ReturnType<typeof startDispatcher>;
let attempts = 0;
let waiting: { count: number; resolve: () => void }[] = [];

test.beforeEach(async () => {
  store = openTempDatabase();
  clock = new FakeClock();
  lawyer = await addLawyer(store.database, clock.now());
  receiver = await startWebhookReceiver();
  client = createPostWebhook(true, clock);
  attempts = 0;
  waiting = [];
  start();
});

test.afterEach(async () => {
  await receiver.stop();
  const stopping = dispatcher.stop();
  await clock.advance(60_000);
  await stopping;
  client.close();
  await store.remove();
});

function start(): void {
  dispatcher = startDispatcher({
    database: store.database,
    clock,
    log: new FakeLog(),
    client,
    metrics: new FakeMetrics(),
    tracing: NO_TRACING,
    attempted: () => {
      attempts += 1;
      for (const one of waiting) if (one.count <= attempts) one.resolve();
    },
  });
  store.database.onCommitted(dispatcher.wake);
}

/** Resolves once that many attempts in all are on disk, and what follows from them is done. */
async function recorded(count: number): Promise<void> {
  if (attempts < count) await new Promise<void>((resolve) => waiting.push({ count, resolve }));
  await settle();
}

async function register(url = receiver.url): Promise<{ id: WebhookId; secret: string }> {
  const id = newId('whk', clock.now());
  const secret = newWebhookSecret();
  await store.database.write((stores) =>
    stores.webhooks.insert({ id, lawyerId: lawyer.id, url, secret, events: ['message.received'], at: clock.now() }),
  );
  await clock.advance(1);
  return { id, secret };
}

function messageOf(text: string, phone = '4917000001'): PageMessage {
  return PageMessage.parse({
    id: newId('msg', clock.now()),
    chat: `${phone}@c.us`,
    fromMe: false,
    type: 'chat',
    text,
    timestamp: Math.floor(clock.now() / 1000),
  });
}

async function receive(text: string, phone = '4917000001', traceparent?: string): Promise<void> {
  const message = messageOf(text, phone);
  await store.database.write(async (stores) => {
    await receiveFromPage(stores, lawyer.id, [{ kind: 'message', message }], 'live', clock.now());
    const stored = await stores.messages.findByWhatsAppId(lawyer.id, 'inbound', message.id);
    if (stored && traceparent) await stores.messages.setTrace(lawyer.id, stored.id, traceparent);
  });
}

const textOf = (body: string): string => JSON.parse(body).data.message.text;
const texts = () => receiver.received.map(({ body }) => textOf(body));
const queue = () =>
  store.rows<{ status: string; attempts: number }>('SELECT status, attempts FROM webhook_queue ORDER BY id');
/** From timer to timer until one more request has begun. */
async function untilNextTry(): Promise<void> {
  const before = receiver.received.length;
  while (receiver.received.length === before) await clock.advance(Math.max(0, (clock.nextAt() ?? 0) - clock.now()));
}
const answerByText =
  (answers: Record<string, Answer>): Answer =>
  (response, received) =>
    (answers[textOf(received.body)] ?? answerWith(204))(response, received);

test('what can be delivered at once begins in the transaction that queues it: nothing waits for a commit of its own', async () => {
  await register();
  const { promise: mayAnswer, resolve: answer } = Promise.withResolvers<void>();
  receiver.answer = async (response) => {
    await mayAnswer;
    response.writeHead(204).end();
  };
  const begun: number[] = [];
  const underWay = () => store.rows('SELECT * FROM webhook_under_way').length;
  // The transaction that stores the message has just been committed, and there was no other one yet.
  const forget = store.database.onCommitted(() => begun.push(underWay()));
  await receive('At once');
  expect(begun).toEqual([1]);
  forget();
  await receiver.hasReceived(1);
  answer();
  await recorded(1);
  expect(underWay()).toBe(0);
});

test('what a transaction queues that fails does not begin, and is no obstacle to what comes after it', async () => {
  await register();
  const failing = store.database.write(async (stores) => {
    await receiveFromPage(
      stores,
      lawyer.id,
      [{ kind: 'message', message: messageOf('Taken back') }],
      'live',
      clock.now(),
    );
    throw new Error('after it was queued');
  });
  await expect(failing).rejects.toThrow('after it was queued');
  await receive('Stored');
  await recorded(1);
  expect(texts()).toEqual(['Stored']);
});

test('carries on the trace of the request that its message was accepted in, and begins none', async () => {
  const [trace, span] = ['0af7651916cd43dd8448eb211c80319c', 'b7ad6b7169203331'];
  await register();
  await receive('In a trace', '4917000001', `00-${trace}-${span}-01`);
  await receive('In none', '4917000002');
  await recorded(2);
  const [first, second] = ['In a trace', 'In none'].map((text) =>
    receiver.received.find(({ body }) => textOf(body) === text),
  );
  expect(first?.headers.traceparent).toMatch(new RegExp(`^00-${trace}-(?!${span})[0-9a-f]{16}-01$`));
  expect(second?.headers.traceparent).toBeUndefined();
});

test('delivers an event that the standardwebhooks library verifies, under the event’s own id', async () => {
  clock = new FakeClock(Date.now());
  await dispatcher.stop();
  start();
  const { secret } = await register();
  await receive('Grüße 👩‍⚖️');
  await recorded(1);
  const [one] = receiver.received;
  const headers = one?.headers as Record<string, string>;
  expect(new Webhook(secret).verify(one?.body ?? '', headers)).toMatchObject({
    type: 'message.received',
    data: { message: { text: 'Grüße 👩‍⚖️' } },
  });
  expect(store.rows("SELECT id FROM events WHERE type = 'message.received'")).toEqual([{ id: headers['webhook-id'] }]);
  expect(queue()).toEqual([{ status: 'delivered', attempts: 1 }]);
  expect(store.rows('SELECT status_code, error FROM webhook_attempts')).toEqual([{ status_code: 204, error: null }]);
});

test('tries ten times in about 75 hours, then marks the delivery failed and goes on with the next', async () => {
  receiver.answer = answerByText({ bad: answerWith(500, {}, 'no') });
  await register();
  const began = clock.now();
  await receive('bad');
  await receive('good');
  for (let attempt = 1; attempt <= 10; attempt++) {
    await recorded(attempt);
    expect(texts().slice(0, attempt)).toEqual(Array(attempt).fill('bad'));
    if (attempt < 10) expect(texts()).toHaveLength(attempt);
    if (attempt < 10) await untilNextTry();
  }
  await untilNextTry();
  await recorded(11);
  expect(texts().at(-1)).toBe('good');
  expect((clock.now() - began) / HOUR).toBeGreaterThan(75);
  expect((clock.now() - began) / HOUR).toBeLessThan(84);
  expect(queue()).toEqual([
    { status: 'failed', attempts: 10 },
    { status: 'delivered', attempts: 1 },
  ]);
  expect(new Set(receiver.received.slice(0, 10).map(({ headers }) => headers['webhook-id'])).size).toBe(1);
  expect(store.rows("SELECT response_start FROM webhook_attempts WHERE response_start = 'no'")).toHaveLength(10);
});

test('honours Retry-After', async () => {
  receiver.answer = answerWith(429, { 'retry-after': '1800' });
  await register();
  await receive('a');
  await recorded(1);
  const next = store.rows<{ next_attempt: number }>('SELECT next_attempt FROM webhook_queue')[0]?.next_attempt ?? 0;
  expect(next - clock.now()).toBe(1_800_000);
  receiver.answer = answerWith(204);
  await clock.advance(1_799_000);
  expect(receiver.received).toHaveLength(1);
  await clock.advance(1_000);
  await recorded(2);
  expect(queue()).toEqual([{ status: 'delivered', attempts: 2 }]);
});

test('410 switches the endpoint off and asks it no more', async () => {
  receiver.answer = answerWith(410);
  await register();
  await receive('a');
  await receive('b', '4917000002');
  await recorded(1);
  await clock.advance(200 * HOUR);
  expect(store.rows('SELECT state, disabled_reason FROM webhooks')).toEqual([
    { state: 'disabled', disabled_reason: 'gone' },
  ]);
  expect(store.rows('SELECT code FROM alerts WHERE cleared IS NULL')).toEqual([{ code: 'webhook_disabled' }]);
  const asked = receiver.received.length;
  await receive('c', '4917000003');
  await clock.advance(HOUR);
  expect(receiver.received).toHaveLength(asked);
  expect(store.rows('SELECT payload FROM webhook_payloads WHERE payload LIKE \'%"c"%\'')).toEqual([]);
});

test('a redirect is a failure and is tried again at the same address', async () => {
  const elsewhere = await startWebhookReceiver();
  receiver.answer = answerWith(302, { location: elsewhere.url });
  await register();
  await receive('a');
  await recorded(1);
  expect(queue()).toEqual([{ status: 'pending', attempts: 1 }]);
  await clock.advance(6_000);
  await recorded(2);
  expect([receiver.received.length, elsewhere.received.length]).toEqual([2, 0]);
  await elsewhere.stop();
});

test('a failing delivery holds its conversation, while another conversation goes on', async () => {
  receiver.answer = answerByText({ a1: answerWith(500) });
  await register();
  for (const text of ['a1', 'a2', 'a3']) await receive(text, '4917000001');
  for (const text of ['b1', 'b2']) await receive(text, '4917000002');
  await recorded(3);
  expect(texts().filter((text) => text.startsWith('a'))).toEqual(['a1']);
  expect(texts().filter((text) => text.startsWith('b'))).toEqual(['b1', 'b2']);
  receiver.answer = answerWith(204);
  await clock.advance(6_000);
  await recorded(6);
  expect(texts().filter((text) => text.startsWith('a'))).toEqual(['a1', 'a1', 'a2', 'a3']);
});

test('what waits survives a restart, and is delivered under the same id', async () => {
  receiver.answer = answerWith(500);
  await register();
  await receive('a');
  await recorded(1);
  await dispatcher.stop();
  await store.reopen();
  receiver.answer = answerWith(204);
  await clock.advance(6_000);
  start();
  await recorded(2);
  expect(queue()).toEqual([{ status: 'delivered', attempts: 2 }]);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a delivery that was on its way when the app ended is made again', async () => {
  receiver.answer = () => {};
  await register();
  await receive('a');
  await receiver.hasReceived(1);
  const stopping = dispatcher.stop();
  await clock.advance(30_000);
  await stopping;
  client.close();
  await settle();
  await store.reopen();
  client = createPostWebhook(true, clock);
  receiver.answer = answerWith(204);
  start();
  await clock.advance(30_000);
  await receiver.hasReceived(2);
  expect(texts()).toEqual(['a', 'a']);
});

test('a receiver that never answers, with many conversations waiting, holds up no other receiver', async () => {
  const silent = await startWebhookReceiver(() => {});
  await register(silent.url);
  for (let i = 0; i < 60; i++) await receive(`m${i}`, `49170000${String(i).padStart(3, '0')}`);
  await silent.hasReceived(8);
  await register();
  await receive('for both', '4917999999');
  await receiver.hasReceived(1);
  expect(texts()).toEqual(['for both']);
  expect(silent.received).toHaveLength(8);
  await silent.stop();
});

test('two endpoints get each event once each', async () => {
  await register();
  await register(`${receiver.url}/second`);
  await receive('a');
  await recorded(2);
  expect(receiver.received.map(({ path }) => path).sort()).toEqual(['/hook', '/hook/second']);
  expect(new Set(receiver.received.map(({ headers }) => headers['webhook-id'])).size).toBe(1);
});

test('a webhook that is removed while its delivery is on its way leaves nothing behind', async () => {
  const held: (() => void)[] = [];
  receiver.answer = (response) => held.push(() => response.writeHead(204).end());
  const { id } = await register();
  await receive('a');
  await receiver.hasReceived(1);
  expect(await store.database.write((stores) => stores.webhooks.remove(lawyer.id, id))).toBe(true);
  for (const answer of held) answer();
  await recorded(1);
  expect(store.rows('SELECT id FROM webhook_queue UNION ALL SELECT id FROM webhook_attempts')).toEqual([]);
});
