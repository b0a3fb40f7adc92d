import {
  IconAlertTriangle,
  IconCircleCheck,
  IconCircleDashed,
  IconCircleX,
  type TablerIcon,
} from '@tabler/icons-react';
import type { LinkState } from '../../../main/contract/health-chain.ts';
import classes from './chain-list.module.css';

const SIGNS: Record<LinkState, TablerIcon> = {
  good: IconCircleCheck,
  attention: IconAlertTriangle,
  bad: IconCircleX,
  idle: IconCircleDashed,
};

/** A sign of its own for each state, beside the words: the colour alone says nothing. */
export function LinkSign({ state }: { state: LinkState }) {
  const Sign = SIGNS[state];
  return (
    <span className={classes.sign} data-state={state} aria-hidden="true">
      <Sign size={20} stroke={1.8} />
    </span>
  );
}
