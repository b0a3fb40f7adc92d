import { request } from 'node:http';
import { expect, test } from '@playwright/test';
import { Webhook } from 'standardwebhooks';
import { createChooseAnswer } from '../../demo/answers.ts';
import { DEMO_CLIENTS } from '../../demo/demo-clients.ts';
import type { DirectoryApi } from '../../demo/directory-api.ts';
import { startDirectory } from '../../demo/directory-app.ts';
import { messageReceived, SECRET } from './opened-directory.ts';

interface FakeApi extends DirectoryApi {
  registered: { url: string; events: readonly string[] }[];
  sent: { to: string; text: string; key: string }[];
  /** The next sends are taken, and the connection breaks before the answer. */
  breaks: number;
}

function createFakeApi(): FakeApi {
  const api: FakeApi = {
    registered: [],
    sent: [],
    breaks: 0,
    async registerWebhook(url, events) {
      api.registered.push({ url, events });
      return { id: 'whk_1', secret: SECRET };
    },
    async message(id) {
      return { id, text: 'the whole text' };
    },
    async send(to, text, key) {
      api.sent.push({ to, text, key });
      if (api.breaks > 0) {
        api.breaks -= 1;
        throw new Error('socket hang up');
      }
      return { id: 'msg_answer' };
    },
  };
  return api;
}

async function deliver(url: string, body: string): Promise<number> {
  const at = new Date();
  const headers = {
    'content-type': 'application/json',
    'webhook-id': 'evt_1',
    'webhook-timestamp': String(Math.floor(at.getTime() / 1000)),
    'webhook-signature': new Webhook(SECRET).sign('evt_1', at, body),
  };
  return (await fetch(url, { method: 'POST', body, headers })).status;
}

test('an answer that broke off is tried again under the same Idempotency-Key', async () => {
  const api = createFakeApi();
  const directory = await startDirectory(api, () => 'We will call you.');
  const url = api.registered[0]?.url ?? '';
  api.breaks = 1;
  expect(await deliver(url, messageReceived('Hello'))).toBe(500);
  expect(await deliver(url, messageReceived('Hello'))).toBe(200);
  expect(await deliver(url, messageReceived('Hello'))).toBe(200);
  const once = { to: '+4915112345601', text: 'We will call you.', key: 'answer-to-msg_5' };
  expect(api.sent).toEqual([once, once]);
  await directory.stop();
});

test('what the lawyer writes is not answered', async () => {
  const api = createFakeApi();
  const directory = await startDirectory(api, () => 'We will call you.');
  const own = messageReceived('Hello').replace('message.received', 'message.sent').replace('inbound', 'outbound');
  expect(await deliver(api.registered[0]?.url ?? '', own)).toBe(200);
  expect(api.sent).toEqual([]);
  await directory.stop();
});

test('a text that the webhook had to cut is read whole before it is answered', async () => {
  const api = createFakeApi();
  const directory = await startDirectory(api, ({ text }) => `You wrote: ${text}`);
  const cut = messageReceived('the whole').replace('"kind":', '"text_truncated":true,"kind":');
  expect(await deliver(api.registered[0]?.url ?? '', cut)).toBe(200);
  expect(api.sent.map(({ text }) => text)).toEqual(['You wrote: the whole text']);
  await directory.stop();
});

test('the page is only shown under the loopback address, so that no web page can read it', async () => {
  const directory = await startDirectory(createFakeApi(), () => null);
  const status = await new Promise<number | undefined>((resolve, reject) => {
    request(directory.pageUrl, { headers: { host: 'evil.example' } }, (response) => {
      response.resume();
      resolve(response.statusCode);
    })
      .on('error', reject)
      .end();
  });
  expect(status).toBe(403);
  await directory.stop();
});

test('an unknown client is told once that the message has arrived', () => {
  const choose = createChooseAnswer();
  const phone = '+4915112345699';
  const first = choose({ id: 'msg_1', phone, text: 'Hello' });
  expect(first).not.toBeNull();
  expect(choose({ id: 'msg_2', phone, text: 'Hello?' })).toBeNull();
  // A repeated delivery must ask for the same answer, or the API would refuse its Idempotency-Key.
  expect(choose({ id: 'msg_1', phone, text: 'Hello' })).toBe(first);
});

test('each client of the demo gets the answer to what they wrote', () => {
  const choose = createChooseAnswer();
  for (const { phone, text, answer } of DEMO_CLIENTS) expect(choose({ id: 'msg_1', phone, text })).toBe(answer);
});
