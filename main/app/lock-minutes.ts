import { LOCK_MINUTES } from '../contract/choices.ts';

interface Kept {
  get(name: 'lockMinutes'): unknown;
  set(name: 'lockMinutes', minutes: number): void;
}

/**
 * After how long unused the window locks itself. The file of settings is written by hand, too: what is no number is the
 * default, and what is too few or too many is taken for the nearest that is not.
 */
export function lockMinutes(settings: Kept): { get(): number; set(minutes: number): void } {
  return {
    get() {
      const found = Math.round(Number(settings.get('lockMinutes')));
      const { least, most } = LOCK_MINUTES;
      return Number.isFinite(found) ? Math.min(Math.max(found, least), most) : LOCK_MINUTES.default;
    },
    set: (minutes) => settings.set('lockMinutes', minutes),
  };
}
