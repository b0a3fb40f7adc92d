import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { HistoryProgress } from '../../../main/contract/entities.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { formatSince } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from './history-details.module.css';
import { useSyncHistory } from './history-queries.ts';

/** The reading of history in figures: what is done, what is left, and a way to begin at once. */
export function HistoryDetails({ lawyerId, progress }: { lawyerId: string; progress: HistoryProgress }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const sync = useSyncHistory(lawyerId);
  useErrand('history.sync', () => {
    if (progress.state !== 'running') sync.mutate();
  });
  const number = new Intl.NumberFormat(i18n.language);
  const moment = (time: string) => formatSince(time, now, i18n.language);
  const facts: [string, string | null][] = [
    [
      t('history.chats'),
      t('history.chats_value', {
        done: progress.chats_done,
        total: progress.chats_total,
      }),
    ],
    [t('history.left'), number.format(progress.chats_left)],
    [t('history.messages'), number.format(progress.messages_stored)],
    [t('history.started'), progress.started_at && moment(progress.started_at)],
    [t('history.finished'), progress.finished_at && moment(progress.finished_at)],
  ];
  return (
    <div className={classes.details}>
      <p className={classes.text}>{t(`history.state_${progress.state}`)}</p>
      {progress.state === 'running' && (
        <ProgressLine label={t('history.progress')} percent={progress.percent} startedAt={progress.started_at} />
      )}
      <dl className={classes.facts}>
        {facts.map(
          ([name, value]) =>
            value !== null && (
              <div key={name}>
                <dt>{name}</dt>
                <dd>{value}</dd>
              </div>
            ),
        )}
      </dl>
      <Button
        size="xs"
        variant="light"
        loading={sync.isPending || progress.state === 'running'}
        onClick={() => sync.mutate()}
      >
        {t('history.sync')}
      </Button>
      <ProblemLine error={sync.error} />
    </div>
  );
}
