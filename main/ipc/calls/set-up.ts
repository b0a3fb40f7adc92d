import type { SET_UP_CALLS } from '../../contract/ipc/set-up.ts';
import type { SetUpState } from '../../contract/set-up.ts';
import type { Mode } from '../../contract/values.ts';
import type { ChainSources } from '../../domain/health-chain.ts';
import type { Database } from '../../domain/ports.ts';
import { setUpItems } from '../../domain/set-up-state.ts';
import type { HandlersOf } from '../handlers-of.ts';
import { lawyerOf } from '../lawyer-of.ts';

type Progress = Pick<SetUpState, 'step' | 'is_dismissed'>;

export interface SetUpDependencies {
  database: Database;
  chainSources: Pick<ChainSources, 'sessions' | 'tunnel'>;
  status(): { recovery_key: string | null };
  /** How far a person has come: kept by the machine, so that it outlives the window. */
  setUpProgress: { get(): Progress; change(change: Partial<Progress>): void };
  mode: Mode;
  /** Null: it cannot start itself again. */
  startAgainIn: ((mode: Mode) => void) | null;
}

/** The first run, and what of the set-up is done. */
export function setUpCalls({
  database,
  chainSources,
  status,
  setUpProgress,
  mode,
  startAgainIn,
}: SetUpDependencies): HandlersOf<typeof SET_UP_CALLS> {
  return {
    'setUp.state': ({ lawyer_id }) =>
      database.readAlong(async (stores) => {
        const id = lawyer_id === null ? null : (await lawyerOf(stores, lawyer_id)).id;
        const isRecoveryKeyKept = status().recovery_key === null;
        const items = await setUpItems(stores, { ...chainSources, isRecoveryKeyKept }, id);
        return { ...setUpProgress.get(), items, can_practice: mode === 'live' && startAgainIn !== null };
      }),
    async 'setUp.goTo'({ step }) {
      setUpProgress.change({ step });
      return undefined;
    },
    async 'setUp.dismiss'() {
      setUpProgress.change({ is_dismissed: true });
      return undefined;
    },
    async 'setUp.practise'() {
      startAgainIn?.('practice');
      return undefined;
    },
  };
}
