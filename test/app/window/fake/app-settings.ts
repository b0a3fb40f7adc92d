import {
  type AppSettings,
  type AppSettingsSupport,
  DEFAULT_APP_SETTINGS,
} from '../../../../main/contract/app-settings.ts';
import type { APP_SETTINGS_CALLS } from '../../../../main/contract/ipc/app-settings.ts';
import type { AnswersOf, Push } from './answers-of.ts';

/** What is set for the app on this machine. */
export class FakeAppSettings {
  now: AppSettings = { ...DEFAULT_APP_SETTINGS };
  support: AppSettingsSupport = { background: 'possible', start_at_login: 'possible', notifications: 'possible' };
  readonly #push: Push;

  constructor(push: Push) {
    this.#push = push;
  }

  change(change: Partial<AppSettings>): AppSettings {
    this.now = { ...this.now, ...change };
    this.#push({ kind: 'app_settings', settings: this.now });
    return this.now;
  }

  readonly answers: AnswersOf<typeof APP_SETTINGS_CALLS> = {
    'appSettings.get': () => this.now,
    'appSettings.setLook': (change) => this.change(change as Partial<AppSettings>),
    'appSettings.setConduct': (change) => this.change(change as Partial<AppSettings>),
    'appSettings.pauseNotifications': ({ paused }) =>
      this.change({ notifications_paused_until: paused ? '2030-01-01T15:30:00.000Z' : null }),
    'appSettings.support': () => this.support,
  };
}
