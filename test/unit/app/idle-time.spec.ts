import { expect, test } from '@playwright/test';
import { idleTime } from '../../../main/app/idle-time.ts';

test('how long a session may go unused is what the file says, within reason', () => {
  const minutes = (value: unknown) => idleTime({ get: () => value }) / 60_000;
  expect([1, 15, 30.5, '20', 720].map(minutes)).toEqual([1, 15, 30.5, 20, 720]);
  expect([0, -5, 0.5, '', 1e9].map(minutes)).toEqual([1, 1, 1, 1, 720]);
  expect(['soon', undefined, {}, Number.NaN].map(minutes)).toEqual([15, 15, 15, 15]);
});
