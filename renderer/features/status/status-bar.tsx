import { IconInfoCircle } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import { formatSince } from '../../ui/format-time.ts';
import { useToday } from '../../ui/use-today.ts';
import { StateDot } from '../session/state-dot.tsx';
import classes from './status-bar.module.css';
import type { AppStatus } from './status-queries.ts';

interface StatusBarProps {
  status: AppStatus;
  /** Absent while there is no lawyer. */
  session: Session | undefined;
  noticesOpen: boolean;
  onNotices: () => void;
}

/** Says in words what is going on. It is always there. */
export function StatusBar({ status, session, noticesOpen, onNotices }: StatusBarProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const waiting = status.webhooks_waiting;
  return (
    <section className={classes.bar} aria-label={t('bar.label')}>
      {session && (
        <span className={classes.item} role="status">
          <StateDot state={session.state} />
          {t('bar.session', {
            state: t(`session.${session.state}`),
            time: formatSince(session.since, now, i18n.language),
          })}
        </span>
      )}
      <span className={classes.item} data-waiting={waiting > 0 || undefined}>
        {waiting === 0 ? t('bar.webhooks_none') : t('bar.webhooks', { count: waiting })}
      </span>
      <span className={classes.item} data-selectable>
        {t('bar.api', { address: status.api_url })}
      </span>
      <span className={classes.space} />
      {status.warnings.length > 0 && (
        <button type="button" className={classes.notices} aria-expanded={noticesOpen} onClick={onNotices}>
          <IconInfoCircle size={14} aria-hidden="true" />
          {t('bar.notices', { count: status.warnings.length })}
        </button>
      )}
      {status.mode === 'practice' && <span className={classes.practice}>{t('app.practice_badge')}</span>}
      <span className={classes.item}>{t('bar.version', { version: status.version })}</span>
    </section>
  );
}
