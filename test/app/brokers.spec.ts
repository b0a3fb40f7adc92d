import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { BrokerKind } from '../../main/contract/broker.ts';
import { readBroker } from '../support/broker-reader.ts';
import { type BrokerServer, createBrokerServer, noServerBecause } from '../support/broker-servers.ts';
import { readDataFolder } from '../support/read-data-folder.ts';
import { type StartedApp, startApp } from '../support/running-app.ts';

const COUNT = 500;
const TARGET = 'lexline';

let dataDir: string;
let app: StartedApp;
let server: BrokerServer | undefined;

test.beforeEach(async () => {
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-test-'));
  app = await startApp({ args: ['--practice'], dataDir });
});

test.afterEach(async () => {
  await app.stop();
  await server?.remove();
  server = undefined;
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

const admin = (method: string, path: string, body?: unknown) =>
  app.call(method, path, { key: app.ready.adminKey ?? null, body });

for (const kind of BrokerKind.options) {
  test(`the app is killed while it publishes to ${kind}: every event arrives, and none is told under two ids`, async () => {
    const reason = noServerBecause(kind);
    test.skip(reason !== null, reason ?? '');
    server = await createBrokerServer(kind);
    await server.start();
    // RabbitMQ drops what no queue is bound for.
    await (await readBroker(kind, server.url, TARGET)).close();
    const { body: lawyer } = await app.call('GET', '/v1/lawyers/me');
    const stream = kind === 'nats' ? 'LEXLINE' : null;
    const given = { lawyer_id: lawyer.id, kind, url: server.url, target: TARGET, events: ['*'], stream, after: 0 };
    const { body: made } = await admin('POST', '/v1/brokers', given);
    const path = `/v1/brokers/${made.id}`;
    const shown = async () => (await admin('GET', path)).body;
    await expect.poll(async () => (await shown()).state).toBe('connected');

    await admin('POST', `${path}/pause`);
    for (let n = 0; n < COUNT; n += 10) {
      const clients = Array.from({ length: 10 }, (_, m) => ({ name: 'Bea', phone: `+491511${1_000_000 + n + m}` }));
      const made = await Promise.all(clients.map((body) => app.call('POST', '/v1/clients', { body })));
      expect(made.map(({ status }) => status)).toEqual(Array(10).fill(201));
    }
    expect((await shown()).behind).toBeGreaterThanOrEqual(COUNT);
    await admin('POST', `${path}/resume`);
    const before = (await shown()).cursor;
    while ((await shown()).cursor === before);
    await app.kill('SIGKILL');

    app = await startApp({ args: ['--practice'], dataDir });
    await expect.poll(async () => (await shown()).behind, { timeout: 30_000 }).toBe(0);
    expect(await shown()).toMatchObject({ state: 'connected', has_password: true, last_error: null });
    await app.stop();

    const reader = await readBroker(kind, server.url, TARGET);
    const told = (await reader.take()).map(({ id }) => id);
    await reader.close();
    const { eventIds } = await readDataFolder(dataDir, 'practice');
    expect(eventIds.length).toBeGreaterThanOrEqual(COUNT);
    expect([...new Set(told)].sort()).toEqual(eventIds.sort());
  });
}
