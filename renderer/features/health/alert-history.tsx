import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../main/contract/entities.ts';
import { formatSince } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useToday } from '../../ui/use-today.ts';
import { alertText } from '../status/alert-text.ts';
import classes from './alert-history.module.css';
import { usePastAlerts } from './health-queries.ts';
import { LinkSign } from './link-sign.tsx';

/** What a person had to look at, open ones first, then what is over, the newest first. */
export function AlertHistory({ lawyerId }: { lawyerId: string }) {
  const { t } = useTranslation();
  const { data, isPending, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = usePastAlerts(lawyerId);
  const alerts = data?.pages.flatMap((page) => page.data) ?? [];
  const open = alerts.filter(({ cleared_at }) => cleared_at === null);
  const over = alerts.filter(({ cleared_at }) => cleared_at !== null);
  return (
    <section className={classes.alerts} aria-label={t('health.alerts')}>
      <h2 className={classes.title}>{t('health.alerts')}</h2>
      {isPending && <Loader size="sm" aria-label={t('app.part_loading')} />}
      {!isPending && !data && (
        <p role="alert">
          {t('health.alerts_failed')} <LinkButton onClick={() => void refetch()}>{t('app.retry')}</LinkButton>
        </p>
      )}
      {data && alerts.length === 0 && <p className={classes.none}>{t('health.alerts_none')}</p>}
      {open.length > 0 && <List title={t('health.alerts_open')} alerts={open} />}
      {over.length > 0 && <List title={t('health.alerts_over')} alerts={over} />}
      {hasNextPage && (
        <Button size="xs" variant="default" loading={isFetchingNextPage} onClick={() => void fetchNextPage()}>
          {t('health.alerts_more')}
        </Button>
      )}
    </section>
  );
}

function List({ title, alerts }: { title: string; alerts: readonly Alert[] }) {
  const { t } = useTranslation();
  return (
    <>
      <h3 className={classes.group}>{title}</h3>
      <ul className={classes.list} aria-label={title}>
        {alerts.map((alert) => (
          <li key={alert.id} className={classes.alert}>
            <LinkSign state={alert.cleared_at === null ? 'attention' : 'good'} />
            <div>
              <p className={classes.text}>{alertText(alert, t)}</p>
              <p className={classes.time}>
                <Times alert={alert} />
              </p>
            </div>
          </li>
        ))}
      </ul>
    </>
  );
}

function Times({ alert: { raised_at: raised, cleared_at: cleared } }: { alert: Alert }) {
  const { t, i18n } = useTranslation();
  const today = useToday();
  const moment = (time: string): string => formatSince(time, today, i18n.language);
  return cleared === null
    ? t('health.alert_since', { time: moment(raised) })
    : t('health.alert_from_to', { from: moment(raised), to: moment(cleared) });
}
