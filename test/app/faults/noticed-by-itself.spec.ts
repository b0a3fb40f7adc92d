import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { Session } from '../../../main/contract/entities.ts';
import { ORDINARY_DAY } from '../../../main/contract/ordinary-day.ts';
import { createPracticeClient } from '../../../main/practice/practice-client.ts';
import { differences, exchangeInApp, exchangeInLedger, messagesInApp } from '../../support/exchange-oracle.ts';
import { metricOf } from '../../support/metric-of.ts';
import { type StartedApp, startApp } from '../../support/running-app.ts';
import { startStandIn } from '../../support/stand-in-process.ts';

const ACCOUNT = '12025550100';
const TOLD = '+4915112340001';
const UNTOLD = '+4915112340002';
const SECOND = { name: 'Dr. Second', email: 'second@recht.example', phone_number: '+4915100000002' };

/** A page's silence and a dead code are noticed after a minute or two, in which nobody does anything. */
const PATIENCE = 240_000;

test.describe('what the page does not say is noticed without anybody’s help', () => {
  const folder = mkdtempSync(join(tmpdir(), 'lexline-noticed-'));
  let standIn: Awaited<ReturnType<typeof startStandIn>>;
  let app: StartedApp;
  let second = { id: '', key: '' };
  const phones = () => createPracticeClient(standIn.url);

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    standIn = await startStandIn(join(folder, 'ledger.jsonl'));
    app = await startApp({ args: ['--practice', '--whatsapp-url', standIn.url], dataDir: join(folder, 'data') });
    const { id } = (await app.call('GET', '/v1/lawyers/me')).body;
    await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status, { timeout: 60_000 }).toBe(200);
    const session = `/v1/lawyers/${id}/session`;
    await expect.poll(async () => (await app.call('GET', session)).body.state, { timeout: 45_000 }).toBe('ready');
    const history = `/v1/lawyers/${id}/history`;
    await expect.poll(async () => (await app.call('GET', history)).body.state).toBe('complete');
    await phones().setFaults({ tells_of_one_chat: true, ciphertext_every: 0, qr: 'stale' });
    const created = await app.call('POST', '/v1/lawyers', { key: app.ready.adminKey ?? null, body: SECOND });
    expect(created.status).toBe(201);
    second = { id: created.body.id, key: created.body.api_key };
    const write = (client: string, text: string) => phones().writeAsClient({ account: ACCOUNT, client, text });
    await write(TOLD, 'told');
    await write(UNTOLD, 'not told');
    await expect.poll(async () => (await messagesInApp(app)).map(({ text }) => text)).toEqual(['told']);
  });

  test.afterAll(async () => {
    await app?.stop();
    await standIn?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a code that no longer rotates is called late, and renewed by loading the page anew', async () => {
    test.setTimeout(PATIENCE);
    const session = async () => {
      const { body } = await app.call('GET', `/v1/lawyers/${second.id}/session`, { key: second.key });
      return body as Session;
    };
    const patient = { timeout: 120_000, intervals: [500] };
    await expect.poll(async () => (await session()).qr, patient).toBeTruthy();
    const { qr: dead } = await session();
    await expect.poll(session, patient).toMatchObject({ state: 'qr', cause: 'qr_loading' });
    expect((await session()).qr).toBeUndefined();
    const scan = await app.call('POST', '/v1/practice/scan', { key: second.key });
    expect(scan.body.code).toBe('session_not_waiting_for_scan');

    await expect.poll(async () => (await session()).qr, patient).toBeTruthy();
    expect((await session()).qr).not.toBe(dead);
    expect((await app.call('POST', '/v1/practice/scan', { key: second.key })).body).toEqual({ scanned: true });
    await expect.poll(async () => (await session()).state, { timeout: 45_000 }).toBe('ready');
  });

  test('what came in chats that the page does not tell of is found by comparing, and is stored once', async () => {
    test.setTimeout(PATIENCE);
    const texts = async () => (await messagesInApp(app)).map(({ text }) => text).sort();
    await expect.poll(texts, { timeout: 180_000, intervals: [500] }).toEqual(['not told', 'told']);
    expect(await metricOf(app, 'page_silences_found')).toBe(1);
    await phones().setFaults(ORDINARY_DAY);
    const ledger = async () => exchangeInLedger(await phones().ledger(), ACCOUNT);
    await expect.poll(async () => differences(await ledger(), await exchangeInApp(app))).toEqual([]);
  });
});
