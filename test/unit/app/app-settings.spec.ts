import { expect, test } from '@playwright/test';
import { createAppSettings } from '../../../main/app/app-settings.ts';
import { DEFAULT_APP_SETTINGS } from '../../../main/contract/app-settings.ts';

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
  const settings = createAppSettings(file);
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
    expect(createAppSettings(fileWith(content)).get()).toEqual(DEFAULT_APP_SETTINGS);
  }
  const content = { language: 'ar', zoom: 9, notifications: 'full', background: 'yes' };
  expect(createAppSettings(fileWith(content)).get()).toEqual({
    ...DEFAULT_APP_SETTINGS,
    language: 'ar',
    notifications: 'full',
  });
});
