import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import type { QueuedAction } from '../../../main/contract/entities.ts';
import { createPracticeClient } from '../../../main/practice/practice-client.ts';
import { differences, exchangeInApp, exchangeInLedger } from '../../support/exchange-oracle.ts';
import { metricOf } from '../../support/metric-of.ts';
import { type StartedApp, startApp } from '../../support/running-app.ts';
import { startStandIn } from '../../support/stand-in-process.ts';

const CLIENT = '+4915112340001';
const FLOODED = '12025550100';
const OTHER = { name: 'Dr. Other', email: 'other@recht.example', phone_number: '+4915100000002' };
const OTHER_ACCOUNT = '4915100000002';

/** More than a round of the flood has that must be refused: the next round has begun. */
const MANY = 11_000;

/** How long a machine may take with little left for it, in ms: the flooding page makes answers of many megabytes meanwhile. */
const SLOWLY = { timeout: 600_000 };

test('while one page floods the app, another lawyer’s messages come and go, and what is refused is counted', async () => {
  test.setTimeout(1_800_000);
  const folder = mkdtempSync(join(tmpdir(), 'lexline-flood-'));
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  const phones = createPracticeClient(standIn.url);
  const app = await startApp({ args: ['--practice', '--whatsapp-url', standIn.url], dataDir: join(folder, 'data') });
  const { id } = (await app.call('GET', '/v1/lawyers/me')).body;
  const created = await app.call('POST', '/v1/lawyers', { key: app.ready.adminKey ?? null, body: OTHER });
  const other = { id: created.body.id as string, key: created.body.api_key as string };
  for (const one of [{ id, key: app.ready.practiceKey ?? '' }, other]) await logIn(app, one);
  await phones.writeAsClient({ account: FLOODED, client: CLIENT, text: 'before the flood' });

  // Only a page that is loaded from now on floods: this lawyer's, also when the app itself loads it anew for giving no answer.
  await phones.setFaults({ flood: true });
  await app.call('POST', `/v1/lawyers/${id}/session/restart`);
  await expect.poll(() => metricOf(app, 'page_items_refused'), SLOWLY).toBeGreaterThan(500);

  const texts = async () => {
    const { body } = await app.call('GET', `/v1/conversations/${CLIENT}`, { key: other.key });
    return (body.messages ?? []).map(({ text }: { text: string }) => text).sort();
  };
  const before = await metricOf(app, 'page_items_refused');
  const expected: string[] = [];
  for (let n = 1; n <= 5; n++) {
    const [question, answer] = [`question ${n}`, `answer ${n}`];
    await phones.writeAsClient({ account: OTHER_ACCOUNT, client: CLIENT, text: question });
    await expect.poll(texts, { timeout: 30_000 }).toEqual([...expected, question].sort());
    const sent = await app.call('POST', '/v1/messages/send', { key: other.key, body: { to: CLIENT, text: answer } });
    expect(sent.status).toBe(202);
    expected.push(question, answer);
    const arrived = async () => (await phones.readClientPhone(OTHER_ACCOUNT, CLIENT.slice(1))).map(({ text }) => text);
    await expect.poll(arrived, { timeout: 30_000 }).toContain(answer);
  }
  await expect.poll(() => metricOf(app, 'page_items_refused'), SLOWLY).toBeGreaterThan(before + MANY);
  const history = async () => (await app.call('GET', `/v1/lawyers/${id}/history`)).body.state;
  expect(await history()).not.toBe('complete');
  // It was a flood all the while: the reports went on coming, and none of it was taken for the other lawyer's.
  expect((await app.call('GET', '/v1/conversations', { key: other.key })).body.data).toHaveLength(1);
  expect((await app.call('GET', '/v1/health')).status).toBe(200);

  // The flooded lawyer has lost nothing either, and what was sent meanwhile went out once.
  await phones.writeAsClient({ account: FLOODED, client: CLIENT, text: 'during the flood' });
  await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: 'sent during the flood' } });
  const others = Array.from({ length: 16 }, (_, index) => `+49151123400${10 + index}`);
  for (const to of others) await app.call('POST', '/v1/messages/send', { body: { to, text: 'also' } });
  // Each kind of answer has been given to one of them, and none was taken for "there is no such number".
  const triedInVain = new Set<number>();
  const lookAtOutbox = async (): Promise<number> => {
    const { data } = (await app.call('GET', '/v1/outbox')).body as { data: QueuedAction[] };
    for (const { id: action, waits_for } of data) if (waits_for === 'retry') triedInVain.add(action);
    return triedInVain.size;
  };
  await expect.poll(lookAtOutbox, SLOWLY).toBe(1 + others.length);
  await phones.setFaults({ flood: false });
  await app.call('POST', `/v1/lawyers/${id}/session/restart`);
  const arrived = async () => (await phones.readClientPhone(FLOODED, CLIENT.slice(1))).map(({ text }) => text).sort();
  const all = ['before the flood', 'during the flood', 'sent during the flood'];
  await expect.poll(arrived, { timeout: 60_000 }).toEqual(all);
  const toAnother = async (to: string) => (await phones.readClientPhone(FLOODED, to.slice(1))).map(({ text }) => text);
  for (const to of others) await expect.poll(() => toAnother(to), { timeout: 60_000 }).toEqual(['also']);
  await expect
    .poll(async () => differences(exchangeInLedger(await phones.ledger(), FLOODED), await exchangeInApp(app)), {
      timeout: 60_000,
    })
    .toEqual([]);
  await app.stop();
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});

async function logIn(app: StartedApp, { id, key }: { id: string; key: string }): Promise<void> {
  await app.call('PATCH', `/v1/lawyers/${id}/settings`, { key, body: { pace: { enabled: false } } });
  const scan = async () => (await app.call('POST', '/v1/practice/scan', { key })).status;
  await expect.poll(scan, { timeout: 60_000 }).toBe(200);
  const state = async () => (await app.call('GET', `/v1/lawyers/${id}/session`, { key })).body.state;
  await expect.poll(state, { timeout: 45_000 }).toBe('ready');
}
