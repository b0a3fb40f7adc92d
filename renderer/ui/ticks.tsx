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

/** How far a message of ours has come, as a mark that also has its words. */
export function Ticks({ status }: { status: MessageStatus }) {
  const { t } = useTranslation();
  const tick = tickOfStatus(status);
  if (!tick) return null;
  const Icon = ICONS[tick];
  const words = t(`status.${status}`);
  return (
    <span className={classes.ticks} data-tick={tick} role="img" aria-label={words} title={words}>
      <Icon size={tick === 'one' || tick.startsWith('two') ? 16 : 14} stroke={2} aria-hidden="true" />
    </span>
  );
}
