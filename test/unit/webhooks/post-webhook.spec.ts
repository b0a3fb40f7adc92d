import { expect, test } from '@playwright/test';
import { createPostWebhook } from '../../../main/webhooks/post-webhook.ts';
import { answerWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

let receiver: WebhookReceiver;
let client: ReturnType<typeof createPostWebhook>;

test.beforeEach(async () => {
  receiver = await startWebhookReceiver();
  client = createPostWebhook(true);
});

test.afterEach(async () => {
  client.close();
  await receiver.stop();
});

test('posts the body as it is with our headers', async () => {
  const body = '{"a": 1,  "b":"ü"}';
  expect(await client.post(receiver.url, { 'webhook-id': 'evt_1' }, body)).toEqual({
    statusCode: 204,
    error: null,
    isUnreachable: false,
    responseHeaders: expect.objectContaining({ connection: 'keep-alive' }),
    responseStart: '',
    retryAfter: null,
  });
  const [one] = receiver.received;
  expect(one).toMatchObject({ method: 'POST', path: '/hook', body });
  expect(one?.headers).toMatchObject({
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'user-agent': 'Lexline-Webhooks/1',
  });
});

test('a redirect is an answer, and is not followed', async () => {
  const elsewhere = await startWebhookReceiver();
  for (const status of [301, 302, 303, 307, 308]) {
    receiver.answer = answerWith(status, { location: elsewhere.url });
    expect(await client.post(receiver.url, {}, '{}')).toMatchObject({ statusCode: status });
  }
  expect(elsewhere.received).toEqual([]);
  await elsewhere.stop();
});

test('Retry-After is read in seconds and as a date', async () => {
  receiver.answer = answerWith(503, { 'retry-after': '120' });
  expect((await client.post(receiver.url, {}, '{}')).retryAfter).toBe(120);
  receiver.answer = answerWith(503, { 'retry-after': new Date(Date.now() + 3_600_000).toUTCString() });
  const { retryAfter } = await client.post(receiver.url, {}, '{}');
  expect(retryAfter).toBeGreaterThan(3_500);
  expect(retryAfter).toBeLessThanOrEqual(3_600);
  receiver.answer = answerWith(503, { 'retry-after': new Date(Date.now() - 3_600_000).toUTCString() });
  expect((await client.post(receiver.url, {}, '{}')).retryAfter).toBe(0);
  for (const nonsense of ['soon', '-5', '1.5x', '99999999999999999999x']) {
    receiver.answer = answerWith(503, { 'retry-after': nonsense });
    const answer = await client.post(receiver.url, {}, '{}');
    expect(answer.retryAfter === null || answer.retryAfter === 0, nonsense).toBe(true);
  }
});

test('of an answer only its first bytes are kept', async () => {
  receiver.answer = answerWith(500, {}, `${'x'.repeat(499)}😀${'y'.repeat(5000)}`);
  const { responseStart } = await client.post(receiver.url, {}, '{}');
  expect(responseStart?.length).toBeLessThanOrEqual(500);
  expect(responseStart?.isWellFormed()).toBe(true);
});

test('an answer of many megabytes is not read to its end', async () => {
  let written = 0;
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  receiver.answer = (response) => {
    response.writeHead(200);
    response.on('close', resolve);
    const more = (): void => {
      if (response.destroyed) return;
      written += 65_536;
      if (response.write('x'.repeat(65_536))) setImmediate(more);
      else response.once('drain', more);
    };
    more();
  };
  const result = await client.post(receiver.url, {}, '{}');
  await gone;
  expect(written).toBeLessThan(50_000_000);
  expect(result.responseStart?.length ?? 0).toBeLessThanOrEqual(500);
});

test('a connection that breaks off, and one that nobody takes, are errors without an answer', async () => {
  receiver.answer = (response) => response.destroy();
  expect(await client.post(receiver.url, {}, '{}')).toMatchObject({ statusCode: null, retryAfter: null });
  const { url } = receiver;
  await receiver.stop();
  expect(await client.post(url, {}, '{}')).toMatchObject({ statusCode: null, error: 'ECONNREFUSED' });
  receiver = await startWebhookReceiver();
});

test('the guard looks again at every delivery', async () => {
  const strict = createPostWebhook(false);
  for (const url of [
    receiver.url,
    receiver.url.replace('127.0.0.1', 'localhost'),
    'https://10.0.0.1/',
    'https://[::1]/',
  ]) {
    const { statusCode, error } = await strict.post(url, {}, '{}');
    expect([statusCode, error], url).toEqual([null, expect.stringContaining('AddressRefusedError')]);
  }
  strict.close();
  expect(receiver.received).toEqual([]);
});

test('a proxy of the environment is not used', async () => {
  const trap = await startWebhookReceiver(answerWith(200));
  const names = ['HTTP_PROXY', 'HTTPS_PROXY', 'ALL_PROXY', 'http_proxy', 'https_proxy', 'all_proxy'];
  const before = names.map((name) => [name, process.env[name]] as const);
  const { NO_PROXY, no_proxy } = process.env;
  try {
    for (const name of names) process.env[name] = trap.url;
    delete process.env.NO_PROXY;
    delete process.env.no_proxy;
    const fresh = createPostWebhook(true);
    expect(await fresh.post(receiver.url, {}, '{}')).toMatchObject({ statusCode: 204 });
    expect(await fresh.post('http://localhost:9/', {}, '{}')).toMatchObject({ statusCode: null });
    fresh.close();
    expect([trap.received.length, receiver.received.length]).toEqual([0, 1]);
  } finally {
    for (const [name, value] of [...before, ['NO_PROXY', NO_PROXY], ['no_proxy', no_proxy]] as const) {
      if (value === undefined) delete process.env[name];
      else process.env[name] = value;
    }
    await trap.stop();
  }
});

test('a receiver that never answers is given up after the limit', async () => {
  test.setTimeout(60_000);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  receiver.answer = (response) => response.on('close', resolve);
  const result = await client.post(receiver.url, {}, '{}');
  await gone;
  expect(result).toMatchObject({ statusCode: null, error: expect.stringMatching(/timeout|ECONNABORTED|ETIMEDOUT/) });
});

test('a receiver that sends its answer byte by byte is listened to no longer than the limit', async () => {
  test.setTimeout(60_000);
  const { promise: gone, resolve } = Promise.withResolvers<void>();
  receiver.answer = (response) => {
    response.writeHead(200);
    const timer = setInterval(() => response.write('x'), 500);
    response.on('close', () => {
      clearInterval(timer);
      resolve();
    });
  };
  const result = await client.post(receiver.url, {}, '{}');
  await gone;
  expect(result.statusCode).toBe(200);
});
