import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { formatSince } from '../../ui/format-time.ts';
import { TimeLeft } from '../../ui/time-left.tsx';
import { useTimeUntilNone } from '../../ui/use-time-left.ts';
import { useToday } from '../../ui/use-today.ts';
import { HistoryItem } from '../history/history-item.tsx';
import { useQueue } from '../queue/queue-queries.ts';
import { StateDot } from '../session/state-dot.tsx';
import classes from './status-bar.module.css';
import type { AppStatus } from './status-queries.ts';

interface StatusBarProps {
  status: AppStatus;
  /** Absent at the first run. */
  lawyer: LawyerWithSession | undefined;
  alertCount: number;
  noticesOpen: boolean;
  onNotices: () => void;
  queueOpen: boolean;
  onQueue: () => void;
}

/** Says in words what is going on. It is always there. */
export function StatusBar({ status, lawyer, alertCount, noticesOpen, onNotices, queueOpen, onQueue }: StatusBarProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const waiting = status.webhooks_waiting;
  const left = useTimeUntilNone(waiting);
  const noticeCount = alertCount + status.warnings.length;
  const NoticeIcon = alertCount > 0 ? IconAlertTriangle : IconInfoCircle;
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      {lawyer && (
        <span className={classes.item} role="status">
          <StateDot state={lawyer.session.state} />
          {t('bar.session', {
            state: t(`session.${lawyer.session.state}`),
            time: formatSince(lawyer.session.since, now, i18n.language),
          })}
        </span>
      )}
      {lawyer && <HistoryItem lawyerId={lawyer.id} />}
      {lawyer && <QueueItem lawyerId={lawyer.id} open={queueOpen} onToggle={onQueue} />}
      <span className={classes.item} data-waiting={waiting > 0 || undefined} data-minor={waiting === 0 || undefined}>
        {waiting === 0 ? t('bar.webhooks_none') : t('bar.webhooks', { count: waiting })}
        <TimeLeft seconds={left} />
      </span>
      <span className={classes.item} data-selectable data-minor>
        {t('bar.api', { address: status.api_url })}
      </span>
      <span className={classes.space} />
      {noticeCount > 0 && (
        <button
          type="button"
          className={classes.notices}
          data-alarming={alertCount > 0 || undefined}
          aria-expanded={noticesOpen}
          onClick={onNotices}
        >
          <NoticeIcon size={14} aria-hidden="true" />
          {t('bar.notices', { count: noticeCount })}
        </button>
      )}
      {status.mode === 'practice' && <span className={classes.practice}>{t('app.practice_badge')}</span>}
      <span className={classes.item} data-minor={lawyer !== undefined || undefined}>
        {t('bar.version', { version: status.version })}
      </span>
    </section>
  );
}

/** How much waits to be done in WhatsApp, or was refused there. Nothing while the queue is empty. */
function QueueItem({ lawyerId, open, onToggle }: { lawyerId: string; open: boolean; onToggle: () => void }) {
  const { t } = useTranslation();
  const { data: queue } = useQueue(lawyerId);
  if (!queue || queue.actions.length === 0) return null;
  const failed = queue.actions.filter(({ state }) => state === 'failed').length;
  return (
    <button
      type="button"
      className={classes.queue}
      data-failed={failed > 0 || undefined}
      aria-expanded={open}
      onClick={onToggle}
    >
      {failed > 0 ? t('bar.queue_failed', { count: failed }) : t('bar.queue', { count: queue.actions.length })}
    </button>
  );
}
