import Store from 'electron-store';
import { type AppSettings, DEFAULT_APP_SETTINGS } from '../contract/app-settings.ts';
import type { WindowState } from './window-bounds.ts';

interface Settings {
  /** The practice page keeps its address, because a page's log-in belongs to its address. 0: not chosen yet. */
  practicePort: number;
  /** A session of staff that is not used for so long is over. */
  staffIdleMinutes: number;
  window: WindowState;
  app: AppSettings;
}

export type SettingsStore = Store<Settings>;

/** What is kept between starts and is no secret and no client's data. */
export function openSettings(dataDir: string): SettingsStore {
  return new Store<Settings>({
    cwd: dataDir,
    name: 'settings',
    clearInvalidConfig: true,
    defaults: {
      practicePort: 0,
      staffIdleMinutes: 15,
      window: { width: 1240, height: 820 },
      app: DEFAULT_APP_SETTINGS,
    },
  });
}
