import type { UpdateProblem, UpdateRelease, UpdateState } from '../contract/updates.ts';
import type { Millis } from './clock.ts';

/** What a window is told of an update, but for what never changes. */
export interface UpdateProgress {
  state: UpdateState;
  problem: UpdateProblem | null;
}

export type UpdateEvent =
  | { happened: 'look' }
  | { happened: 'found'; release: UpdateRelease }
  | { happened: 'nothing_new' }
  | { happened: 'download'; at: Millis }
  | { happened: 'progress'; percent: number }
  | { happened: 'downloaded' }
  /** The person wants it now, while something is being sent, or nothing is. */
  | { happened: 'install'; isSending: boolean }
  /** What was being sent is on its way. */
  | { happened: 'sent' }
  | { happened: 'failed'; problem: UpdateProblem }
  /** It may not look any more. */
  | { happened: 'forbidden' };

export const NO_UPDATE: UpdateProgress = { state: { step: 'idle' }, problem: null };

/** What comes next. What cannot happen at that step changes nothing: the answer is then what was given. */
export function nextUpdate(now: UpdateProgress, event: UpdateEvent): UpdateProgress {
  const state = nextState(now.state, event);
  if (state === null) return now;
  return { state, problem: event.happened === 'failed' ? event.problem : null };
}

function nextState(state: UpdateState, event: UpdateEvent): UpdateState | null {
  switch (event.happened) {
    case 'look':
      return ['idle', 'current', 'available'].includes(state.step) ? { step: 'looking' } : null;
    case 'found':
      return state.step === 'looking' ? { step: 'available', release: event.release } : null;
    case 'nothing_new':
      return state.step === 'looking' ? { step: 'current' } : null;
    case 'download':
      return state.step === 'available'
        ? { step: 'downloading', release: state.release, percent: 0, started_at: new Date(event.at).toISOString() }
        : null;
    case 'progress':
      // It never goes back: what is told late is not shown.
      return state.step === 'downloading' && event.percent > state.percent
        ? { ...state, percent: Math.min(100, event.percent) }
        : null;
    case 'downloaded':
      return state.step === 'downloading' ? { step: 'ready', release: state.release } : null;
    case 'install':
      return state.step === 'ready'
        ? { step: event.isSending ? 'waiting' : 'installing', release: state.release }
        : null;
    case 'sent':
      return state.step === 'waiting' ? { step: 'installing', release: state.release } : null;
    case 'failed':
      return afterFailure(state);
    case 'forbidden':
      // What is there already needs no network any more.
      return ['looking', 'current', 'available', 'downloading'].includes(state.step) ? { step: 'idle' } : null;
  }
}

/** A failure leads back to where the person can try again. */
function afterFailure(state: UpdateState): UpdateState | null {
  if (state.step === 'looking') return { step: 'idle' };
  return state.step === 'downloading' ? { step: 'available', release: state.release } : null;
}
