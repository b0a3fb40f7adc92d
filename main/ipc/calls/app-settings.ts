import type { AppConductChange, AppLookChange, AppSettings, AppSettingsSupport } from '../../contract/app-settings.ts';
import type { APP_SETTINGS_CALLS } from '../../contract/ipc/app-settings.ts';
import type { HandlersOf } from '../handlers-of.ts';

export interface AppSettingsDependencies {
  appSettings: {
    get(): AppSettings;
    /** What is left out stays as it is. */
    change(change: AppLookChange | AppConductChange): AppSettings;
    pauseNotifications(paused: boolean): AppSettings;
  };
  /** Whether some of them have an effect on this machine. */
  settingsSupport(): AppSettingsSupport;
}

/** What is set for the app on this machine. */
export function appSettingsCalls({
  appSettings,
  settingsSupport,
}: AppSettingsDependencies): HandlersOf<typeof APP_SETTINGS_CALLS> {
  return {
    'appSettings.get': async () => appSettings.get(),
    'appSettings.setLook': async (change) => appSettings.change(change),
    'appSettings.setConduct': async (change) => appSettings.change(change),
    'appSettings.pauseNotifications': async ({ paused }) => appSettings.pauseNotifications(paused),
    'appSettings.support': async () => settingsSupport(),
  };
}
