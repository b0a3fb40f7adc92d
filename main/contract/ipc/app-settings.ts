import { z } from 'zod';
import { AppConductChange, AppLookChange, AppSettings, AppSettingsSupport } from '../app-settings.ts';
import type { IpcEntries } from './entry.ts';

export const APP_SETTINGS_CALLS = {
  /** Also while the database is locked or somebody must sign in: they are asked in their language. */
  'appSettings.get': { input: z.undefined(), output: AppSettings, audit: null, access: 'anyone' },
  'appSettings.setLook': { input: AppLookChange, output: AppSettings, audit: 'act', changes: null, access: 'support' },
  'appSettings.setConduct': {
    input: AppConductChange,
    output: AppSettings,
    audit: 'act',
    changes: null,
    access: 'lawyer',
  },
  /** For an hour, or no longer. */
  'appSettings.pauseNotifications': {
    input: z.strictObject({ paused: z.boolean() }),
    output: AppSettings,
    audit: 'act',
    changes: null,
    access: 'lawyer',
  },
  'appSettings.support': { input: z.undefined(), output: AppSettingsSupport, audit: null, access: 'lawyer' },
} as const satisfies IpcEntries;
