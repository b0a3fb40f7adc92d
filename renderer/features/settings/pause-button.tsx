import { Button, Group } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { formatClock } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { usePauseNotifications } from './app-settings-queries.ts';
import classes from './settings-parts.module.css';

/** Nothing is announced for an hour; the same button ends that before. */
export function PauseButton({ pausedUntil }: { pausedUntil: string | null }) {
  const { t, i18n } = useTranslation();
  const { pause, isPending, error } = usePauseNotifications();
  const isPaused = pausedUntil !== null;
  return (
    <>
      <Group gap="sm">
        <Button variant="default" size="xs" loading={isPending} onClick={() => pause(!isPaused)}>
          {t(isPaused ? 'app_settings.resume' : 'app_settings.pause')}
        </Button>
        <p className={classes.text} role="status">
          {isPaused && t('app_settings.paused_until', { time: formatClock(pausedUntil, i18n.language) })}
        </p>
      </Group>
      <ProblemLine error={error} />
    </>
  );
}
