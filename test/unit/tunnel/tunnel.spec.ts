import { expect, test } from '@playwright/test';
import { AppError } from '../../../main/domain/app-error.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FAKE_ADDRESS } from '../../support/fake-tunnel-provider.ts';
import { openTempDatabase, type TempDatabase } from '../../support/temp-database.ts';
import { openTestTunnel } from '../../support/test-tunnel.ts';

let store: TempDatabase;
let clock: FakeClock;

test.beforeEach(() => {
  store = openTempDatabase();
  clock = new FakeClock();
});

test.afterEach(() => store.remove());

const open = () => openTestTunnel({ database: store.database, clock });

test('one that was on is opened with the app, and one that was stopped is not', async () => {
  const first = open();
  await first.tunnel.change({ provider: 'cloudflared' });
  await first.tunnel.start();
  await settle();
  expect(first.tunnel.address()).toBe(FAKE_ADDRESS);
  await first.tunnel.close();
  expect([first.provider.links.size, first.ports]).toEqual([0, []]);

  const second = open();
  await second.tunnel.resume();
  await settle();
  expect(await second.tunnel.get()).toMatchObject({ is_on: true, state: 'up', address: FAKE_ADDRESS });
  await second.tunnel.stop();
  expect(await second.tunnel.get()).toMatchObject({ is_on: false, state: 'off', address: null });

  const third = open();
  await third.tunnel.resume();
  expect([third.provider.opened, third.tunnel.health().downSince]).toEqual([0, null]);
});

test('a port is listened on only while it is on, and is the one that was set', async () => {
  const { tunnel, ports } = open();
  await tunnel.change({ provider: 'cloudflared' });
  expect(ports).toEqual([]);
  await tunnel.start();
  expect(ports).toEqual([0]);
  await tunnel.change({ local_port: 40_100 });
  expect(ports).toEqual([40_100]);
  await tunnel.stop();
  expect(ports).toEqual([]);
});

/** A port of this machine that another program has, until `free`. */
function takenPort(port: number) {
  const open = new Set<number>();
  let isTaken = true;
  return {
    open,
    free: () => {
      isTaken = false;
    },
    async listen(wanted: number) {
      if (wanted === port && isTaken) throw new AppError('tunnel_port_taken', [{ field: 'local_port', message: 'x' }]);
      open.add(wanted);
      return { port: wanted || 40_001, stop: async () => void open.delete(wanted) };
    },
  };
}

test('a port that is taken is refused, and what was before stays', async () => {
  const { open: ports, free, listen } = takenPort(40_100);
  const { tunnel, log, provider } = openTestTunnel({ database: store.database, clock, listen });
  await tunnel.change({ provider: 'cloudflared', local_port: 40_100 });
  const before = store.content();
  await expect(tunnel.start()).rejects.toMatchObject({ code: 'tunnel_port_taken' });
  expect(await tunnel.get()).toMatchObject({ is_on: false, state: 'off', cause: null });
  expect([store.content() === before, provider.opened, tunnel.health().downSince]).toEqual([true, 0, null]);

  await tunnel.change({ local_port: 0 });
  await tunnel.start();
  await settle();
  await expect(tunnel.change({ local_port: 40_100 })).rejects.toMatchObject({ code: 'tunnel_port_taken' });
  expect(await tunnel.get()).toMatchObject({ is_on: true, state: 'up', local_port: 0 });
  expect([[...ports], provider.opened, provider.links.size]).toEqual([[0], 1, 1]);

  free();
  await tunnel.change({ local_port: 40_100 });
  await settle();
  expect(await tunnel.get()).toMatchObject({ state: 'up', local_port: 40_100 });
  expect([...ports]).toEqual([40_100]);
  expect(log.errors()).toEqual([]);
  await tunnel.close();
});

test('a port that is taken at the start of the app is told, and tried again until it is free', async () => {
  const { tunnel: before } = open();
  await before.change({ provider: 'cloudflared', local_port: 40_100 });
  await before.start();
  await before.close();

  const { free, listen } = takenPort(40_100);
  const { tunnel, log } = openTestTunnel({ database: store.database, clock, listen });
  const began = clock.now();
  await tunnel.resume();
  const waits = { is_on: true, state: 'reconnecting', cause: 'local_port_taken', address: null };
  expect(await tunnel.get()).toMatchObject({ ...waits, attempts: 1 });
  expect(tunnel.health()).toEqual({ state: 'reconnecting', downSince: began });
  await clock.advance(1_000);
  expect(await tunnel.get()).toMatchObject({ ...waits, attempts: 2, since: new Date(began).toISOString() });
  expect(tunnel.health().downSince).toBe(began);
  await expect(tunnel.start()).rejects.toMatchObject({ code: 'tunnel_port_taken' });
  expect(await tunnel.get()).toMatchObject(waits);
  free();
  await clock.advance(2_000);
  expect(await tunnel.get()).toMatchObject({ state: 'up', cause: null, address: FAKE_ADDRESS });
  expect(log.errors()).toEqual([]);
  await tunnel.close();
});

test('whoever waits for a port waits no longer when it is stopped or closed', async () => {
  const { tunnel: before } = open();
  await before.change({ provider: 'cloudflared', local_port: 40_100 });
  await before.start();
  await before.close();

  const { free, open: ports, listen } = takenPort(40_100);
  const closed = openTestTunnel({ database: store.database, clock, listen }).tunnel;
  await closed.resume();
  await closed.close();
  const stopped = openTestTunnel({ database: store.database, clock, listen }).tunnel;
  await stopped.resume();
  expect(await stopped.stop()).toMatchObject({ is_on: false, state: 'off', cause: null });
  free();
  await clock.advance(60 * 60_000);
  expect([ports.size, clock.pending()]).toEqual([0, 0]);
});

test('of what cannot be opened at all no port is left open', async () => {
  const { tunnel, ports } = openTestTunnel({
    ...{ database: store.database, clock },
    provider: () => {
      throw new Error('a damaged setting');
    },
  });
  await tunnel.change({ provider: 'cloudflared' });
  expect(await tunnel.start()).toMatchObject({ is_on: true, state: 'failed', cause: 'internal_error' });
  expect(ports).toEqual([]);
});

test('starts, stops and changes at once come one after another', async () => {
  const { tunnel, provider, ports } = open();
  await tunnel.change({ provider: 'cloudflared' });
  await Promise.all([
    tunnel.start(),
    tunnel.start(),
    tunnel.change({ local_port: 2_000 }),
    tunnel.stop(),
    tunnel.start(),
  ]);
  await settle();
  expect([provider.links.size, ports]).toEqual([1, [2_000]]);
  await tunnel.stop();
  expect([provider.links.size, ports]).toEqual([0, []]);
});

test('started again while it is up, nothing is interrupted; while it waits, it is tried now', async () => {
  const { tunnel, provider } = open();
  await tunnel.change({ provider: 'cloudflared' });
  await tunnel.start();
  await settle();
  await tunnel.start();
  expect(provider.opened).toBe(1);
  provider.lose('connection_lost');
  await settle();
  expect((await tunnel.get()).next_attempt_at).not.toBeNull();
  await tunnel.start();
  await settle();
  expect((await tunnel.get()).state).toBe('up');
  await tunnel.close();
});

test('the key pair is made once, and another server’s key has to be confirmed anew', async () => {
  const { tunnel } = open();
  const HOST_KEY = `SHA256:${'a'.repeat(43)}`;
  expect((await tunnel.get()).ssh.public_key).toBeNull();
  const { ssh } = await tunnel.change({ provider: 'ssh', ssh: { host: 'a.example', host_key: HOST_KEY } });
  expect(ssh).toMatchObject({ host: 'a.example', host_key: HOST_KEY, port: 22, listen: 'loopback' });
  const same = await tunnel.change({ ssh: { username: 'lexline' } });
  expect(same.ssh).toEqual({ ...ssh, username: 'lexline' });
  expect((await tunnel.change({ ssh: { host: 'a.example' } })).ssh.host_key).toBe(HOST_KEY);
  expect((await tunnel.change({ ssh: { host: 'b.example' } })).ssh.host_key).toBeNull();
  expect((await tunnel.change({ ssh: { host_key: HOST_KEY, port: 2222 } })).ssh.host_key).toBe(HOST_KEY);
  expect((await tunnel.change({ ssh: { port: 22 } })).ssh.host_key).toBeNull();
});
