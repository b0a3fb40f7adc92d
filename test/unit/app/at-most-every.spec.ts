import { expect, test } from '@playwright/test';
import { atMostEvery } from '../../../main/app/at-most-every.ts';
import { FakeClock } from '../../support/fake-clock.ts';

test('what happens many times in a row is told at once, once a pause, and at last', async () => {
  const clock = new FakeClock();
  const told: number[] = [];
  const start = clock.now();
  const { happened } = atMostEvery(clock, 1_000, () => told.push(clock.now() - start));
  for (let n = 0; n < 25; n++) {
    happened();
    await clock.advance(100);
  }
  await clock.advance(10_000);
  expect(told).toEqual([0, 1_000, 2_000, 3_000]);
});

test('what is stopped tells nothing any more', async () => {
  const clock = new FakeClock();
  let told = 0;
  const { happened, stop } = atMostEvery(clock, 1_000, () => {
    told += 1;
  });
  happened();
  happened();
  stop();
  happened();
  await clock.advance(10_000);
  expect(told).toBe(1);
});
