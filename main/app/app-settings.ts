import {
  type AppConductChange,
  type AppLookChange,
  AppSettings,
  DEFAULT_APP_SETTINGS,
} from '../contract/app-settings.ts';

/** Where they are kept: what was written there may be of another version, or somebody's hand. */
interface Kept {
  get(key: 'app'): unknown;
  set(key: 'app', settings: AppSettings): void;
}

export interface AppSettingsOfMachine {
  get(): AppSettings;
  /** What is left out stays as it is. */
  change(change: AppLookChange | AppConductChange): AppSettings;
  /** Tells what they are now, after each change. The answer stops it. */
  onChange(listener: (settings: AppSettings) => void): () => void;
}

/** What is set for the app on this machine. A value that is none is the default one; the others stay. */
export function createAppSettings(kept: Kept): AppSettingsOfMachine {
  const listeners = new Set<(settings: AppSettings) => void>();

  function get(): AppSettings {
    const found = kept.get('app');
    const values: Record<string, unknown> = typeof found === 'object' && found !== null ? { ...found } : {};
    const known = Object.entries(AppSettings.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(values[name]);
      return success ? [[name, data]] : [];
    });
    return AppSettings.parse({ ...DEFAULT_APP_SETTINGS, ...Object.fromEntries(known) });
  }

  return {
    get,
    change(change) {
      const given = Object.entries(change).filter(([, value]) => value !== undefined);
      const settings = AppSettings.parse({ ...get(), ...Object.fromEntries(given) });
      kept.set('app', settings);
      for (const listener of listeners) listener(settings);
      return settings;
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
