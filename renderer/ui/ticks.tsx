import { Tooltip } from '@mantine/core';
import {
  IconAlertCircle,
  IconBan,
  IconCheck,
  IconChecks,
  IconClock,
  IconHelpCircle,
  type TablerIcon,
} from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageStatus } from '../../main/contract/values.ts';
import { type Tick, tickOfStatus } from './tick-of-status.ts';
import classes from './ticks.module.css';

const ICONS: Record<Tick, TablerIcon> = {
  clock: IconClock,
  one: IconCheck,
  two: IconChecks,
  'two-read': IconChecks,
  failed: IconAlertCircle,
  cancelled: IconBan,
  unknown: IconHelpCircle,
};

interface TicksProps {
  status: MessageStatus;
  /** Why it is no further, for whoever asks by pointing at it, or by tapping it. */
  why?: string | undefined;
}

/** How far a message of ours has come, as a mark that also has its words. */
export function Ticks({ status, why }: TicksProps) {
  const { t } = useTranslation();
  const tick = tickOfStatus(status);
  if (!tick) return null;
  const Icon = ICONS[tick];
  const words = t(`status.${status}`);
  const mark = <Icon size={tick === 'one' || tick.startsWith('two') ? 16 : 14} stroke={2} aria-hidden="true" />;
  if (why !== undefined) {
    return (
      <Tooltip label={why} multiline w={220} events={{ hover: true, focus: true, touch: true }}>
        <button type="button" className={classes.ticks} data-tick={tick} aria-label={`${words}. ${why}`}>
          {mark}
        </button>
      </Tooltip>
    );
  }
  return (
    <span className={classes.ticks} data-tick={tick} role="img" aria-label={words} title={words}>
      {mark}
    </span>
  );
}
