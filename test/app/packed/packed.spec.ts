import { execFileSync, spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { expect, test } from '@playwright/test';
import { makeOlderDataFolder } from '../../support/older-data-folder.ts';
import { type PackedApp, packApp } from '../../support/packed-app.ts';
import { startRecordingReceiver } from '../../support/recording-receiver.ts';
import { startApp } from '../../support/running-app.ts';

const CLIENT = '+4915112345678';

/** As a fuse that is on stands in the program. Source: docs/tutorial/fuses.md of Electron */
const ON = '1'.charCodeAt(0);

let packed: PackedApp;

test.beforeAll(async () => {
  packed = await packApp();
});

test.afterAll(() => packed.remove());

test('the packed app carries a message to the directory and the answer back, also after a second start', async () => {
  const app = await startApp({ command: packed.command, args: ['--practice'] });
  const receiver = await startRecordingReceiver();
  const webhook = await app.call('POST', '/v1/webhooks', { body: { url: receiver.url, events: ['message.*'] } });
  receiver.expectSecret(webhook.body.secret);
  await expect.poll(async () => (await app.call('POST', '/v1/practice/scan')).status).toBe(200);
  await expect
    .poll(async () => (await app.call('POST', '/v1/practice/scan')).body.code)
    .toBe('session_not_waiting_for_scan');

  const written = await app.call('POST', `/v1/practice/clients/${CLIENT}/messages`, {
    body: { text: 'I need a lawyer', name: 'Anna Schmidt' },
  });
  expect(written.status).toBe(201);
  await expect.poll(() => receiver.messages('message.received').size).toBe(1);

  const sent = await app.call('POST', '/v1/messages/send', { body: { to: CLIENT, text: 'How can I help?' } });
  await expect.poll(async () => (await app.call('GET', `/v1/messages/${sent.body.id}`)).body.status).toBe('read');
  const arrived = await app.call('GET', `/v1/practice/clients/${CLIENT}/messages`);
  expect(arrived.body.data.map(({ text }: { text: string }) => text)).toEqual(['How can I help?']);
  await expect.poll(() => receiver.messages('message.read').get(sent.body.id)?.size).toBe(1);
  expect(receiver.refused()).toBe(0);
  const texts = async (from: typeof app) =>
    (await from.call('GET', `/v1/conversations/${CLIENT}`)).body.messages.map(({ text }: { text: string }) => text);
  expect((await texts(app)).sort()).toEqual(['How can I help?', 'I need a lawyer']);

  const { warnings } = (await app.call('GET', '/v1/health')).body;
  expect(warnings.map(({ code }: { code: string }) => code)).toContain('trial_build');
  expect(await app.kill('SIGTERM')).toEqual({ code: 0, signal: null });
  const again = await startApp({ command: packed.command, args: ['--practice'], dataDir: app.dataDir });
  expect((await texts(again)).sort()).toEqual(['How can I help?', 'I need a lawyer']);
  await again.stop();
  await receiver.stop();
});

test('the packed app has the fuses that keep it from being talked into anything else', async () => {
  const { version: _, ...wire } = await getCurrentFuseWire(packed.binary);
  const isOn = (fuse: FuseV1Options): boolean => Reflect.get(wire, fuse) === ON;
  expect({
    runAsNode: isOn(FuseV1Options.RunAsNode),
    cookieEncryption: isOn(FuseV1Options.EnableCookieEncryption),
    nodeOptions: isOn(FuseV1Options.EnableNodeOptionsEnvironmentVariable),
    nodeCliInspect: isOn(FuseV1Options.EnableNodeCliInspectArguments),
    asarIntegrity: isOn(FuseV1Options.EnableEmbeddedAsarIntegrityValidation),
    onlyFromAsar: isOn(FuseV1Options.OnlyLoadAppFromAsar),
    fileProtocol: isOn(FuseV1Options.GrantFileProtocolExtraPrivileges),
  }).toEqual({
    ...{ runAsNode: false, cookieEncryption: true, nodeOptions: false, nodeCliInspect: false },
    ...{ asarIntegrity: true, onlyFromAsar: true, fileProtocol: false },
  });
  expect(existsSync(join(packed.folder, 'resources/app.asar'))).toBe(true);
});

test('the packed app brings the database of an older one up to date, in a process that it has with it', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'lexline-older-'));
  await makeOlderDataFolder(dataDir);
  const app = await startApp({ command: packed.command, args: ['--practice'], dataDir });
  expect((await app.call('GET', '/v1/conversations')).status).toBe(200);
  await app.stop();
  expect(readFileSync(join(dataDir, 'logs/lexline.log'), 'utf8')).toContain('the database is brought up to date');
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

test('the packed app runs no script as Node, and says that it is a trial build', () => {
  const env = { ...process.env, ELECTRON_RUN_AS_NODE: '1' };
  const args = [...packed.command.slice(1), '--version'];
  const said = execFileSync(packed.binary, args, { env, encoding: 'utf8' });
  expect(said).toMatch(/^Lexline \d+\.\d+\.\d+ \(TRIAL BUILD, not a release, Electron \d+/m);
  const script = spawnSync(packed.binary, [...packed.command.slice(1), '-e', 'console.log(6 * 7)'], {
    env,
    encoding: 'utf8',
  });
  expect(script.stdout).not.toContain('42');
  expect(script.status).toBe(2);
});
