import { expect, test } from '@playwright/test';
import { createAppSettings } from '../../../main/app/app-settings.ts';
import { DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';
import { FakeClock } from '../../support/fake-clock.ts';

/** What lies in the file of settings. */
function fileWith(content: unknown) {
  return {
    content,
    get: (_key: 'app') => content,
    set(_key: 'app', settings: unknown) {
      content = settings;
      this.content = settings;
    },
  };
}

test('a change is kept and told, and what it leaves out stays', () => {
  const file = fileWith(undefined);
  const settings = createAppSettings(file, new FakeClock());
  const told: unknown[] = [];
  const stop = settings.onChange((now) => told.push(now));
  expect(settings.get()).toEqual(DEFAULT_APP_SETTINGS);
  settings.change({ theme: 'dark', zoom: undefined });
  settings.change({ zoom: 1.25 });
  const kept = { ...DEFAULT_APP_SETTINGS, theme: 'dark', zoom: 1.25 };
  expect(settings.get()).toEqual(kept);
  expect(file.content).toEqual(kept);
  expect(told).toEqual([{ ...kept, zoom: 1 }, kept]);
  stop();
  settings.change({ zoom: 1 });
  expect(told).toHaveLength(2);
});

test('of a file that another version or a hand has written, what is a value is taken and the rest is as at first', () => {
  for (const content of [null, 'x', 7, [], { theme: 'black', zoom: 'large', unknown: true }]) {
    expect(createAppSettings(fileWith(content), new FakeClock()).get()).toEqual(DEFAULT_APP_SETTINGS);
  }
  const content = { language: 'ar', zoom: 9, notifications: 'full', background: 'yes' };
  expect(createAppSettings(fileWith(content), new FakeClock()).get()).toEqual({
    ...DEFAULT_APP_SETTINGS,
    language: 'ar',
    notifications: 'full',
  });
});

test('a pause of an hour is kept over a restart, is none when it is over, and one that no clock of ours has set is none', () => {
  const file = fileWith(undefined);
  const clock = new FakeClock(Date.UTC(2026, 10, 20, 9));
  const paused = createAppSettings(file, clock).pauseNotifications(true);
  expect(paused.notifications_paused_until).toBe('2026-11-20T10:00:00.000Z');
  const at = (...time: [number, number, number, number, number]) =>
    createAppSettings(file, new FakeClock(Date.UTC(...time))).get().notifications_paused_until;
  expect(at(2026, 10, 20, 9, 59)).toBe('2026-11-20T10:00:00.000Z');
  expect(at(2026, 10, 20, 10, 0)).toBe(null);
  expect(at(2026, 10, 19, 9, 0)).toBe(null);
  expect(createAppSettings(file, clock).pauseNotifications(false).notifications_paused_until).toBe(null);
  expect(at(2026, 10, 20, 9, 30)).toBe(null);
});
