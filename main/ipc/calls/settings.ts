import type { SETTINGS_CALLS } from '../../contract/ipc/settings.ts';
import type { Mode } from '../../contract/values.ts';
import { changeSettings } from '../../domain/change-settings.ts';
import type { Clock } from '../../domain/clock.ts';
import type { Database, Sessions } from '../../domain/ports.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

export interface SettingsDependencies {
  database: Database;
  clock: Clock;
  mode: Mode;
  sessions: Sessions;
}

/** What is set for one lawyer. */
export function settingsCalls(deps: SettingsDependencies): HandlersOf<typeof SETTINGS_CALLS> {
  const { database, clock, mode, sessions } = deps;
  return {
    'settings.get': ({ lawyer_id }) =>
      database.read(async (stores) => stores.lawyerSettings.get((await lawyerOf(stores, lawyer_id)).id)),
    async 'settings.set'({ lawyer_id, settings }) {
      const kept = await database.write((stores) => changeSettings(stores, mode, lawyer_id, settings, clock.now()));
      sessions.settingsChanged(lawyer_id);
      return kept;
    },
  };
}
