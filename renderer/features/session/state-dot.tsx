import type { SessionState } from '../../../main/contract/values.ts';
import classes from './state-dot.module.css';

/** A coloured dot for a session's state; the words stand beside it. */
export function StateDot({ state }: { state: SessionState }) {
  return <span className={classes.dot} data-state={state} aria-hidden="true" />;
}
