import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createPracticeClient } from '../../../main/practice/practice-client.ts';
import { type StartedApp, type StartOptions, startApp } from '../../support/running-app.ts';
import { startStandIn } from '../../support/stand-in-process.ts';
import { newFolder, removeFolders } from './folders.ts';

const LAWYER = { name: 'Dr. Erika Recht', email: 'erika@recht.example', phone_number: '+4915100000001' };
const CLIENT = '+4915112345678';
const apps: StartedApp[] = [];
const standIns: { stop(): Promise<void> }[] = [];

async function start(options: StartOptions): Promise<StartedApp> {
  const app = await startApp(options);
  apps.push(app);
  return app;
}

test.afterEach(async () => {
  await Promise.all(apps.splice(0).map((app) => app.stop()));
  await Promise.all(standIns.splice(0).map((standIn) => standIn.stop()));
  removeFolders();
});

async function createLawyer(app: StartedApp): Promise<{ id: string; key: string }> {
  const { status, body } = await app.call('POST', '/v1/lawyers', { key: app.ready.adminKey ?? null, body: LAWYER });
  expect(status).toBe(201);
  return { id: body.id, key: body.api_key };
}

/** Everything that Chromium's network stack was asked for. */
function networkLog(file: string): string {
  return readFileSync(file, 'utf8');
}

test('without a full runtime the app opens, says why it is limited, and never asks for the real page', async () => {
  const log = join(newFolder(), 'net.json');
  const app = await start({ dataDir: newFolder(), args: [`--log-net-log=${log}`] });
  const { status, body } = await app.call('GET', '/v1/health', { key: null });
  expect(status).toBe(200);
  expect(body).toMatchObject({ status: 'degraded', mode: 'live' });
  const codes = body.warnings.map(({ code }: { code: string }) => code);
  test.skip(!codes.includes('stand_in_runtime') && !codes.includes('no_sandbox'), 'this machine is not limited');
  if (process.getuid?.() === 0) expect(codes).toContain('no_sandbox');
  for (const { message } of body.warnings) expect(message.length).toBeGreaterThan(30);

  const { id, key } = await createLawyer(app);
  const session = await app.call('GET', `/v1/lawyers/${id}/session`, { key });
  expect(session.body).toMatchObject({ state: 'failed', cause: 'runtime_limited' });
  const sent = await app.call('POST', '/v1/messages/send', { key, body: { to: CLIENT, text: 'Good day' } });
  expect(sent.status).toBe(202);
  await app.stop();
  expect(networkLog(log)).toContain('"constants"');
  expect(networkLog(log)).not.toContain('whatsapp');
});

test('practice routes are refused in live mode', async () => {
  const app = await start({ dataDir: newFolder() });
  const { key } = await createLawyer(app);
  for (const [method, path] of [
    ['POST', '/v1/practice/scan'],
    ['GET', `/v1/practice/clients/${CLIENT}/messages`],
  ] as const) {
    const { status, body } = await app.call(method, path, { key });
    expect({ status, code: body.code }).toEqual({ status: 403, code: 'practice_only' });
  }
});

test('a page on this machine is treated exactly as WhatsApp: linked, received from, sent to', async () => {
  const folder = newFolder();
  const standIn = await startStandIn(join(folder, 'ledger.jsonl'));
  standIns.push(standIn);
  const people = createPracticeClient(standIn.url);
  const log = join(folder, 'net.json');
  const app = await start({ dataDir: newFolder(), args: ['--whatsapp-url', standIn.url, `--log-net-log=${log}`] });
  const { id, key } = await createLawyer(app);
  const session = async () => (await app.call('GET', `/v1/lawyers/${id}/session`, { key })).body;
  await expect.poll(async () => (await session()).state).toBe('qr');
  await people.scan({ ref: (await session()).qr, phone: LAWYER.phone_number, name: LAWYER.name });
  await expect.poll(async () => (await session()).state).toBe('ready');

  await people.writeAsClient({ account: LAWYER.phone_number, client: CLIENT, text: 'I need advice', name: 'Max' });
  const path = `/v1/conversations/${CLIENT}`;
  const texts = async () =>
    (await app.call('GET', path, { key })).body.messages?.map(({ text }: { text: string }) => text);
  await expect.poll(texts).toEqual(['I need advice']);
  const sent = await app.call('POST', '/v1/messages/send', { key, body: { to: CLIENT, text: 'Come by tomorrow' } });
  expect(sent.status).toBe(202);
  const arrived = async () =>
    (await people.readClientPhone(LAWYER.phone_number, CLIENT)).filter((m) => !m.from_me).map(({ text }) => text);
  await expect.poll(arrived).toEqual(['Come by tomorrow']);
  await app.stop();
  // The page was asked for here, and nothing of the real one: the log does tell.
  expect(networkLog(log)).toContain(standIn.url);
  expect(networkLog(log)).not.toContain('whatsapp.com');
});
