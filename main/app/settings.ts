import Store from 'electron-store';
import { type AppSettings, DEFAULT_APP_SETTINGS } from '../contract/app-settings.ts';
import { LOCK_MINUTES } from '../contract/choices.ts';
import type { Mode } from '../contract/values.ts';
import type { UpdateMemory } from '../domain/updates.ts';
import { SETTINGS_NAME } from './language-set.ts';
import type { SetUpProgress } from './set-up-progress.ts';
import { NO_MEMORY } from './updates/update-memory.ts';
import type { WindowState } from './window-bounds.ts';

interface Settings {
  /** The practice page keeps its address, because a page's log-in belongs to its address. 0: not chosen yet. */
  practicePort: number;
  /** A session of staff that is not used for so long is over. */
  staffIdleMinutes: number;
  /** The window locks itself when it was not used for so long. */
  lockMinutes: number;
  window: WindowState;
  /** Where the window was when it was closed, without what was looked for. */
  place: string;
  app: AppSettings;
  setUp: SetUpProgress;
  updates: UpdateMemory;
  /** The version of the app that opened each account's database last. */
  openedBy: Partial<Record<Mode, string>>;
}

export type SettingsStore = Store<Settings>;

/** What is kept between starts and is no secret and no client's data. */
export function openSettings(dataDir: string): SettingsStore {
  return new Store<Settings>({
    cwd: dataDir,
    name: SETTINGS_NAME,
    clearInvalidConfig: true,
    defaults: {
      practicePort: 0,
      staffIdleMinutes: 15,
      lockMinutes: LOCK_MINUTES.default,
      window: { width: 1240, height: 820 },
      place: '',
      app: DEFAULT_APP_SETTINGS,
      setUp: { step: 'welcome', is_dismissed: false },
      updates: NO_MEMORY,
      openedBy: {},
    },
  });
}

/** The version of the app that opened that account's database last; null: none that is known. */
export function openedBy(settings: SettingsStore, mode: Mode): string | null {
  return settings.get('openedBy')[mode] ?? null;
}

/** Notes which version opens that account's database now, so that an older one can say by which it was refused. */
export function rememberOpenedBy(settings: SettingsStore, mode: Mode, version: string): void {
  if (openedBy(settings, mode) !== version) settings.set('openedBy', { ...settings.get('openedBy'), [mode]: version });
}
