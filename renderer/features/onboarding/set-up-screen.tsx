import { Button, Group } from '@mantine/core';
import { IconCircleCheck, IconCircleDashed } from '@tabler/icons-react';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { SetUpState } from '../../../main/contract/set-up.ts';
import type { ScreenProps } from '../../routing/screen.ts';
import { SectionsScreen } from '../../routing/sections-screen.tsx';
import { useRouter } from '../../routing/use-router.ts';
import { PartLoading } from '../../ui/part-loading.tsx';
import { chatsPath } from '../chats/selection.ts';
import { KeysTab } from '../directory/keys-tab.tsx';
import { SessionScreen } from '../session/session-screen.tsx';
import { FinishStep } from './finish-step.tsx';
import { SET_UP_STEPS, type SetUpStep, setUpPath } from './set-up-path.ts';
import { nextStep, useSetUp } from './set-up-queries.ts';
import classes from './set-up-screen.module.css';
import { TunnelStep } from './tunnel-step.tsx';
import { WebhookStep } from './webhook-step.tsx';

/** What is left to be set up once there is a lawyer, a step at a time and in any order. It begins with what is not done. */
export default function SetUpScreen({ lawyer, practice, params }: ScreenProps) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const { data } = useSetUp(lawyer.id);
  const given = SET_UP_STEPS.find((step) => step === params.step);
  const first = given === undefined && data ? nextStep(data) : undefined;
  useEffect(() => {
    if (first !== undefined) navigate(setUpPath(lawyer.id, first), { replace: true });
  }, [first, navigate, lawyer.id]);
  if (!data || given === undefined) return <PartLoading />;
  return (
    <SectionsScreen
      title={t('set_up.title')}
      label={t('set_up.steps')}
      sections={SET_UP_STEPS.map((step) => ({
        id: step,
        to: setUpPath(lawyer.id, step),
        title: t(`set_up.step.${step}.name`),
        icon: <StepMark state={data} step={step} />,
      }))}
      current={given}
      as="step"
    >
      <div className={classes.column}>
        {given !== 'whatsapp' && (
          <>
            <h2 className={classes.title}>{t(`set_up.step.${given}.title`)}</h2>
            <p className={classes.text}>{t(`set_up.step.${given}.text`)}</p>
          </>
        )}
        {given === 'whatsapp' && <SessionScreen lawyer={lawyer} practice={practice} />}
        {given === 'key' && <KeysTab lawyerId={lawyer.id} practice={practice} reached={null} />}
        {given === 'webhook' && <WebhookStep lawyerId={lawyer.id} />}
        {given === 'tunnel' && <TunnelStep lawyerId={lawyer.id} />}
        {given === 'finish' && <FinishStep state={data} />}
      </div>
      <StepButtons lawyerId={lawyer.id} step={given} />
    </SectionsScreen>
  );
}

function StepMark({ state, step }: { state: SetUpState; step: SetUpStep }) {
  const { t } = useTranslation();
  if (step === 'finish') return null;
  const isDone = state.items.some(({ item, is_done }) => item === step && is_done);
  const Mark = isDone ? IconCircleCheck : IconCircleDashed;
  return (
    <Mark
      size={19}
      stroke={1.7}
      role="img"
      aria-label={t(isDone ? 'set_up.done' : 'set_up.open')}
      data-done={isDone || undefined}
    />
  );
}

function StepButtons({ lawyerId, step }: { lawyerId: string; step: SetUpStep }) {
  const { t } = useTranslation();
  const { navigate } = useRouter();
  const index = SET_UP_STEPS.indexOf(step);
  const [before, after] = [SET_UP_STEPS[index - 1], SET_UP_STEPS[index + 1]];
  return (
    <Group className={classes.buttons} justify="flex-end" gap="xs">
      {after && (
        <Button variant="subtle" onClick={() => navigate(chatsPath(lawyerId))}>
          {t('set_up.later')}
        </Button>
      )}
      {before && (
        <Button variant="default" onClick={() => navigate(setUpPath(lawyerId, before))}>
          {t('first.back')}
        </Button>
      )}
      <Button onClick={() => navigate(after ? setUpPath(lawyerId, after) : chatsPath(lawyerId))}>
        {t(after ? 'first.next' : 'set_up.to_chats')}
      </Button>
    </Group>
  );
}
