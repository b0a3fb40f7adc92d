import { IconAlertCircle, IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import classes from './session-banner.module.css';

interface SessionBannerProps {
  session: Session;
  /** Leaves the chat for the screen that says what can be done. */
  onShow: () => void;
}

/** Over an open chat: WhatsApp is not connected, in one line. */
export function SessionBanner({ session, onShow }: SessionBannerProps) {
  const { t } = useTranslation();
  const { state } = session;
  if (state === 'ready') return null;
  const passing = state === 'starting' || state === 'reconnecting';
  const Icon = passing ? IconRefresh : IconAlertCircle;
  return (
    <div className={classes.banner} data-passing={passing || undefined} role="status">
      <Icon size={17} aria-hidden="true" />
      <span className={classes.text}>{t(`session.banner.${state}`)}</span>
      {!passing && (
        <button type="button" className={classes.show} onClick={onShow}>
          {state === 'qr' ? t('session.banner.show_qr') : t('session.banner.details')}
        </button>
      )}
    </div>
  );
}
