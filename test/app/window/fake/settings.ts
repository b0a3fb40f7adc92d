import type { SETTINGS_CALLS } from '../../../../main/contract/ipc/settings.ts';
import { DEFAULT_SETTINGS, type LawyerSettings } from '../../../../main/contract/lawyer-settings.ts';
import type { AnswersOf } from './answers-of.ts';
import type { FakeWorld } from './world.ts';

export function settingsAnswers(world: FakeWorld): AnswersOf<typeof SETTINGS_CALLS> {
  const kept = new Map<string, LawyerSettings>();
  return {
    'settings.get': ({ lawyer_id }) => kept.get(world.lawyer(lawyer_id).id) ?? structuredClone(DEFAULT_SETTINGS),
    'settings.set': ({ lawyer_id, settings }) => {
      kept.set(world.lawyer(lawyer_id).id, settings);
      return settings;
    },
  };
}
