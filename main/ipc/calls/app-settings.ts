import type { AppSettings, AppSettingsChange } from '../../contract/app-settings.ts';
import type { APP_SETTINGS_CALLS } from '../../contract/ipc/app-settings.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface AppSettingsDependencies {
  appSettings: {
    get(): AppSettings;
    /** What is left out stays as it is. */
    change(change: AppSettingsChange): AppSettings;
  };
}

/** What is set for the app on this machine. */
export function appSettingsCalls({ appSettings }: AppSettingsDependencies): HandlersOf<typeof APP_SETTINGS_CALLS> {
  return {
    'appSettings.get': async () => appSettings.get(),
    'appSettings.set': async (change) => appSettings.change(change),
  };
}
