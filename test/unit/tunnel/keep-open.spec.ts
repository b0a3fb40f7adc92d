import { expect, test } from '@playwright/test';
import { backOff } from '../../../main/domain/back-off.ts';
import { PAUSES } from '../../../main/tunnel/back-off.ts';
import { type KeptTunnel, keepOpen } from '../../../main/tunnel/keep-open.ts';
import { TunnelFault } from '../../../main/tunnel/tunnel-provider.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FAKE_ADDRESS, type FakeTunnelProvider, fakeTunnelProvider } from '../../support/fake-tunnel-provider.ts';

let clock: FakeClock;
let log: FakeLog;
let provider: FakeTunnelProvider;
let counts: { changes: number; reconnects: number };

test.beforeEach(() => {
  clock = new FakeClock();
  log = new FakeLog();
  provider = fakeTunnelProvider();
  counts = { changes: 0, reconnects: 0 };
});

function keep(): KeptTunnel {
  return keepOpen({
    ...{ open: provider.open, port: 1, clock, log, random: () => 0 },
    changed: () => {
      counts.changes += 1;
    },
    reconnected: () => {
      counts.reconnects += 1;
    },
  });
}

test('the pause doubles with each try up to five minutes, and chance takes up to half of it', () => {
  expect([1, 2, 3, 4].map((attempts) => backOff(attempts, 0, PAUSES))).toEqual([1_000, 2_000, 4_000, 8_000]);
  expect([9, 10, 100, 100_000].map((attempts) => backOff(attempts, 0, PAUSES))).toEqual([
    256_000, 300_000, 300_000, 300_000,
  ]);
  expect([0.5, 0.9999].map((random) => backOff(3, random, PAUSES))).toEqual([3_000, 2_000]);
});

test('it is up with its address, and down since when it was lost until it is up again', async () => {
  const kept = keep();
  expect(kept.status()).toMatchObject({ state: 'connecting', downSince: clock.now() });
  await settle();
  expect(kept.status()).toMatchObject({ state: 'up', address: FAKE_ADDRESS, downSince: null, cause: null });
  await clock.advance(30_000);
  const lostAt = clock.now();
  provider.refuse(new TunnelFault('connection_refused'));
  provider.lose('connection_lost');
  await settle();
  const lost = { state: 'reconnecting', since: lostAt, address: null, downSince: lostAt };
  expect(kept.status()).toMatchObject({ ...lost, cause: 'connection_lost', attempts: 1, nextAttempt: lostAt + 1_000 });
  await clock.advance(1_000);
  expect(kept.status()).toMatchObject({
    ...lost,
    cause: 'connection_refused',
    attempts: 2,
    nextAttempt: lostAt + 3_000,
  });
  provider.refuse(null);
  await clock.advance(2_000);
  expect(kept.status()).toMatchObject({ state: 'up', address: FAKE_ADDRESS, downSince: null, nextAttempt: null });
  expect(counts.reconnects).toBe(1);
  await kept.stop();
});

test('one that was up for a while is tried again at once, one that falls over and over ever more seldom', async () => {
  const kept = keep();
  await settle();
  const pauses: number[] = [];
  for (let times = 0; times < 4; times += 1) {
    provider.lose('connection_lost');
    await settle();
    pauses.push((clock.nextAt() ?? 0) - clock.now());
    await clock.advance(pauses.at(-1) ?? 0);
  }
  expect(pauses).toEqual([1_000, 2_000, 4_000, 8_000]);
  await clock.advance(60_000);
  provider.lose('connection_lost');
  await settle();
  expect((clock.nextAt() ?? 0) - clock.now()).toBe(1_000);
  await kept.stop();
});

for (const cause of [
  'host_key_not_confirmed',
  'host_key_changed',
  'program_missing',
  'credentials_refused',
  'not_supported_here',
] as const) {
  test(`${cause} waits for a person and is not tried again`, async () => {
    provider.refuse(new TunnelFault(cause, cause.startsWith('host') ? 'SHA256:x' : null));
    const kept = keep();
    await clock.advance(24 * 60 * 60_000);
    expect(kept.status()).toMatchObject({ state: 'failed', cause, nextAttempt: null, address: null });
    expect(kept.status().hostKeySeen).toBe(cause.startsWith('host') ? 'SHA256:x' : null);
    expect(kept.status().downSince).not.toBeNull();
    expect([provider.opened, clock.pending()]).toEqual([1, 0]);
    await kept.stop();
  });
}

test('a mistake of ours is an error in the log without its words, and is tried again', async () => {
  provider.refuse(new TypeError('the secret is x'));
  const kept = keep();
  await settle();
  expect(kept.status()).toMatchObject({ state: 'reconnecting', cause: 'internal_error' });
  expect(log.errors()).toHaveLength(1);
  expect(JSON.stringify(log.lines)).not.toContain('secret');
  await kept.stop();
});

test('what mends its connection itself is waited for, and keeps its address', async () => {
  const kept = keep();
  await settle();
  provider.alive(false);
  expect(kept.status()).toMatchObject({ state: 'reconnecting', cause: 'connection_lost', address: null });
  await clock.advance(10 * 60_000);
  provider.alive(true);
  expect(kept.status()).toMatchObject({ state: 'up', address: FAKE_ADDRESS });
  expect([provider.opened, counts.reconnects]).toEqual([1, 1]);
  provider.alive(true);
  expect(counts.reconnects).toBe(1);
  await kept.stop();
});

test('stopped, it leaves nothing behind, whatever it was doing', async () => {
  const up = keep();
  await settle();
  await up.stop();
  expect(provider.links.size).toBe(0);
  provider.refuse(new TunnelFault('no_answer'));
  const waiting = keep();
  await settle();
  await waiting.stop();
  await clock.advance(60 * 60_000);
  provider.refuse(null);
  const connecting = keep();
  await connecting.stop();
  await clock.advance(60 * 60_000);
  expect([provider.links.size, clock.pending()]).toEqual([0, 0]);
  const before = counts.changes;
  provider.alive(true);
  expect(counts.changes).toBe(before);
});
