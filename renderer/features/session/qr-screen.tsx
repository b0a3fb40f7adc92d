import { Button, Loader } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useSecondsUntil } from '../../ui/use-seconds-until.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { LinkCard } from './link-card.tsx';
import { QrCode } from './qr-code.tsx';
import classes from './qr-screen.module.css';
import { useSessionAction } from './session-queries.ts';
import { SessionSteps } from './session-steps.tsx';
import { sessionWords } from './session-words.ts';
import { SimulatedPhone } from './simulated-phone.tsx';

interface QrScreenProps {
  lawyer: LawyerWithSession;
  practice: boolean;
}

/** Linking WhatsApp by its QR code: shown, not drawn yet, or no longer valid. */
export function QrScreen({ lawyer, practice }: QrScreenProps) {
  const { t } = useTranslation();
  const { session } = lawyer;
  const { title, cause, text } = sessionWords(session, t);
  // That the code is still on its way, or is none any more, is said in its place.
  const isIdle = session.cause === 'qr_idle';
  const isAboutCode = isIdle || session.cause === 'qr_loading';
  const shown = isIdle ? undefined : session.qr;
  return (
    <LinkCard
      title={title}
      cause={isAboutCode ? null : cause}
      text={text}
      steps={['session.screen.qr.step1', 'session.screen.qr.step2', 'session.screen.qr.step3']}
      side={<Code lawyer={lawyer} code={shown} />}
    >
      <div className={classes.others}>
        <SessionSteps lawyer={lawyer} without={isIdle ? ['scan_qr', 'restart_session'] : ['scan_qr']} />
      </div>
      {practice && <SimulatedPhone lawyerId={lawyer.id} by="qr" ready={shown !== undefined} />}
    </LinkCard>
  );
}

function Code({ lawyer, code }: { lawyer: LawyerWithSession; code: string | undefined }) {
  const { t } = useTranslation();
  const { session } = lawyer;
  const restart = useSessionAction(lawyer.id);
  const left = useSecondsUntil(code === undefined ? undefined : session.qr_expires_at);
  if (session.cause === 'qr_idle') {
    return (
      <div className={classes.frame}>
        <div className={classes.waiting} role="status">
          <span>{t('session.screen.qr.idle')}</span>
          <Button
            leftSection={<IconRefresh size={16} aria-hidden="true" />}
            loading={restart.isPending}
            onClick={() => restart.mutate('restart')}
          >
            {t('session.screen.qr.fresh')}
          </Button>
          <ProblemLine error={restart.error} />
        </div>
      </div>
    );
  }
  return (
    <>
      <div className={classes.frame}>
        {code === undefined ? (
          <div className={classes.waiting} role="status">
            <Loader size="md" />
            <span>{t('session.screen.qr.waiting')}</span>
          </div>
        ) : (
          <QrCode data={code} />
        )}
      </div>
      <p className={classes.renews}>
        {code === undefined || left === null ? (
          <IconRefresh size={14} aria-hidden="true" />
        ) : (
          <CountdownRing left={left} of={code} />
        )}
        <span>{left === null ? t('session.screen.qr.renews') : t('session.screen.qr.renews_in', { count: left })}</span>
      </p>
    </>
  );
}
