import { EventEmitter } from 'node:events';
import { expect, test } from '@playwright/test';
import { lockMinutes } from '../../../main/app/lock-minutes.ts';
import { watchIdle } from '../../../main/app/watch-idle.ts';
import { FakeClock } from '../../support/fake-clock.ts';

class Monitor extends EventEmitter {
  /** In seconds. */
  idle = 0;
  getSystemIdleTime(): number {
    return this.idle;
  }
}

test('it locks when nobody has used the machine for so long, when its screen is locked and when it sleeps', async () => {
  const clock = new FakeClock();
  const monitor = new Monitor();
  let minutes = 10;
  let since: number | null = clock.now() - 3_600_000;
  let locked = 0;
  const lock = (): void => {
    locked += 1;
  };
  const stop = watchIdle({ clock, monitor, minutes: () => minutes, usedSince: () => since, lock });
  monitor.idle = 599;
  await clock.advance(5_000);
  expect(locked).toBe(0);
  monitor.idle = 600;
  await clock.advance(5_000);
  expect(locked).toBe(1);
  monitor.idle = 60;
  await clock.advance(5_000);
  expect(locked).toBe(1);
  minutes = 1;
  await clock.advance(5_000);
  expect(locked).toBe(2);
  monitor.emit('lock-screen');
  monitor.emit('suspend');
  expect(locked).toBe(4);
  since = null;
  await clock.advance(5_000);
  expect(locked).toBe(4);
  since = 0;
  stop();
  monitor.emit('lock-screen');
  await clock.advance(50_000);
  expect(locked).toBe(4);
});

test('whoever has just given a password is not locked out, however long the system has counted no input', async () => {
  const clock = new FakeClock();
  const monitor = new Monitor();
  monitor.idle = 7_200;
  let locked = 0;
  const since = clock.now();
  watchIdle({
    ...{ clock, monitor, minutes: () => 10, usedSince: () => since },
    lock: () => {
      locked += 1;
    },
  });
  await clock.advance(595_000);
  expect(locked).toBe(0);
  await clock.advance(5_000);
  expect(locked).toBe(1);
});

test('a clock that was set back keeps no window open', async () => {
  const clock = new FakeClock();
  const monitor = new Monitor();
  monitor.idle = 600;
  let locked = 0;
  watchIdle({
    ...{ clock, monitor, minutes: () => 10, usedSince: () => clock.now() + 3_600_000 },
    lock: () => {
      locked += 1;
    },
  });
  await clock.advance(5_000);
  expect(locked).toBe(1);
});

test('minutes that were written by hand are held to what makes sense', () => {
  const read = (kept: unknown) => lockMinutes({ get: () => kept, set: () => {} }).get();
  expect([read(10), read('5'), read(0), read(-3), read(100_000), read('x'), read(undefined)]).toEqual([
    10, 5, 1, 1, 240, 10, 10,
  ]);
});
