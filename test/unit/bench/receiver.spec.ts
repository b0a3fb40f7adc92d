import { expect, test } from '@playwright/test';
import { newWebhookSecret, signatureHeaders } from '../../../main/webhooks/sign.ts';
import { type Receiver, startReceiver } from '../../bench/receiver.ts';

const secret = newWebhookSecret();
let receiver: Receiver;

test.beforeEach(async () => {
  receiver = await startReceiver();
  receiver.secret = secret;
});
test.afterEach(() => receiver.stop());

interface Posted {
  signedBy?: string;
  url?: string;
  at?: number;
}

function post(
  id: string,
  whatsappId: string,
  { signedBy = secret, url = receiver.url, at = Date.now() }: Posted = {},
): Promise<Response> {
  const body = JSON.stringify({ type: 'message.received', data: { message: { whatsapp_id: whatsappId } } });
  return fetch(url, { method: 'POST', body, headers: signatureHeaders([signedBy], id, body, at) });
}

test('counts each webhook id once, and keeps every delivery', async () => {
  const both = receiver.hasReceived(2, AbortSignal.timeout(10_000));
  for (const [id, message] of [
    ['evt_1', 'A'],
    ['evt_1', 'A'],
    ['evt_2', 'B'],
  ] as const)
    await post(id, message);
  await both;
  expect(receiver.count()).toBe(2);
  const told = receiver.deliveries().map(({ webhookId, whatsappId, type }) => [webhookId, whatsappId, type]);
  const [first, second] = [
    ['evt_1', 'A', 'message.received'],
    ['evt_2', 'B', 'message.received'],
  ];
  expect(told).toEqual([first, first, second]);
  receiver.clear();
  expect(receiver.count()).toBe(0);
});

test('each path is an endpoint of its own, which is told the same event', async () => {
  await post('evt_1', 'A', { url: receiver.endpoint('/one') });
  await post('evt_1', 'A', { url: receiver.endpoint('/two') });
  expect(receiver.count()).toBe(2);
  expect(receiver.deliveries().map(({ path }) => path)).toEqual(['/one', '/two']);
});

test('a delivery with a wrong signature is found when it is looked into', async () => {
  await post('evt_1', 'A', { signedBy: newWebhookSecret() });
  expect(() => receiver.deliveries()).toThrow('evt_1 is signed wrongly');
});

test('a delivery whose time is not that of its arrival is found, too', async () => {
  await post('evt_1', 'A', { at: Date.now() - 6 * 60_000 });
  expect(() => receiver.deliveries()).toThrow('evt_1 is signed wrongly');
});

test('says what is missing when it is waited for in vain', async () => {
  await post('evt_1', 'A');
  await expect(receiver.hasReceived(3, AbortSignal.abort())).rejects.toThrow('only 1 of 3');
});

test('is down when it is to be down, and comes back at the same address', async () => {
  await receiver.goDown();
  await expect(post('evt_1', 'A')).rejects.toThrow();
  await receiver.comeBack();
  expect((await post('evt_1', 'A')).status).toBe(204);
});
