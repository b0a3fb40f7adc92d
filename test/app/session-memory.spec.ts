import { expect, test } from '@playwright/test';
import { type StartedApp, startApp } from '../support/running-app.ts';

let app: StartedApp;

test.beforeEach(async () => {
  app = await startApp({ args: ['--practice'] });
});

test.afterEach(async () => {
  await app.stop();
});

test('the memory of a lawyer’s page is that of its own process, and is given back while it sleeps', async () => {
  const me = (await app.call('GET', '/v1/lawyers/me')).body.id;
  const memory = async () => (await app.call('GET', `/v1/lawyers/${me}/session`)).body.memory_bytes;
  // A page in a process of its own takes tens of megabytes, and none of the app's whole gigabytes.
  await expect.poll(memory).toBeGreaterThan(20_000_000);
  expect(await memory()).toBeLessThan(1_500_000_000);

  const asleep = await app.call('POST', `/v1/lawyers/${me}/session/sleep`);
  expect([asleep.status, asleep.body.memory_bytes]).toEqual([202, null]);
  expect(await memory()).toBeNull();
  await app.call('POST', `/v1/lawyers/${me}/session/wake`);
  await expect.poll(memory).toBeGreaterThan(20_000_000);
});
