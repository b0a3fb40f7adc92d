import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type AppSettings, DEFAULT_APP_SETTINGS } from '../contract/app-settings.ts';
import { systemClock } from '../domain/system-clock.ts';
import { createAppSettings } from './app-settings.ts';

/** The settings' file in the data folder, without its ending. */
export const SETTINGS_NAME = 'settings';

/** The language that is set, also where the settings cannot be opened because the disk takes nothing. */
export function languageSet(dataDir: string): AppSettings['language'] {
  try {
    const kept: unknown = JSON.parse(readFileSync(join(dataDir, `${SETTINGS_NAME}.json`), 'utf8'));
    const app: unknown = typeof kept === 'object' && kept !== null && 'app' in kept ? kept.app : undefined;
    return createAppSettings({ get: () => app, set: () => {} }, systemClock).get().language;
  } catch {
    return DEFAULT_APP_SETTINGS.language;
  }
}
