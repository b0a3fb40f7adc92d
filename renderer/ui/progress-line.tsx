import { Progress } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatSpan } from './format-time.ts';
import classes from './progress-line.module.css';
import { secondsLeft } from './seconds-left.ts';

interface ProgressLineProps {
  label: string;
  /** What is done, in percent. */
  percent: number;
  startedAt: string | null;
}

/** How far something has come that takes long, and about how long it still takes. */
export function ProgressLine({ label, percent, startedAt }: ProgressLineProps) {
  const { t } = useTranslation();
  const left =
    startedAt === null ? null : secondsLeft({ share: 0, at: Date.parse(startedAt) }, percent / 100, new Date());
  return (
    <div className={classes.progress}>
      {/* It is read out as it is. */}
      <Progress value={Math.round(percent)} size="sm" aria-label={label} />
      <p className={classes.left}>{left !== null && t('time.left', { time: formatSpan(left, t) })}</p>
    </div>
  );
}
