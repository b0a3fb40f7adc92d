import { expect, test } from '@playwright/test';
import type { UpdateRelease, Updates } from '../../../main/contract/updates.ts';
import { NO_UPDATE, nextUpdate, type UpdateEvent, type UpdateProgress } from '../../../main/domain/update-state.ts';
import { createUpdates, UpdateFault, type UpdateMemory } from '../../../main/domain/updates.ts';
import { compareVersions } from '../../../main/domain/version-order.ts';
import { FakeClock, settle } from '../../support/fake-clock.ts';
import { FakeLog } from '../../support/fake-log.ts';
import { FakeUpdater } from '../../support/fake-updater.ts';

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;

function aWorld({ version = '0.1.0', memory = {} }: { version?: string; memory?: Partial<UpdateMemory> } = {}) {
  const clock = new FakeClock();
  const log = new FakeLog();
  const updater = new FakeUpdater();
  const world = {
    ...{ clock, log, updater, allowed: true, sending: false, restarts: 0, told: [] as Updates[] },
    memory: { newest: null, looked_at: null, installing: null, ...memory } as UpdateMemory,
  };
  const updates = createUpdates({
    ...{ version, support: 'possible', feed: 'https://updates.example/', updater, clock, log },
    isAllowed: () => world.allowed,
    isSending: async () => world.sending,
    memory: {
      get: () => world.memory,
      set: (kept) => {
        world.memory = kept;
      },
    },
    restart: () => {
      world.restarts += 1;
    },
    told: (state) => world.told.push(state),
  });
  const step = () => updates.get().state.step;
  /** As far as it goes without a word more. */
  const makeReady = async (): Promise<void> => {
    await updates.look();
    updates.download();
    await settle();
    updater.finish();
    await settle();
    expect(step()).toBe('ready');
  };
  return { ...world, world, updates, step, makeReady };
}

const release: UpdateRelease = { version: '0.2.0', released_at: null, notes: '' };

function after(...events: UpdateEvent[]): UpdateProgress {
  return events.reduce(nextUpdate, NO_UPDATE);
}

const FOUND: UpdateEvent[] = [{ happened: 'look' }, { happened: 'found', release }];
const READY: UpdateEvent[] = [...FOUND, { happened: 'download', at: 0 }, { happened: 'downloaded' }];

test('an update goes from found to installed in this order and no other', () => {
  expect(after(...READY, { happened: 'install', isSending: false }).state.step).toBe('installing');
  const events: UpdateEvent[] = [
    ...[...FOUND, { happened: 'download', at: 0 } as const, { happened: 'downloaded' } as const],
    ...[{ happened: 'install', isSending: false } as const, { happened: 'sent' } as const],
  ];
  for (const [skipped] of events.entries()) {
    const state = after(...events.filter((_, index) => index !== skipped)).state.step;
    if (events[skipped]?.happened !== 'sent')
      expect(state, `without ${events[skipped]?.happened}`).not.toBe('installing');
  }
});

test('what cannot happen at a step changes nothing', () => {
  for (const event of [{ happened: 'download', at: 0 }, { happened: 'downloaded' }, { happened: 'sent' }] as const) {
    expect(nextUpdate(NO_UPDATE, event)).toBe(NO_UPDATE);
  }
  const ready = after(...READY);
  expect(nextUpdate(ready, { happened: 'look' })).toBe(ready);
  expect(nextUpdate(ready, { happened: 'forbidden' })).toBe(ready);
  expect(nextUpdate(ready, { happened: 'failed', problem: 'file_wrong' })).toBe(ready);
});

test('the progress of a download never goes back, and never beyond the end', () => {
  const begun = after(...FOUND, { happened: 'download', at: 0 });
  const half = nextUpdate(begun, { happened: 'progress', percent: 50 });
  expect(half.state).toMatchObject({ percent: 50 });
  expect(nextUpdate(half, { happened: 'progress', percent: 40 })).toBe(half);
  expect(nextUpdate(half, { happened: 'progress', percent: 130 }).state).toMatchObject({ percent: 100 });
});

test('after a failure one can try again from where it was', () => {
  const failed = { happened: 'failed', problem: 'feed_unreachable' } as const;
  expect(after({ happened: 'look' }, failed)).toEqual({ state: { step: 'idle' }, problem: 'feed_unreachable' });
  const broken = after(...FOUND, { happened: 'download', at: 0 }, { happened: 'failed', problem: 'download_failed' });
  expect(broken).toEqual({ state: { step: 'available', release }, problem: 'download_failed' });
  expect(nextUpdate(broken, { happened: 'download', at: 0 }).problem).toBeNull();
});

test('versions are ordered as Semantic Versioning orders them', () => {
  const ordered = ['0.9.9', '1.0.0-alpha', '1.0.0-alpha.1', '1.0.0-alpha.beta', '1.0.0-beta.2', '1.0.0-beta.11'];
  ordered.push('1.0.0-rc.1', '1.0.0', '1.0.1', '1.2.0', '1.10.0', '2.0.0');
  for (const [index, one] of ordered.entries()) {
    for (const [place, other] of ordered.entries()) {
      expect(Math.sign(compareVersions(one, other)), `${one} and ${other}`).toBe(Math.sign(index - place));
    }
  }
});

test('nothing is asked until it is allowed, by itself or by a button', async () => {
  const { world, updates, updater, clock } = aWorld();
  world.allowed = false;
  updates.start();
  await updates.look();
  await clock.advance(3 * DAY);
  expect(updater.looks).toBe(0);
  world.allowed = true;
  updates.allowanceChanged();
  await clock.advance(MINUTE);
  expect(updater.looks).toBe(1);
});

test('it looks once a day, also after starts and failures, and not after its end', async () => {
  const { world, updates, updater, clock, step } = aWorld();
  const stop = updates.start();
  await clock.advance(2 * MINUTE);
  expect([updater.looks, step()]).toEqual([1, 'available']);
  updater.fault = new UpdateFault('feed_unreachable');
  await clock.advance(DAY);
  expect([updater.looks, step(), updates.get().problem]).toEqual([2, 'idle', 'feed_unreachable']);
  await clock.advance(DAY);
  expect(updater.looks).toBe(3);
  stop();
  await clock.advance(2 * DAY);
  expect(updater.looks).toBe(3);

  const later = aWorld({ memory: { looked_at: world.memory.looked_at } });
  await later.clock.jump(clock.now() - 2 * DAY - later.clock.now() + 6 * 60 * MINUTE);
  later.updates.start();
  await later.clock.advance(17 * 60 * MINUTE);
  expect(later.updater.looks).toBe(0);
  await later.clock.advance(2 * 60 * MINUTE);
  expect(later.updater.looks).toBe(1);
});

test('nothing is downloaded or installed by itself', async () => {
  const { updates, clock, step, makeReady, world } = aWorld();
  updates.start();
  await clock.advance(3 * DAY);
  expect(step()).toBe('available');
  await makeReady();
  await clock.advance(3 * DAY);
  expect([step(), world.restarts]).toEqual(['ready', 0]);
});

test('an older version than one that was offered before, or than this, is refused', async () => {
  const { updates, updater, world } = aWorld();
  updater.release = { ...release, version: '0.3.0' };
  await updates.look();
  updater.release = { ...release, version: '0.2.0' };
  expect(await updates.look()).toMatchObject({ state: { step: 'idle' }, problem: 'feed_went_back' });
  expect(world.memory.newest).toBe('0.3.0');
  const newer = aWorld({ version: '1.0.0' });
  expect((await newer.updates.look()).problem).toBe('feed_went_back');
});

test('the same version is the newest; one that does not run here is said to be so', async () => {
  const { updates, updater } = aWorld({ version: '0.2.0' });
  expect((await updates.look()).state.step).toBe('current');
  updater.fits = false;
  updater.release = { ...release, version: '0.2.1' };
  expect((await updates.look()).problem).toBe('not_for_this_system');
});

test('it is not installed while a message is being sent, but as soon as that is on its way', async () => {
  const { world, updates, clock, step, makeReady } = aWorld();
  await makeReady();
  world.sending = true;
  await updates.install();
  await clock.advance(MINUTE);
  expect([step(), world.restarts]).toEqual(['waiting', 0]);
  world.sending = false;
  await clock.advance(1_000);
  expect([step(), world.restarts]).toEqual(['installing', 1]);
});

test('closing the app installs what is ready, and nothing that is not', async () => {
  const { world, updates, makeReady } = aWorld();
  await updates.look();
  expect(updates.closing()).toBe(false);
  await makeReady();
  expect(updates.closing()).toBe(true);
  expect(world.memory.installing).toBe('0.2.0');
  const same = aWorld({ memory: world.memory });
  same.updates.start();
  expect(same.updates.get().problem).toBe('install_failed');
  const next = aWorld({ memory: world.memory, version: '0.2.0' });
  next.updates.start();
  expect(next.updates.get().problem).toBeNull();
});

test('forbidden in the middle of a download, it ends', async () => {
  const { world, updates, step } = aWorld();
  await updates.look();
  updates.download();
  await settle();
  world.allowed = false;
  updates.allowanceChanged();
  await settle();
  expect([step(), updates.get().problem]).toEqual(['idle', null]);
  expect(updates.download().state.step).toBe('idle');
});
