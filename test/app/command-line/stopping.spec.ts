import { existsSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type Exit, type LaunchedApp, launchApp, type StartedApp, startApp } from '../../support/running-app.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { newFolder, removeFolders } from './folders.ts';

/** The promise, in ms. */
const PROMISE = 5_000;
const CLEAN: Exit = { code: 0, signal: null };

test.afterEach(() => removeFolders());

async function timedStop(app: Pick<LaunchedApp, 'kill'>): Promise<{ exit: Exit; took: number }> {
  const before = Date.now();
  const exit = await app.kill('SIGTERM');
  return { exit, took: Date.now() - before };
}

async function linked(app: StartedApp): Promise<void> {
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status).toBe(200);
}

for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) {
  test(`${signal} ends it within five seconds with exit code 0`, async () => {
    const app = await startApp({ args: ['--practice'], dataDir: newFolder() });
    await linked(app);
    const before = Date.now();
    expect(await app.kill(signal)).toEqual(CLEAN);
    expect(Date.now() - before).toBeLessThan(PROMISE);
  });
}

for (const [moment, file] of [
  ['its profile is made', 'profile'],
  ['its log is opened', 'logs'],
  ['its keyring is written', 'keyring.json'],
  ['its database is made', 'practice.db'],
] as const) {
  test(`SIGTERM while it starts, when ${moment}, ends it with exit code 0, and it starts again`, async () => {
    const dataDir = newFolder();
    const app = launchApp({ dataDir, args: ['--practice'] });
    await expect.poll(() => existsSync(join(dataDir, file)), { intervals: [5] }).toBe(true);
    const { exit, took } = await timedStop(app);
    expect(exit).toEqual(CLEAN);
    expect(took).toBeLessThan(PROMISE);
    const again = await startApp({ dataDir, args: ['--practice'] });
    expect((await again.call('GET', '/v1/conversations')).status).toBe(200);
    await again.stop();
  });
}

test('SIGTERM ends it in time while a webhook receiver does not answer, and the delivery is made at the next start', async () => {
  const dataDir = newFolder();
  const receiver = await startWebhookReceiver(() => {});
  const app = await startApp({ dataDir, args: ['--practice'] });
  await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['message.received'] } });
  await linked(app);
  await app.call('POST', '/v1/practice/clients/+4915112345678/messages', { body: { text: 'Hello' } });
  await receiver.hasReceived(1);
  const { exit, took } = await timedStop(app);
  expect(exit).toEqual(CLEAN);
  expect(took).toBeLessThan(PROMISE);

  receiver.answer = (response) => response.writeHead(204).end();
  const again = await startApp({ dataDir, args: ['--practice'] });
  await receiver.hasReceived(2);
  expect(receiver.received[1]?.headers['webhook-id']).toBe(receiver.received[0]?.headers['webhook-id']);
  await again.stop();
  await receiver.stop();
});

test('SIGTERM ends it in time while a caller of the API keeps a request open', async () => {
  const app = await startApp({ args: ['--practice'], dataDir: newFolder() });
  const socket = connect(Number(new URL(app.ready.api).port), '127.0.0.1');
  socket.on('error', () => {});
  await new Promise((resolve) => socket.once('connect', resolve));
  const head = `POST /v1/messages/send HTTP/1.1\r\nHost: ${new URL(app.ready.api).host}\r\nAuthorization: Bearer ${app.ready.practiceKey}\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n{`;
  await new Promise((resolve) => socket.write(head, resolve));
  const { exit, took } = await timedStop(app);
  expect(exit).toEqual(CLEAN);
  expect(took).toBeLessThan(PROMISE);
  socket.destroy();
});

test('it ends when whoever started it is gone', async () => {
  const app = await startApp({ args: ['--practice'], dataDir: newFolder() });
  app.process.stdin?.end();
  expect(await app.exit).toEqual(CLEAN);
});

test('with a window it shows why it cannot go on, and SIGTERM still ends it', async () => {
  const dataDir = newFolder();
  writeFileSync(join(dataDir, 'keyring.json'), '{}');
  const app = launchApp({ dataDir, bare: true, args: ['--practice', '--api-port', '0'] });
  await expect.poll(() => app.stderr()).toContain('keyring.json is damaged');
  expect(app.process.exitCode).toBe(null);
  const { took } = await timedStop(app);
  expect(took).toBeLessThan(PROMISE);
});
