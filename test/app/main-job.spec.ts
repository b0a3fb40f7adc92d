import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPracticeClient } from '../../main/practice/practice-client.ts';
import { startRecordingReceiver } from '../support/recording-receiver.ts';
import { type StartedApp, startApp } from '../support/running-app.ts';
import { startStandIn } from '../support/stand-in-process.ts';

const CLIENT = '+4915112345678';

/** Scans and waits until the session is ready. `key` is the lawyer's. */
async function logIn(app: StartedApp, key: string): Promise<void> {
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan', { key })).status).toBe(200);
  await expect
    .poll(async () => (await app.call('POST', '/v1/practice/scan', { key })).body.code)
    .toBe('session_not_waiting_for_scan');
}

test('carries a message to the directory and the answer back to the client', async () => {
  const app = await startApp({ args: ['--practice'] });
  const receiver = await startRecordingReceiver();
  const webhook = await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['message.*'] } });
  receiver.expectSecret(webhook.body.secret);
  await logIn(app, app.ready.practiceKey ?? '');

  const written = await app.call('POST', `/v1/practice/clients/${CLIENT}/messages`, {
    body: { text: 'I need a lawyer', name: 'Anna Schmidt' },
  });
  expect(written.status).toBe(201);
  await expect.poll(() => receiver.messages('message.received').size).toBe(1);
  const conversation = await app.call('GET', `/v1/conversations/${CLIENT}`);
  expect(conversation.body.title).toBe('Anna Schmidt');
  expect(conversation.body.messages[0].whatsapp_id).toBe(written.body.id);

  const sent = await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: 'How can I help?' } });
  expect(sent.status).toBe(202);
  await expect.poll(async () => (await app.call('GET', `/v1/messages/${sent.body.id}`)).body.status).toBe('read');
  const arrived = await app.call('GET', `/v1/practice/clients/${CLIENT}/messages`);
  expect(arrived.body.data.map(({ text }: { text: string }) => text)).toEqual(['How can I help?']);
  for (const type of ['message.sent', 'message.delivered', 'message.read']) {
    await expect.poll(() => receiver.messages(type).get(sent.body.id)?.size, { message: type }).toBe(1);
  }
  expect(receiver.refused()).toBe(0);
  await app.stop();
  await receiver.stop();
});

test('says that a number is not on WhatsApp, and goes on with the next message', async () => {
  const app = await startApp({ args: ['--practice'] });
  const { id } = (await app.call('GET', '/v1/lawyers/me')).body;
  await app.call('PATCH', `/v1/lawyers/${id}/settings`, { body: { pace: { enabled: false } } });
  await logIn(app, app.ready.practiceKey ?? '');
  const nobody = await app.call('POST', '/v1/messages/send', { body: { to: '+4915112340000', text: 'Hello?' } });
  const somebody = await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: 'Hello!' } });
  await expect.poll(async () => (await app.call('GET', `/v1/messages/${somebody.body.id}`)).body.status).toBe('read');
  const failed = (await app.call('GET', `/v1/messages/${nobody.body.id}`)).body;
  expect([failed.status, failed.error]).toEqual(['failed', 'not_on_whatsapp']);
  await app.stop();
});

test('keeps two lawyers with the same client apart', async () => {
  const app = await startApp({ args: ['--practice'] });
  const [first, admin] = [app.ready.practiceKey ?? '', app.ready.adminKey ?? ''];
  const created = await app.call('POST', '/v1/lawyers', {
    key: admin,
    body: { name: 'Bea Brandt', email: 'bea@example.com', phone_number: '+12025550101' },
  });
  expect(created.status).toBe(201);
  const second: string = created.body.api_key;
  await logIn(app, first);
  await logIn(app, second);
  await app.call('POST', `/v1/practice/clients/${CLIENT}/messages`, { key: first, body: { text: 'for the first' } });
  await app.call('POST', `/v1/practice/clients/${CLIENT}/messages`, { key: second, body: { text: 'for the second' } });
  const textsOf = async (key: string): Promise<string[]> => {
    const { body } = await app.call('GET', `/v1/conversations/${CLIENT}`, { key });
    return body.messages?.map(({ text }: { text: string }) => text) ?? [];
  };
  await expect.poll(() => textsOf(first)).toEqual(['for the first']);
  await expect.poll(() => textsOf(second)).toEqual(['for the second']);

  const answer = await app.call('POST', '/v1/messages/send', {
    key: second,
    body: { to: CLIENT, text: 'from the second' },
  });
  await expect
    .poll(async () => (await app.call('GET', `/v1/messages/${answer.body.id}`, { key: second })).body.status)
    .toBe('read');
  expect((await app.call('GET', `/v1/messages/${answer.body.id}`, { key: first })).status).toBe(404);
  expect((await app.call('GET', `/v1/lawyers/${created.body.id}/session`, { key: first })).status).toBe(404);
  expect(await textsOf(first)).toEqual(['for the first']);
  await app.stop();
});

test('stores what was written while it was dead, and follows a log-out on the phone', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-dead-'));
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  const phones = createPracticeClient(standIn.url);
  const options = { args: ['--practice', '--whatsapp-url', standIn.url], dataDir: join(folder, 'data') };
  const before = await startApp(options);
  const key = before.ready.practiceKey ?? '';
  await logIn(before, key);
  await before.kill('SIGKILL');
  for (const text of ['one', 'two', 'three'])
    await phones.writeAsClient({ account: '+12025550100', client: CLIENT, text });

  const after = await startApp(options);
  const texts = async (): Promise<string[]> => {
    const { body } = await after.call('GET', `/v1/conversations/${CLIENT}`, { key });
    return body.messages?.map(({ text }: { text: string }) => text) ?? [];
  };
  await expect.poll(texts).toEqual(['one', 'two', 'three']);

  const lawyers = await after.call('GET', '/v1/lawyers', { key: after.ready.adminKey ?? null });
  const session = async (): Promise<{ state: string; cause?: string }> =>
    (await after.call('GET', `/v1/lawyers/${lawyers.body.data[0].id}/session`, { key })).body;
  await phones.logout('+12025550100');
  await expect.poll(session).toMatchObject({ state: 'qr', cause: 'logged_out_by_phone' });
  const queued = await after.call('POST', '/v1/messages/send', { key, body: { to: CLIENT, text: 'later' } });
  expect(queued.status).toBe(202);
  await logIn(after, key);
  await expect
    .poll(async () => (await after.call('GET', `/v1/messages/${queued.body.id}`, { key })).body.status)
    .toBe('read');
  await after.stop();
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});
