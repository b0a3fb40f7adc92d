import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from '@playwright/test';
import { createPracticeClient } from '../../../main/practice/practice-client.ts';
import { metricOf } from '../../support/metric-of.ts';
import { readDataFolder } from '../../support/read-data-folder.ts';
import { startRecordingReceiver } from '../../support/recording-receiver.ts';
import { type StartedApp, startApp } from '../../support/running-app.ts';
import { seededRandom } from '../../support/seeded-random.ts';
import { startStandIn } from '../../support/stand-in-process.ts';

/** LEXLINE_KILLS=200 npm test -- killed-at-random kills it more often. */
const KILLS = Number(process.env.LEXLINE_KILLS ?? (process.env.CI ? 10 : 20));
/** The longest that a start lives before it is killed, in ms: some die before the page is ready, most after. */
const LONGEST_LIFE = 7_000;
const LAWYER = '+12025550100';
const CLIENTS = ['+4915112340001', '+4915112340002', '+4915112340003', '+4915112340004'];

/** Repeats a failed run: LEXLINE_SEED=… npm test -- killed-at-random */
const seed = Number(process.env.LEXLINE_SEED ?? Math.floor(Math.random() * 2 ** 31));

test(`loses nothing and doubles nothing when it is killed ${KILLS} times at random moments`, async () => {
  test.setTimeout(120_000 + KILLS * 12_000);
  console.log(`    seed ${seed}`);
  const random = seededRandom(seed);
  const pick = <T>(items: readonly T[]): T => items[Math.floor(random() * items.length)] as T;
  const folder = mkdtempSync(join(tmpdir(), 'lexline-kill-'));
  const dataDir = join(folder, 'data');
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  const receiver = await startRecordingReceiver();
  const phones = createPracticeClient(standIn.url);

  const start = (): Promise<StartedApp> => startApp({ args: ['--practice', '--whatsapp-url', standIn.url], dataDir });
  let app: StartedApp | null = await start();
  const { practiceKey: key } = app.ready;
  const sessionOf = async (running: StartedApp): Promise<string> => {
    const lawyers = await running.call('GET', '/v1/lawyers', { key: running.ready.adminKey ?? null });
    return (await running.call('GET', `/v1/lawyers/${lawyers.body.data[0].id}/session`)).body.state;
  };

  // Linked once; the receiver hears of everything from then on.
  const first = app;
  await expect.poll(async () => (await first.call('POST', '/v1/practice/scan', { body: undefined })).status).toBe(200);
  const me = await app.call('GET', '/v1/lawyers/me');
  const settings = { pace: { enabled: false } };
  expect((await app.call('PATCH', `/v1/lawyers/${me.body.id}/settings`, { body: settings })).status).toBe(200);
  const webhook = await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['message.*'] } });
  expect(webhook.status).toBe(201);
  receiver.expectSecret(webhook.body.secret);
  await expect.poll(() => sessionOf(first)).toBe('ready');

  // Clients write all the time, whether the app lives or not.
  let trafficEnds = false;
  const written = new Set<string>();
  const clientsWrite = (async () => {
    for (let n = 1; !trafficEnds; n++) {
      const text = `in ${n}`;
      await phones.writeAsClient({ account: LAWYER, client: pick(CLIENTS), text, name: 'Client' });
      written.add(text);
      await pause(20 + random() * 180);
    }
  })();

  // The directory sends all the time, and repeats a request under its key until it was answered.
  const accepted = new Map<string, { to: string; id: string }>();
  const directorySends = (async () => {
    for (let n = 1; !trafficEnds; n++) {
      const [text, to] = [`out ${n}`, pick(CLIENTS)];
      while (!accepted.has(text)) {
        const answer = await app
          ?.call('POST', '/v1/messages/send', {
            key: key ?? null,
            body: { to, text },
            headers: { 'idempotency-key': text },
          })
          .catch(() => null);
        if (answer?.status === 202) accepted.set(text, { to, id: answer.body.id });
        else if (answer) throw new Error(`the API refused a message: ${answer.body.code}`);
        else if (trafficEnds) return;
        else await pause(50);
      }
      await pause(50 + random() * 400);
    }
  })();

  for (let kill = 1; kill <= KILLS; kill++) {
    app ??= await start();
    await pause(random() * LONGEST_LIFE);
    const killed = app;
    app = null;
    await killed.kill('SIGKILL');
    await pause(random() * 500);
  }

  // The last start lives; the traffic ends; everything must come to rest.
  const last = await start();
  app = last;
  await expect.poll(() => sessionOf(last), { timeout: 60_000 }).toBe('ready');
  trafficEnds = true;
  await Promise.all([clientsWrite, directorySends]);
  expect(written.size).toBeGreaterThan(KILLS);
  expect(accepted.size).toBeGreaterThan(KILLS);
  const unfinished = async (): Promise<string[]> => {
    const states: string[] = [];
    for (const { id } of accepted.values()) {
      const { status } = (await last.call('GET', `/v1/messages/${id}`)).body;
      if (status !== 'read') states.push(status);
    }
    return states;
  };
  await expect.poll(unfinished, { timeout: 60_000 }).toEqual([]);

  const ledger = await phones.ledger();
  const messages = ledger.filter((entry) => entry.kind === 'message');
  await expect
    .poll(() => receiver.messages('message.received').size, { timeout: 60_000 })
    .toBe(messages.filter(({ direction }) => direction === 'in').length);
  // What was told of the last messages' way is on its way, too.
  await expect.poll(() => metricOf(last, 'lexline_webhook_deliveries_waiting'), { timeout: 60_000 }).toBe(0);
  expect((await last.stop()).code).toBe(0);

  // The oracle: what the ledger says was exchanged = what the database holds = what the receiver got.
  const inLedger = messages
    .map(({ direction, client, id, text }) => [direction, `+${client}`, id, text].join(' | '))
    .sort();
  const stored = await readDataFolder(dataDir, 'practice');
  const inDatabase = stored.messages
    .map(({ direction, phone, whatsapp_id, text }) =>
      [direction === 'inbound' ? 'in' : 'out', phone, whatsapp_id, text].join(' | '),
    )
    .sort();
  expect(inDatabase).toEqual(inLedger);
  expect(new Set(inDatabase).size).toBe(inDatabase.length);

  for (const client of CLIENTS) {
    const shown = (await phones.readClientPhone(LAWYER, client))
      .filter(({ from_me }) => !from_me)
      .map(({ text }) => text);
    const sent = [...accepted].filter(([, { to }]) => to === client).map(([text]) => text);
    expect(shown.sort(), `what lies on ${client}`).toEqual(sent.sort());
  }

  expect(receiver.refused()).toBe(0);
  expect(stored.undeliveredWebhooks).toBe(0);
  expect([...receiver.ids()].sort()).toEqual(stored.queuedEventIds.sort());

  await receiver.stop();
  await standIn.stop();
  rmSync(folder, { recursive: true, force: true });
});
