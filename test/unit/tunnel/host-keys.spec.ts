import { expect, test } from '@playwright/test';
import ssh2 from 'ssh2';
import { fingerprintOf, kindOf } from '../../../main/tunnel/host-keys.ts';
import { makeSshKey } from '../../../main/tunnel/ssh-key.ts';
import { sshTunnel } from '../../../main/tunnel/ssh-tunnel.ts';
import { type OpenTunnel, TunnelFault } from '../../../main/tunnel/tunnel-provider.ts';
import {
  type FakeSshServer,
  fingerprintOfPrivate,
  LISTENED,
  startFakeSshServer,
} from '../../support/fake-ssh-server.ts';

/** As a server of OpenSSH has them when it was installed: one of each kind. */

const { generateKeyPairSync } = ssh2.utils;
const KEYS = {
  ed25519: generateKeyPairSync('ed25519').private,
  ecdsa: generateKeyPairSync('ecdsa', { bits: 256 }).private,
  rsa: generateKeyPairSync('rsa', { bits: 2048 }).private,
};

let server: FakeSshServer;

test.beforeEach(async () => {
  server = await startFakeSshServer({ hostKeys: Object.values(KEYS) });
});

test.afterEach(() => server.stop());

async function tunnelWith(hostKey: string | null): Promise<OpenTunnel> {
  return sshTunnel({
    ...{ host: '127.0.0.1', port: server.port, username: 'lexline', hostKey },
    ...{ privateKey: (await makeSshKey()).privateKey, listen: 'loopback', listenPort: LISTENED.port, publicUrl: null },
  });
}

const open = (tunnel: OpenTunnel) => tunnel({ port: 9, signal: new AbortController().signal, alive: () => {} });

async function faultOf(tunnel: OpenTunnel): Promise<{ cause: string; seen: string | null }> {
  const fault: unknown = await open(tunnel).catch((error: unknown) => error);
  if (!(fault instanceof TunnelFault)) throw new Error(`no fault: ${fault}`);
  return { cause: fault.tunnelCause, seen: fault.hostKeySeen };
}

for (const [kind, tries] of [
  ['ed25519', 1],
  ['ecdsa', 2],
  ['rsa', 3],
] as const) {
  test(`a server with a key of each kind is known by its ${kind} key, and asked for that one from then on`, async () => {
    const tunnel = await tunnelWith(fingerprintOfPrivate(KEYS[kind]));
    await (await open(tunnel)).close();
    expect(server.connected).toBe(tries);
    await (await open(tunnel)).close();
    expect(server.connected).toBe(tries + 1);
  });
}

test('of a server with none of the confirmed keys the one that OpenSSH would show is told, and no kind is asked for twice', async () => {
  const tunnel = await tunnelWith(`SHA256:${'a'.repeat(43)}`);
  const changed = { cause: 'host_key_changed', seen: fingerprintOfPrivate(KEYS.ed25519) };
  expect(await faultOf(tunnel)).toEqual(changed);
  // Three kinds, and once to hear that there is no fourth.
  expect(server.connected).toBe(4);
});

test('a server that has lost the key of the confirmed kind is told to show another one', async () => {
  const tunnel = await tunnelWith(fingerprintOfPrivate(KEYS.rsa));
  await (await open(tunnel)).close();
  const { port } = server;
  await server.stop();
  const other = generateKeyPairSync('ed25519').private;
  server = await startFakeSshServer({ hostKeys: [other], port });
  expect(await faultOf(tunnel)).toEqual({ cause: 'host_key_changed', seen: fingerprintOfPrivate(other) });
});

test('the key that is shown while none is confirmed is the one that is asked for when it is', async () => {
  const { cause, seen } = await faultOf(await tunnelWith(null));
  expect([cause, seen]).toEqual(['host_key_not_confirmed', fingerprintOfPrivate(KEYS.ed25519)]);
  await (await open(await tunnelWith(seen))).close();
  expect(server.connected).toBe(2);
});

test('what is no host key is of no kind', () => {
  const blob = (name: string) => Buffer.concat([Buffer.from([0, 0, 0, name.length]), Buffer.from(name)]);
  const wrong = [Buffer.alloc(0), Buffer.from([0, 0, 0, 255]), blob('ssh-dss'), blob('toString'), blob('')];
  expect(wrong.map(kindOf)).toEqual(wrong.map(() => null));
  expect(kindOf(blob('ssh-rsa'))).toBe('ssh-rsa');
  expect(fingerprintOf(Buffer.from('x'))).toMatch(/^SHA256:[A-Za-z0-9+/]{43}$/);
});
