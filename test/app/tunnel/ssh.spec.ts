import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { Tunnel, type TunnelChange } from '../../../main/contract/tunnel.ts';
import { makeSshKey } from '../../../main/tunnel/ssh-key.ts';
import { sshTunnel } from '../../../main/tunnel/ssh-tunnel.ts';
import { authorizedOptions } from '../../../renderer/features/settings/authorized-options.ts';
import { fingerprintOfPrivate } from '../../support/fake-ssh-server.ts';
import { openRaw } from '../../support/raw-request.ts';
import { type Answer, type CallOptions, callApi, type StartedApp, startApp } from '../../support/running-app.ts';
import { createSshServer, noSshServerBecause, type SshServerProcess } from '../../support/ssh-server.ts';

const reason = noSshServerBecause();
test.skip(reason !== null, reason ?? '');

let server: SshServerProcess;
let dataDir: string;
let app: StartedApp;

test.beforeEach(async () => {
  server = await createSshServer();
  await server.start();
  dataDir = mkdtempSync(join(tmpdir(), 'lexline-test-'));
  app = await start();
});

test.afterEach(async () => {
  await app.stop();
  await server.remove();
  rmSync(dataDir, { recursive: true, force: true, maxRetries: 5 });
});

/** A proxy that nobody answers for: whoever asked it would get nowhere. */
function start(): Promise<StartedApp> {
  const proxy = 'http://127.0.0.1:9';
  const env = { HTTP_PROXY: proxy, HTTPS_PROXY: proxy, ALL_PROXY: proxy, http_proxy: proxy, https_proxy: proxy };
  return startApp({ args: ['--practice'], dataDir, env });
}

async function tunnel(method = 'GET', path = '', body?: unknown): Promise<Tunnel> {
  const options = { key: app.ready.adminKey ?? null, body };
  return Tunnel.parse((await app.call(method, `/v1/tunnel${path}`, options)).body);
}

function setUp(ssh: TunnelChange['ssh'] = {}): Promise<Tunnel> {
  const { host, port, username, freePort } = server;
  return tunnel('PATCH', '', { provider: 'ssh', ssh: { host, port, username, listen_port: freePort, ...ssh } });
}

async function until(state: Tunnel['state']): Promise<Tunnel> {
  await expect.poll(async () => (await tunnel()).state, { timeout: 30_000 }).toBe(state);
  return tunnel();
}

/** As the directory calls: by the port of the server. */
function fromOutside(method: string, path: string, options?: CallOptions): Promise<Answer> {
  return callApi({ ...app.ready, api: `http://127.0.0.1:${server.freePort}` }, method, path, options);
}

async function bringUp(): Promise<Tunnel> {
  const { ssh } = await setUp({ host_key: server.hostKey() });
  server.allow(`${authorizedOptions('loopback', server.freePort)} ${ssh.public_key}`);
  await tunnel('POST', '/start');
  return until('up');
}

const send = (text: string): Promise<Answer> =>
  fromOutside('POST', '/v1/messages/send', { body: { to: '+4915112345678', text } });

test('a server whose key nobody has confirmed is told of and not logged in to; confirmed, it is', async () => {
  const { ssh } = await setUp();
  expect(ssh.public_key).toMatch(/^ssh-ed25519 [A-Za-z0-9+/=]+ lexline$/);
  server.allow(ssh.public_key ?? '');
  expect(await tunnel('POST', '/start')).toMatchObject({ is_on: true });
  const failed = await until('failed');
  expect(failed).toMatchObject({ cause: 'host_key_not_confirmed', ssh: { host_key_seen: server.hostKey() } });
  expect(server.log()).not.toContain('userauth-request');
  await setUp({ host_key: failed.ssh.host_key_seen });
  const up = await until('up');
  expect(up.address).toBe(`http://127.0.0.1:${server.freePort}`);
  expect((await fromOutside('GET', '/v1/health', { key: null })).body).toMatchObject({
    mode: 'practice',
    warnings: [],
  });
});

test('through it a send and a webhook registration work, and what is not for outside does not exist', async () => {
  await bringUp();
  const sent = await send('Good morning');
  expect([sent.status, sent.body.status]).toEqual([202, 'queued']);
  const read = await fromOutside('GET', `/v1/messages/${sent.body.id}`);
  expect(read.body).toMatchObject({ id: sent.body.id, text: 'Good morning' });
  const hook = { url: 'https://93.184.216.34/hook', events: ['message.*'] };
  expect((await fromOutside('POST', '/v1/webhooks', { body: hook })).status).toBe(201);
  const inside = await fromOutside('POST', '/v1/webhooks', { body: { ...hook, url: 'http://127.0.0.1:9/hook' } });
  expect([inside.status, inside.body.code]).toEqual([400, 'webhook_url_not_allowed']);

  const key = app.ready.adminKey ?? null;
  for (const path of ['/v1/lawyers', '/v1/tunnel', '/v1/staff', '/v1/metrics', '/v1/audit', '/docs', '/openapi.json']) {
    for (const one of [key, app.ready.practiceKey ?? null, null]) {
      const { status, body } = await fromOutside('GET', path, {
        key: one,
        headers: { 'x-forwarded-for': '127.0.0.1' },
      });
      expect([path, status, body.code]).toEqual([path, 404, 'not_found']);
    }
  }
  const refused = await fromOutside('GET', '/v1/conversations', { key });
  expect([refused.status, refused.body.code]).toEqual([403, 'not_from_outside']);

  const { body: log } = await app.call('GET', '/v1/audit?action=sendMessage', { key });
  expect(log.data[0]).toMatchObject({ action: 'sendMessage', address: 'tunnel', outcome: 'done' });
  const metrics = await fetch(new URL('/v1/metrics', app.ready.api), { headers: { 'x-api-key': key ?? '' } });
  expect(await metrics.text()).toMatch(/^lexline_tunnel_up 1$/m);
});

test('a server that is to listen for everybody is let do so by the port alone, as the window writes it', async () => {
  const { ssh } = await setUp({ host_key: server.hostKey(), listen: 'everywhere' });
  const allowing = (listen: 'loopback' | 'everywhere'): void =>
    server.allow(`${authorizedOptions(listen, server.freePort)} ${ssh.public_key}`);
  allowing('loopback');
  await tunnel('POST', '/start');
  await expect.poll(async () => (await tunnel()).cause, { timeout: 30_000 }).toBe('forwarding_refused');
  allowing('everywhere');
  await tunnel('POST', '/start');
  await until('up');
});

test('a key that is let in as the window writes it has that port opened, and runs and reaches nothing there', async () => {
  const { privateKey, publicKey } = await makeSshKey();
  server.allow(`${authorizedOptions('loopback', server.freePort)} ${publicKey}`);
  const { default: ssh2 } = await import('ssh2');
  const client = new ssh2.Client();
  const { host, port, username } = server;
  await new Promise<void>((resolve, reject) => {
    client.once('ready', resolve).once('error', reject).connect({ host, port, username, privateKey });
  });
  try {
    const ran = await new Promise<{ said: string; code: unknown }>((resolve, reject) =>
      client.exec('echo here', (error, stream) => {
        if (error) return reject(error);
        let said = '';
        stream.on('data', (data: Buffer) => {
          said += data;
        });
        stream.once('close', (code: unknown) => resolve({ said, code }));
      }),
    );
    expect(ran.said).not.toContain('here');
    expect(ran.code).not.toBe(0);
    // Whoever this is here may have no shell that would run anything.
    expect(server.log()).toMatch(/forced-command .*'\/bin\/false'/);
    const reached = new Promise((resolve, reject) =>
      client.forwardOut('127.0.0.1', 0, host, port, (error) => (error ? reject(error) : resolve('reached'))),
    );
    await expect(reached).rejects.toThrow(/open failed|prohibited/i);
    const listening = new Promise((resolve, reject) =>
      client.forwardIn('127.0.0.1', server.freePort, (error, at) => (error ? reject(error) : resolve(at))),
    );
    expect(await listening).toBe(server.freePort);
  } finally {
    client.end();
  }
});

test('connections that say nothing, however many, keep nobody out', async () => {
  await bringUp();
  const silent = await Promise.all(Array.from({ length: 300 }, () => openRaw(server.freePort)));
  for (let times = 0; times < 3; times += 1) {
    expect((await fromOutside('GET', '/v1/health', { key: null })).status).toBe(200);
  }
  for (const { socket } of silent) socket.destroy();
});

test('when the server is gone it is tried again, and when it is back it has the same address', async () => {
  const { address } = await bringUp();
  await server.kill();
  expect(await until('reconnecting')).toMatchObject({ address: null });
  await server.start();
  const up = await until('up');
  expect(up.address).toBe(address);
  expect((await send('Once more')).status).toBe(202);
  await app.stop();
  app = await start();
  expect((await until('up')).address).toBe(address);
  expect((await send('And after a restart')).status).toBe(202);
});

test('a server that shows another key is never logged in to', async () => {
  await bringUp();
  await server.kill();
  await server.changeHostKey();
  await server.start();
  const failed = await until('failed');
  expect(failed).toMatchObject({ cause: 'host_key_changed', ssh: { host_key_seen: server.hostKey() } });
  expect(failed.next_attempt_at).toBeNull();
  expect(server.log()).not.toContain('userauth-request');
});

test('a server that does not let this key in, or does not give the port, is said to', async () => {
  await setUp({ host_key: server.hostKey() });
  await tunnel('POST', '/start');
  expect(await until('reconnecting')).toMatchObject({ cause: 'login_refused' });
  const { ssh } = await setUp({ listen_port: server.port });
  server.allow(ssh.public_key ?? '');
  await tunnel('POST', '/start');
  await expect.poll(async () => (await tunnel()).cause).toBe('forwarding_refused');
  expect(await tunnel('POST', '/stop')).toMatchObject({ is_on: false, state: 'off', cause: null });
});

test('a link on which nothing comes back any more is found dead', async () => {
  const { privateKey, publicKey } = await makeSshKey();
  server.allow(publicKey);
  const { host, port, username, freePort: listenPort } = server;
  const open = sshTunnel(
    {
      ...{ host, port, username, privateKey, listenPort },
      hostKey: server.hostKey(),
      listen: 'loopback',
      publicUrl: null,
    },
    { ready: 10_000, keepalive: 100 },
  );
  const link = await open({ port: 9, signal: new AbortController().signal, alive: () => {} });
  server.freeze();
  expect((await link.ended).tunnelCause).toBe('connection_lost');
});

test('a server with keys of several kinds is known by whichever of them was confirmed', async () => {
  // By Node, in the form in which OpenSSH has always read them.
  const publicKeyEncoding = { type: 'spki', format: 'pem' } as const;
  const { privateKey: ecdsa } = generateKeyPairSync('ec', {
    namedCurve: 'prime256v1',
    privateKeyEncoding: { type: 'sec1', format: 'pem' },
    publicKeyEncoding,
  });
  const { privateKey: rsa } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
    publicKeyEncoding,
  });
  const several = await createSshServer([ecdsa, rsa]);
  try {
    await several.start();
    const { privateKey, publicKey } = await makeSshKey();
    several.allow(publicKey);
    const { host, port, username, freePort: listenPort } = several;
    const open = (hostKey: string) =>
      sshTunnel({
        ...{ host, port, username, privateKey, listenPort, hostKey },
        ...{ listen: 'loopback', publicUrl: null },
      })({ port: 9, signal: new AbortController().signal, alive: () => {} });
    for (const hostKey of [several.hostKey(), fingerprintOfPrivate(ecdsa), fingerprintOfPrivate(rsa)]) {
      await (await open(hostKey)).close();
    }
    const logins = several.log().match(/Accepted publickey/g)?.length;
    const other = await open(`SHA256:${'a'.repeat(43)}`).catch((error: unknown) => error);
    expect(other).toMatchObject({ tunnelCause: 'host_key_changed', hostKeySeen: several.hostKey() });
    expect([logins, several.log().match(/Accepted publickey/g)?.length]).toEqual([3, 3]);
  } finally {
    await several.remove();
  }
});
