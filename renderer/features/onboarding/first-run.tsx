import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { FirstRunStep } from '../../../main/contract/set-up.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { type CreatedLawyer, LawyerForm } from '../lawyers/lawyer-form.tsx';
import { useSetConduct, useSetLook } from '../settings/app-settings-queries.ts';
import { LanguageField } from '../settings/language-field.tsx';
import { LookSwitch } from '../updates/look-switch.tsx';
import { useUpdates } from '../updates/update-queries.ts';
import classes from './first-run.module.css';
import { OnboardingFrame } from './onboarding-frame.tsx';
import { useGoTo, usePractise, useSetUp } from './set-up-queries.ts';

const STEPS = ['welcome', 'promises', 'lawyer'] as const satisfies readonly FirstRunStep[];
const PROMISES = ['keeps', 'never', 'disk', 'terms'] as const;

interface FirstRunProps {
  onCreated: (lawyer: CreatedLawyer) => void;
}

/** What is shown in live mode before there is a lawyer. It can be left at any step, and goes on there. */
export function FirstRun({ onCreated }: FirstRunProps) {
  const { t } = useTranslation();
  const setUp = useSetUp(null);
  const goTo = useGoTo();
  if (setUp.isPending) return <PartLoading />;
  // What is asked in the end is asked, too, where it is not known how far one was.
  const step = setUp.data?.step ?? 'lawyer';
  const index = STEPS.indexOf(step);
  const [before, after] = [STEPS[index - 1], STEPS[index + 1]];
  return (
    <OnboardingFrame key={step} title={t(`first.${step}.title`)} text={t(`first.${step}.text`)}>
      {step === 'welcome' && <Welcome />}
      {step === 'promises' && (
        <>
          <ul className={classes.promises}>
            {PROMISES.map((promise) => (
              <li key={promise}>{t(`first.promise.${promise}`)}</li>
            ))}
          </ul>
          <LookForUpdates />
        </>
      )}
      {step === 'lawyer' && <LawyerForm onCreated={onCreated} />}
      <ProblemLine error={goTo.error} />
      <Group justify="space-between" mt="lg">
        <Text size="sm" c="dimmed">
          {t('first.step', { step: index + 1, of: STEPS.length })}
        </Text>
        <Group gap="xs">
          {before && (
            <Button variant="default" onClick={() => goTo.mutate(before)}>
              {t('first.back')}
            </Button>
          )}
          {after && (
            <Button autoFocus onClick={() => goTo.mutate(after)}>
              {t('first.next')}
            </Button>
          )}
        </Group>
      </Group>
      {step === 'lawyer' && <PracticeOffer canPractise={setUp.data?.can_practice ?? false} />}
    </OnboardingFrame>
  );
}

function Welcome() {
  const { settings, set, error } = useSetLook();
  if (!settings) return null;
  return (
    <>
      <LanguageField language={settings.language} practice={false} onChange={(language) => set({ language })} />
      <ProblemLine error={error} />
    </>
  );
}

/** The one thing that Lexline would ask for by itself, and only if it may. */
function LookForUpdates() {
  const { settings, set, error } = useSetConduct();
  const updates = useUpdates();
  if (!settings || updates.data?.support !== 'possible') return null;
  return (
    <div className={classes.asked}>
      <LookSwitch
        allowed={settings.look_for_updates}
        feed={updates.data.feed}
        onChange={(look_for_updates) => set({ look_for_updates })}
      />
      <ProblemLine error={error} />
    </div>
  );
}

function PracticeOffer({ canPractise }: { canPractise: boolean }) {
  const { t } = useTranslation();
  const practise = usePractise();
  return (
    <section className={classes.offer} aria-label={t('first.practice.title')}>
      <h2 className={classes.offerTitle}>{t('first.practice.title')}</h2>
      <p className={classes.offerText}>{t('first.practice.text')}</p>
      {canPractise ? (
        <Button variant="default" loading={practise.isPending} onClick={() => practise.mutate()}>
          {t('first.practice.start')}
        </Button>
      ) : (
        <p className={classes.offerText}>{t('first.practice.by_hand')}</p>
      )}
      <ProblemLine error={practise.error} />
    </section>
  );
}
