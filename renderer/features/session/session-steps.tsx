import { Button } from '@mantine/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Session } from '../../../main/contract/entities.ts';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import type { SessionStep } from '../../../main/contract/values.ts';
import { pathTo } from '../../routing/path.ts';
import { useErrand } from '../../routing/use-errand.ts';
import { useRouter } from '../../routing/use-router.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SETTINGS_PATH } from '../settings/settings-path.ts';
import { useSessionAction } from './session-queries.ts';
import classes from './session-steps.module.css';
import { isPassing } from './session-words.ts';

const PairingDialog = lazy(() => import('./pairing-dialog.tsx').then((module) => ({ default: module.PairingDialog })));

const PRESSED = ['restart_session', 'wake_session', 'use_pairing_code'] as const;
type PressedStep = (typeof PRESSED)[number];

function isPressed(step: SessionStep): step is PressedStep {
  return PRESSED.some((one) => one === step);
}

/** That Lexline goes on by itself is said by the screens of what passes; elsewhere, when there is nothing else to do. */
function isWorthSaying({ state, steps }: Session): boolean {
  return steps.length === 1 && !isPassing({ state });
}

/** What the person can do now: a button where there is something to press, words where the thing is done elsewhere. */
export function SessionSteps({
  lawyer,
  without = [],
}: {
  lawyer: LawyerWithSession;
  without?: readonly SessionStep[];
}) {
  const { t } = useTranslation();
  const [pairing, setPairing] = useState(false);
  const { navigate } = useRouter();
  const action = useSessionAction(lawyer.id);
  const { steps: all, cause } = lawyer.session;
  // The phone may be the right one, and the number that Lexline knows of be wrong.
  const mayBeMistyped = cause === 'other_account';
  const steps = all.filter((step) => !without.includes(step) && (step !== 'wait' || isWorthSaying(lawyer.session)));
  const advice = steps.filter((step) => !isPressed(step));
  const pressed = steps.filter(isPressed);
  useErrand('session.pair', () => setPairing(all.includes('use_pairing_code')));
  const press = (step: PressedStep) => {
    if (step === 'use_pairing_code') setPairing(true);
    else action.mutate(step === 'restart_session' ? 'restart' : 'wake');
  };
  return (
    <>
      {advice.length > 0 && (
        <ul className={classes.advice}>
          {advice.map((step) => (
            <li key={step}>{t(`session.step.${step}`, { phone: formatPhoneNumber(lawyer.phone_number) })}</li>
          ))}
        </ul>
      )}
      {(pressed.length > 0 || mayBeMistyped) && (
        <div className={classes.buttons}>
          {pressed.map((step) => (
            <Button
              key={step}
              // Where something else comes first, such as to wait, a button must not outshine it.
              variant={step === all[0] ? 'filled' : 'default'}
              loading={action.isPending && action.variables === (step === 'restart_session' ? 'restart' : 'wake')}
              onClick={() => press(step)}
            >
              {t(`session.step.${step}`)}
            </Button>
          ))}
          {mayBeMistyped && (
            <Button
              variant="default"
              onClick={() =>
                navigate(pathTo(SETTINGS_PATH, { lawyerId: lawyer.id, section: 'lawyer' }), {
                  errand: 'lawyer.change_number',
                })
              }
            >
              {t('session.correct_number')}
            </Button>
          )}
        </div>
      )}
      <ProblemLine error={action.error} />
      {pairing && (
        <Suspense>
          <PairingDialog lawyer={lawyer} onClose={() => setPairing(false)} />
        </Suspense>
      )}
    </>
  );
}
