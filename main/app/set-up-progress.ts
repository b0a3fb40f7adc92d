import { FirstRunStep, type SetUpState } from '../contract/set-up.ts';

export type SetUpProgress = Pick<SetUpState, 'step' | 'is_dismissed'>;

/** Where it is kept: what was written there may be of another version, or somebody's hand. */
interface Kept {
  get(key: 'setUp'): unknown;
  set(key: 'setUp', progress: SetUpProgress): void;
}

/** How far the first run has come on this machine. What is not understood begins anew. */
export function createSetUpProgress(kept: Kept): {
  get(): SetUpProgress;
  change(change: Partial<SetUpProgress>): void;
} {
  function get(): SetUpProgress {
    const found = kept.get('setUp');
    const values = typeof found === 'object' && found !== null ? found : {};
    const step = FirstRunStep.safeParse('step' in values ? values.step : undefined);
    return {
      step: step.success ? step.data : 'welcome',
      is_dismissed: 'is_dismissed' in values && values.is_dismissed === true,
    };
  }
  return { get, change: (change) => kept.set('setUp', { ...get(), ...change }) };
}
