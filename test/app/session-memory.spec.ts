import { readFileSync } from 'node:fs';
import { expect, test } from '@playwright/test';
import { livingOf, processes, type StartedApp, startApp } from '../support/running-app.ts';

let app: StartedApp;

test.beforeEach(async () => {
  app = await startApp({ args: ['--practice'] });
});

test.afterEach(async () => {
  await app.stop();
});

/** The processes of the app's pages. */
function renderers(): number[] {
  const family = new Set(livingOf(app.process));
  return processes().flatMap(({ pid, command }) =>
    family.has(pid) && command.includes('--type=renderer') ? [pid] : [],
  );
}

/** The resident memory of a process that lives, in bytes. */
function residentOf(pid: number): number {
  const kilobytes = /^VmRSS:\s+(\d+) kB$/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kilobytes) * 1024;
}

test('the memory of a lawyer’s page is that of the process which ends when it sleeps', async () => {
  test.skip(process.platform !== 'linux', 'processes are read from /proc');
  const me = (await app.call('GET', '/v1/lawyers/me')).body.id;
  const memory = async () => (await app.call('GET', `/v1/lawyers/${me}/session`)).body.memory_bytes;
  // Its page has been drawn, and takes no more by leaps.
  await expect.poll(async () => (await app.call('GET', `/v1/lawyers/${me}/session`)).body.state).toBe('qr');
  const awake = new Map(renderers().map((pid) => [pid, residentOf(pid)]));
  const told = await memory();

  const asleep = await app.call('POST', `/v1/lawyers/${me}/session/sleep`);
  expect([asleep.status, asleep.body.memory_bytes]).toEqual([202, null]);
  const ended = () => [...awake.keys()].filter((pid) => !renderers().includes(pid));
  await expect.poll(ended).toHaveLength(1);
  const held = awake.get(ended()[0] ?? 0) ?? 0;
  // The two were not read at the same moment.
  expect(told / held).toBeGreaterThan(0.7);
  expect(told / held).toBeLessThan(1.4);

  await app.call('POST', `/v1/lawyers/${me}/session/wake`);
  await expect.poll(memory).toBeGreaterThan(20_000_000);
});
