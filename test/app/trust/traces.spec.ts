import { lstatSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { type StartedApp, startApp } from '../../support/running-app.ts';
import { startWebhookReceiver } from '../../support/webhook-receiver.ts';
import { unprivileged } from './unprivileged.ts';

const CLIENT = '+4915198765432';
const NAME = 'Quirinius Zwetschgenröster';
const QUESTION = 'the-question-that-nobody-else-may-read';
const ANSWER = 'the-answer-that-nobody-else-may-read';
/** The practice lawyer's own number. */
const LAWYER = '12025550100';
const SECRETS = [CLIENT.slice(1), NAME, 'Zwetschgen', QUESTION, ANSWER, LAWYER];

function filesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => join(folder, name))
    .filter((file) => lstatSync(file, { throwIfNoEntry: false })?.isFile());
}

const told = (files: string[]): { file: string; secret: string }[] =>
  files.flatMap((file) => {
    const content = readFileSync(file);
    return SECRETS.filter((secret) => content.includes(secret)).map((secret) => ({ file, secret }));
  });

/** A client asks, the directory is told, the lawyer answers, and the answer is read. */
async function mainLoop(app: StartedApp): Promise<void> {
  const receiver = await startWebhookReceiver((response) => response.writeHead(500).end());
  const { id } = (await app.call('GET', '/v1/lawyers/me')).body;
  // A person's pace leaves no other traces, and takes its time.
  await app.call('PATCH', `/v1/lawyers/${id}/settings`, { body: { pace: { enabled: false } } });
  await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['message.*'] } });
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status).toBe(200);
  await app.call('POST', `/v1/practice/clients/${CLIENT}/messages`, { body: { text: QUESTION, name: NAME } });
  // A receiver that refuses: what is logged about it must not tell what it was sent either.
  await receiver.hasReceived(1);
  expect(receiver.received[0]?.body).toContain(QUESTION);
  const sent = await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: ANSWER } });
  const failing = await app.call('POST', '/v1/messages/send', { body: { to: '+4915112340000', text: ANSWER } });
  const status = async (id: string) => (await app.call('GET', `/v1/messages/${id}`)).body.status;
  await expect.poll(() => status(sent.body.id)).toBe('read');
  await expect.poll(() => status(failing.body.id)).toBe('failed');
  // Refused requests, too, are full of what must not be told.
  await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: ANSWER, [NAME]: QUESTION } });
  await app.call('GET', `/v1/conversations/${CLIENT}x`);
  await receiver.stop();
}

let user: ReturnType<typeof unprivileged>;
test.beforeEach(() => {
  user = unprivileged();
});
test.afterEach(() => user.remove());

test('neither logs nor database nor settings tell what was written, by whom, or to whom', async () => {
  const dataDir = join(user.home, 'data');
  const app = await startApp({ dataDir, args: ['--practice'] });
  await mainLoop(app);
  const logs = filesBelow(join(dataDir, 'logs'));
  expect(logs.length).toBeGreaterThan(0);
  // Killed, not stopped: what a crash leaves is what a thief finds.
  await app.kill('SIGKILL');
  expect(told(logs)).toEqual([]);
  // WhatsApp's own profile cannot be encrypted by us, and the ledger is the stand-in's server, not ours.
  const ours = filesBelow(dataDir).filter((file) => !/\/(profile|practice)\//.test(file));
  expect(ours.map((file) => file.slice(dataDir.length + 1))).toEqual(
    expect.arrayContaining(['practice.db', 'practice.db-wal', 'keyring.json', 'settings.json', 'logs/lexline.log']),
  );
  expect(told(ours)).toEqual([]);
  const words = [app.stdout(), app.stderr()].join('\n');
  for (const secret of SECRETS) expect(words).not.toContain(secret);
  expect(readFileSync(join(dataDir, 'logs/lexline.log'), 'utf8')).not.toContain(app.ready.practiceKey);
});

test('everything in the data folder is for its owner alone', async () => {
  const dataDir = join(user.home, 'data');
  const app = await startApp({ dataDir, args: ['--practice'] });
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status).toBe(200);
  await app.stop();
  const open = filesBelow(dataDir).filter((file) => (lstatSync(file).mode & 0o077) !== 0);
  expect(open).toEqual([]);
});

for (const end of ['SIGTERM', 'SIGKILL'] as const) {
  test(`after ${end} nothing of the app lies outside of its data folder`, async () => {
    const folders = { HOME: join(user.home, 'home'), TMPDIR: join(user.home, 'tmp') };
    for (const folder of Object.values(folders)) mkdirSync(folder);
    const app = await startApp({
      dataDir: join(user.home, 'data'),
      args: ['--practice'],
      // GTK leaves a mark of two bytes for its settings in the session's own folder, which the system empties.
      env: {
        ...folders,
        XDG_RUNTIME_DIR: user.home,
        XDG_CONFIG_HOME: undefined,
        XDG_CACHE_HOME: undefined,
        XDG_DATA_HOME: undefined,
      },
    });
    await mainLoop(app);
    await app.kill(end);
    expect(Object.values(folders).flatMap(filesBelow)).toEqual([]);
    expect(filesBelow(join(user.home, 'data', 'profile')).length).toBeGreaterThan(10);
  });
}
