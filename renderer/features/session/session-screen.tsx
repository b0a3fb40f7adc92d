import { Loader } from '@mantine/core';
import {
  IconBrowserX,
  IconCloudOff,
  IconKey,
  IconLogout,
  IconMessageCircleCheck,
  IconMoonStars,
  IconRefresh,
  type TablerIcon,
} from '@tabler/icons-react';
import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import type { SessionState } from '../../../main/contract/values.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatSince } from '../../ui/format-time.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ProgressLine } from '../../ui/progress-line.tsx';
import { useToday } from '../../ui/use-today.ts';
import classes from './session-screen.module.css';
import { SessionSteps } from './session-steps.tsx';
import { isAlarming, isPassing, sessionWords } from './session-words.ts';

const QrScreen = lazy(() => import('./qr-screen.tsx').then((module) => ({ default: module.QrScreen })));
const PairingScreen = lazy(() => import('./pairing-screen.tsx').then((module) => ({ default: module.PairingScreen })));

interface SessionScreenProps {
  lawyer: LawyerWithSession;
  practice: boolean;
}

const ICONS: Record<Exclude<SessionState, 'qr' | 'pairing-code'>, TablerIcon> = {
  starting: IconRefresh,
  'passkey-required': IconKey,
  syncing: IconRefresh,
  ready: IconMessageCircleCheck,
  reconnecting: IconRefresh,
  asleep: IconMoonStars,
  'logged-out': IconLogout,
  'unsupported-browser': IconBrowserX,
  failed: IconCloudOff,
};

/** What stands in the place of a chat while none is open: how it is with WhatsApp, why, and what the person can do. */
export function SessionScreen({ lawyer, practice }: SessionScreenProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const { session } = lawyer;
  const { state, since, ready_until: readyUntil } = session;
  if (state === 'qr' || state === 'pairing-code') {
    const Screen = state === 'qr' ? QrScreen : PairingScreen;
    return (
      <Suspense fallback={<PartLoading />}>
        <Screen lawyer={lawyer} practice={practice} />
      </Suspense>
    );
  }
  const { title, cause, text } = sessionWords(session, t);
  return (
    <EmptyState icon={ICONS[state]} title={title} isScreen alarming={isAlarming(session)}>
      <div className={classes.words}>
        {cause !== null && <p className={classes.cause}>{cause}</p>}
        <p>{text}</p>
        {session.cause === 'other_account' && session.account?.phone && (
          <p>{t('session.account', { phone: formatPhoneNumber(session.account.phone) })}</p>
        )}
      </div>
      {state === 'syncing' && <SyncProgress session={session} />}
      {isPassing(session) && state !== 'syncing' && <Loader type="dots" size="sm" />}
      {state === 'passkey-required' && <PasskeyWays />}
      <SessionSteps lawyer={lawyer} />
      <p className={classes.since}>
        {readyUntil && state !== 'asleep'
          ? t('time.until', { time: formatSince(readyUntil, now, i18n.language) })
          : t('time.since', { time: formatSince(since, now, i18n.language) })}
      </p>
    </EmptyState>
  );
}

function SyncProgress({ session }: { session: Session }) {
  const { t } = useTranslation();
  const percent = session.sync_percent;
  if (percent === undefined) return <Loader type="dots" size="sm" />;
  const words = t('session.screen.syncing.percent', { percent: Math.round(percent) / 100 });
  return (
    <div className={classes.progress}>
      <ProgressLine label={words} percent={percent} startedAt={session.since} />
      <span>{words}</span>
    </div>
  );
}

function PasskeyWays() {
  const { t } = useTranslation();
  return (
    <div className={classes.ways}>
      <strong>{t('session.screen.passkey-required.instead')}</strong>
      <ol>
        <li>{t('session.screen.passkey-required.way1')}</li>
        <li>{t('session.screen.passkey-required.way2')}</li>
        <li>{t('session.screen.passkey-required.way3')}</li>
      </ol>
    </div>
  );
}
