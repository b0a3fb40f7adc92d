import { expect, test } from '@playwright/test';
import { createPostInThread } from '../../../main/webhooks/post-in-thread.ts';
import { answerWith, startWebhookReceiver, type WebhookReceiver } from '../../support/webhook-receiver.ts';

let receiver: WebhookReceiver;
let client: ReturnType<typeof createPostInThread>;

test.beforeEach(async () => {
  receiver = await startWebhookReceiver();
  client = createPostInThread(true);
});

test.afterEach(async () => {
  client.close();
  await receiver.stop();
});

test('what is posted through the thread arrives as it is, and each answer goes to whoever asked', async () => {
  receiver.answer = answerWith(503, { 'retry-after': '7' }, 'busy');
  const posts = Array.from({ length: 20 }, (_, i) =>
    client.post(receiver.url, { 'webhook-id': `evt_${i}` }, `{"n":${i}}`),
  );
  for (const result of await Promise.all(posts)) {
    expect(result).toMatchObject({ statusCode: 503, error: null, responseStart: 'busy', retryAfter: 7 });
  }
  const bodies = receiver.received.map(({ headers, body }) => `${headers['webhook-id']} ${body}`);
  expect(bodies.sort()).toEqual(Array.from({ length: 20 }, (_, i) => `evt_${i} {"n":${i}}`).sort());
  expect(await client.reach(receiver.url)).toBe(true);
});

test('the address guard stands in the thread, too', async () => {
  expect(await client.post('https://10.0.0.1/hook', {}, '{}')).toMatchObject({
    statusCode: null,
    isUnreachable: false,
  });
  const strict = createPostInThread(false);
  expect((await strict.post(receiver.url, {}, '{}')).error).toBe('address_not_public');
  expect(await strict.reach(receiver.url)).toBe(false);
  strict.close();
  expect(receiver.received).toEqual([]);
});

test('what was with a thread that ends is answered: nobody waits for ever, and nothing is taken for delivered', async () => {
  let asked = () => {};
  const isAsked = new Promise<void>((resolve) => {
    asked = resolve;
  });
  receiver.answer = () => asked();
  const post = client.post(receiver.url, {}, '{}');
  await isAsked;
  client.close();
  expect(await post).toMatchObject({ statusCode: null, error: 'interrupted', isUnreachable: false });
  expect(await client.post(receiver.url, {}, '{}')).toMatchObject({ error: 'interrupted' });
  expect(await client.reach(receiver.url)).toBe(false);
});
