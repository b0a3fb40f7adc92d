import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import { Banner } from '../../ui/banner.tsx';
import { formatSince } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { useToday } from '../../ui/use-today.ts';
import { isPassing } from './session-words.ts';

const ReducedDialog = lazy(() => import('./reduced-dialog.tsx').then((module) => ({ default: module.ReducedDialog })));

interface SessionBannerProps {
  session: Session;
  /** Leaves the chat for the screen that says what can be done. Absent where that is shown already. */
  onShow?: () => void;
}

/** Over the chats: what is not as it should be with WhatsApp, in one line. */
export function SessionBanner({ session, onShow }: SessionBannerProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const { state, cause, reduced, ready_until: readyUntil } = session;
  if (state === 'ready') {
    return (
      <>
        {onShow && cause && cause !== 'driver_reduced' && (
          <Banner isPassing={cause === 'nothing_arrives'} text={t(`session.cause.${cause}`)} />
        )}
        {reduced.length > 0 && <Reduced session={session} />}
      </>
    );
  }
  if (!onShow) return null;
  const passing = isPassing(session);
  const texts = [
    ...(passing && cause ? [t(`session.cause.${cause}`)] : []),
    t(`session.banner.${state}`),
    ...(readyUntil ? [`${t('time.until', { time: formatSince(readyUntil, now, i18n.language) })}.`] : []),
  ];
  return (
    <Banner isPassing={passing} text={texts.join(' ')}>
      {(!passing || cause) && <LinkButton onClick={onShow}>{t(showText(state))}</LinkButton>}
    </Banner>
  );
}

function showText(state: Session['state']) {
  if (state === 'qr') return 'session.banner.show_qr';
  return state === 'pairing-code' ? 'session.banner.show_code' : 'session.banner.details';
}

function Reduced({ session }: { session: Session }) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  return (
    <Banner isPassing={false} text={t('session.banner.reduced', { count: session.reduced.length })}>
      <LinkButton onClick={() => setOpen(true)}>{t('session.banner.reduced_show')}</LinkButton>
      {open && (
        <Suspense>
          <ReducedDialog session={session} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </Banner>
  );
}
