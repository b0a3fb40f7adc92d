import { Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/link-button.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useStats, useStatsBefore } from './number-queries.ts';
import classes from './numbers-view.module.css';
import type { Days, PeriodName } from './period.ts';
import { Totals } from './totals.tsx';
import { WorkCharts } from './work-charts.tsx';

interface WorkNumbersProps {
  lawyerId: string;
  name: PeriodName;
  days: Days;
}

/** The sums of a period, and its parts as charts. */
export function WorkNumbers({ lawyerId, name, days }: WorkNumbersProps) {
  const { t } = useTranslation();
  const { data, isPending, error, refetch } = useStats(lawyerId, name, days);
  const before = useStatsBefore(lawyerId, name, days);
  if (isPending) return <Loader size="sm" aria-label={t('app.part_loading')} />;
  if (data === null) {
    return (
      <p className={classes.hint} role="alert">
        {t('numbers.no_days')}
      </p>
    );
  }
  if (data === undefined) {
    return (
      <p role="alert">
        {t('numbers.failed', { reason: problemText(t, error) })}{' '}
        <LinkButton onClick={() => void refetch()}>{t('app.retry')}</LinkButton>
      </p>
    );
  }
  const { stats, bucket } = data;
  return (
    <>
      <Totals now={stats} before={before ?? null} />
      <WorkCharts stats={stats} bucket={bucket} />
    </>
  );
}
