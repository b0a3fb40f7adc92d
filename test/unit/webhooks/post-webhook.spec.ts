import { type AddressInfo, createServer, type Socket } from 'node:net';
import { expect, test } from '@playwright/test';
import { createPostWebhook } from '../../../main/webhooks/post-webhook.ts';
import { FakeClock } from '../../support/fake-clock.ts';
import { answerWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

let receiver: WebhookReceiver;
let clock: FakeClock;
let client: ReturnType<typeof createPostWebhook>;

test.beforeEach(async () => {
  receiver = await startWebhookReceiver();
  clock = new FakeClock();
  client = createPostWebhook(true, clock);
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
    // What is kept of an answer is to be read.
    'accept-encoding': 'identity',
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
  receiver.answer = answerWith(503, { 'retry-after': new Date(clock.now() + 3_600_000).toUTCString() });
  const { retryAfter } = await client.post(receiver.url, {}, '{}');
  expect(retryAfter).toBeGreaterThan(3_500);
  expect(retryAfter).toBeLessThanOrEqual(3_600);
  receiver.answer = answerWith(503, { 'retry-after': new Date(clock.now() - 3_600_000).toUTCString() });
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

test('a receiver that goes on in garbage, or breaks off, after it has answered is an answer, and ends nothing else', async () => {
  const head = 'HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n';
  for (const [sent, breaksOff] of [
    [`${head}5\r\nhello\r\nno number\r\n`, false],
    [`${head}5\r\nhello\r\n`, true],
    [`${head}0\r\n\r\nHTTP/1.1 garbage\r\n`, true],
  ] as const) {
    const rude = createServer((socket: Socket) => {
      socket.on('error', () => {});
      socket.once('data', () => socket.write(sent, () => breaksOff && socket.resetAndDestroy()));
    });
    await new Promise<void>((resolve) => rude.listen(0, '127.0.0.1', resolve));
    const { port } = rude.address() as AddressInfo;
    const { statusCode, error } = await client.post(`http://127.0.0.1:${port}/`, {}, '{}');
    // A reset may overtake the answer.
    expect([200, null], sent).toContain(statusCode);
    expect(error === null || error === 'ECONNRESET').toBe(true);
    await new Promise((resolve) => rude.close(resolve));
  }
  expect((await client.post(receiver.url, {}, '{}')).statusCode).toBe(204);
});

test('the guard looks again at every delivery', async () => {
  const strict = createPostWebhook(false, clock);
  for (const url of [
    receiver.url,
    receiver.url.replace('127.0.0.1', 'localhost'),
    'https://10.0.0.1/',
    'https://[::1]/',
  ]) {
    const { statusCode, error } = await strict.post(url, {}, '{}');
    expect([statusCode, error], url).toEqual([null, expect.stringMatching(/^(address_not_|address_with_|host_not_)/)]);
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
    const fresh = createPostWebhook(true, clock);
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

for (const [name, isTls] of [
  ['a receiver that never answers', false],
  ['a receiver that takes a connection and never begins with TLS', true],
] as const) {
  test(`${name} is given up after 15 seconds`, async () => {
    const { promise: asked, resolve: isAsked } = Promise.withResolvers<void>();
    const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
    receiver.answer = (response) => {
      response.on('close', isGone);
      isAsked();
    };
    const silent = createServer((socket) => {
      socket.on('error', () => {}).on('close', () => isGone());
      socket.once('data', () => isAsked());
    });
    await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
    const { port } = silent.address() as AddressInfo;
    const result = client.post(isTls ? `https://127.0.0.1:${port}/` : receiver.url, {}, '{}');
    await asked;
    await clock.advance(14_999);
    expect(clock.pending()).toBe(1);
    await clock.advance(1);
    expect(await result).toMatchObject({ statusCode: null, error: 'timeout', isUnreachable: false });
    await gone;
    expect(clock.pending()).toBe(0);
    silent.close();
  });
}

test('a receiver that sends its answer byte by byte is listened to no longer than 15 seconds', async () => {
  const { promise: gone, resolve: isGone } = Promise.withResolvers<void>();
  const { promise: begun, resolve: hasBegun } = Promise.withResolvers<void>();
  receiver.answer = (response) => {
    response.writeHead(200);
    response.on('close', isGone);
    response.write('x');
    hasBegun();
  };
  const result = client.post(receiver.url, {}, '{}');
  await begun;
  await clock.advance(15_000);
  await gone;
  expect(await result).toMatchObject({ statusCode: 200, responseStart: 'x' });
});

test('whether an address takes a connection is asked for no longer than 15 seconds, and nothing is sent', async () => {
  let sent = '';
  const sockets: Socket[] = [];
  const silent = createServer((socket) => {
    sockets.push(socket.on('error', () => {}).on('data', (bytes) => (sent += bytes.toString('latin1'))));
  });
  await new Promise<void>((resolve) => silent.listen(0, '127.0.0.1', resolve));
  const { port } = silent.address() as AddressInfo;
  expect(await client.reach(`http://127.0.0.1:${port}/hook`)).toBe(true);
  expect(sent).toBe('');
  const reached = client.reach(`https://127.0.0.1:${port}/hook`);
  await expect.poll(() => sent).not.toBe('');
  await clock.advance(15_000);
  expect(await reached).toBe(false);
  await new Promise((resolve) => silent.close(resolve));
  expect(await client.reach(`http://127.0.0.1:${port}/hook`)).toBe(false);
  expect(clock.pending()).toBe(0);
});
