import { IconAlertTriangle, IconInfoCircle } from '@tabler/icons-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Alert } from '../../../main/contract/entities.ts';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { formatSince } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useToday } from '../../ui/use-today.ts';
import { alertText } from './alert-text.ts';
import classes from './notices.module.css';
import { isOfApp } from './shown-alerts.ts';
import type { AppStatus } from './status-queries.ts';

interface NoticesProps {
  warnings: AppStatus['warnings'];
  alerts: readonly Alert[];
  lawyers: readonly LawyerWithSession[];
  onCollapse: () => void;
}

/**
 * What needs a look, and what the person should know though the app works. Collapsed, it stays as a count in the status
 * bar: an alert goes only when it is over.
 */
export function Notices({ warnings, alerts, lawyers, onCollapse }: NoticesProps) {
  const { t } = useTranslation();
  return (
    <>
      {alerts.length > 0 && (
        <Strip title={t('alerts.list')} isAlarming onCollapse={onCollapse}>
          {alerts.map((alert) => (
            <AlertItem key={alert.id} alert={alert} lawyers={lawyers} />
          ))}
        </Strip>
      )}
      {warnings.length > 0 && (
        <Strip title={t('notices.title')} isAlarming={false} {...(alerts.length === 0 && { onCollapse })}>
          {warnings.map(({ code }) => (
            <li key={code}>{t(`notices.${code}`)}</li>
          ))}
        </Strip>
      )}
    </>
  );
}

interface StripProps {
  title: string;
  isAlarming: boolean;
  /** Collapses all of them: only the first strip offers it. */
  onCollapse?: () => void;
  /** What puts it away is called so; absent: it is collapsed. */
  collapse?: string;
  children: ReactNode;
}

/** Lines over the status bar, for as long as they are true. */
export function Strip({ title, isAlarming, onCollapse, collapse, children }: StripProps) {
  const { t } = useTranslation();
  const Icon = isAlarming ? IconAlertTriangle : IconInfoCircle;
  const strip = useFocusReturn<HTMLElement>();
  return (
    <section ref={strip} className={classes.notices} aria-label={title} data-alarming={isAlarming || undefined}>
      <Icon size={18} aria-hidden="true" />
      <ul className={classes.list}>{children}</ul>
      {onCollapse && <LinkButton onClick={onCollapse}>{collapse ?? t('notices.collapse')}</LinkButton>}
    </section>
  );
}

function AlertItem({ alert, lawyers }: { alert: Alert; lawyers: readonly LawyerWithSession[] }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const text = alertText(alert, t);
  const isOfOne = lawyers.length > 1 && !isOfApp(alert);
  const name = isOfOne ? lawyers.find(({ id }) => id === alert.lawyer_id)?.name : undefined;
  return (
    <li>
      {name === undefined ? text : t('alerts.of', { name, text })}{' '}
      <time dateTime={alert.raised_at}>
        {t('alerts.since', { time: formatSince(alert.raised_at, now, i18n.language) })}
      </time>
    </li>
  );
}
