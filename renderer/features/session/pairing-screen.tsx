import { Button, Loader } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { CopyText } from '../../ui/copy-text.tsx';
import { formatLength } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useSecondsUntil } from '../../ui/use-seconds-until.ts';
import { CountdownRing } from './countdown-ring.tsx';
import { LinkCard } from './link-card.tsx';
import classes from './pairing-screen.module.css';
import { useSessionAction } from './session-queries.ts';
import { SessionSteps } from './session-steps.tsx';
import { sessionWords } from './session-words.ts';
import { SimulatedPhone } from './simulated-phone.tsx';

/** Linking WhatsApp by a code that is typed into the phone. */
export function PairingScreen({ lawyer, practice }: { lawyer: LawyerWithSession; practice: boolean }) {
  const { t } = useTranslation();
  const { session } = lawyer;
  const { title, cause, text } = sessionWords(session, t);
  const restart = useSessionAction(lawyer.id);
  const code = session.pairing_code;
  return (
    <LinkCard
      title={title}
      cause={cause}
      text={text}
      steps={[
        'session.screen.pairing-code.step1',
        'session.screen.pairing-code.step2',
        'session.screen.pairing-code.step3',
      ]}
      side={<Code code={code} expiresAt={session.pairing_code_expires_at} />}
    >
      <div className={classes.back}>
        <Button variant="default" size="sm" loading={restart.isPending} onClick={() => restart.mutate('restart')}>
          {t('session.screen.pairing-code.back')}
        </Button>
        <ProblemLine error={restart.error} />
        <SessionSteps lawyer={lawyer} without={['enter_pairing_code', 'restart_session', 'scan_qr']} />
      </div>
      {practice && <SimulatedPhone lawyerId={lawyer.id} by="code" ready={code !== undefined} />}
    </LinkCard>
  );
}

function Code({ code, expiresAt }: { code: string | undefined; expiresAt: string | undefined }) {
  const { t } = useTranslation();
  const left = useSecondsUntil(expiresAt);
  if (code === undefined) {
    return (
      <div className={classes.waiting} role="status">
        <Loader size="md" />
        <span>{t('session.screen.pairing-code.waiting')}</span>
      </div>
    );
  }
  return (
    <div className={classes.code}>
      <output className={classes.halves} aria-label={t('session.screen.pairing-code.label')} dir="ltr">
        <span>{code.slice(0, 4)}</span>
        <span aria-hidden="true">-</span>
        <span>{code.slice(4)}</span>
      </output>
      <CopyText text={code} label={t('common.copy')}>
        {t('common.copy')}
      </CopyText>
      {left !== null && (
        <p className={classes.valid}>
          <CountdownRing left={left} of={code} />
          {t('session.screen.pairing-code.expires_in', { time: formatLength(left) })}
        </p>
      )}
    </div>
  );
}
