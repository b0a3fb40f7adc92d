import {
  type AppConductChange,
  type AppLookChange,
  AppSettings,
  DEFAULT_APP_SETTINGS,
} from '../contract/app-settings.ts';
import type { Clock, Millis } from '../domain/clock.ts';

/** An hour, as the menu and the window say. */
const PAUSED_FOR: Millis = 60 * 60 * 1_000;

/** Where they are kept: what was written there may be of another version, or somebody's hand. */
interface Kept {
  get(key: 'app'): unknown;
  set(key: 'app', settings: AppSettings): void;
}

export interface AppSettingsOfMachine {
  get(): AppSettings;
  /** What is left out stays as it is. */
  change(change: AppLookChange | AppConductChange): AppSettings;
  /** Nothing is announced for an hour, or it is again. Kept over a restart. */
  pauseNotifications(paused: boolean): AppSettings;
  /** Tells what they are now, after each change. The answer stops it. */
  onChange(listener: (settings: AppSettings) => void): () => void;
}

/** What is set for the app on this machine. A value that is none is the default one; the others stay. */
export function createAppSettings(kept: Kept, clock: Pick<Clock, 'now'>): AppSettingsOfMachine {
  const listeners = new Set<(settings: AppSettings) => void>();

  function get(): AppSettings {
    const found = kept.get('app');
    const values: Record<string, unknown> = typeof found === 'object' && found !== null ? { ...found } : {};
    const known = Object.entries(AppSettings.shape).flatMap(([name, schema]) => {
      const { success, data } = schema.safeParse(values[name]);
      return success ? [[name, data]] : [];
    });
    const settings = AppSettings.parse({ ...DEFAULT_APP_SETTINGS, ...Object.fromEntries(known) });
    return { ...settings, notifications_paused_until: notOver(settings.notifications_paused_until) };
  }

  /** A pause that is over is none, and neither is one that no clock of ours has set: nobody would hear of messages any more. */
  function notOver(until: string | null): string | null {
    const left = until === null ? 0 : Date.parse(until) - clock.now();
    return left > 0 && left <= PAUSED_FOR ? until : null;
  }

  function keep(change: Partial<AppSettings>): AppSettings {
    const given = Object.entries(change).filter(([, value]) => value !== undefined);
    const settings = AppSettings.parse({ ...get(), ...Object.fromEntries(given) });
    kept.set('app', settings);
    for (const listener of listeners) listener(settings);
    return settings;
  }

  return {
    get,
    change: keep,
    pauseNotifications(paused) {
      const until = paused ? new Date(clock.now() + PAUSED_FOR).toISOString() : null;
      return keep({ notifications_paused_until: until });
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
