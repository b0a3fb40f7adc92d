import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { type CreatedLawyer, LawyerForm } from '../lawyers/lawyer-form.tsx';
import { OnboardingFrame } from './onboarding-frame.tsx';

/** The first screen in live mode: whose WhatsApp is to be linked. */
export function FirstRun({ onCreated }: { onCreated: (lawyer: CreatedLawyer) => void }) {
  const { t } = useTranslation();
  return (
    <OnboardingFrame title={t('first.title')} text={t('first.text')}>
      <Text fw={600} mb="sm">
        {t('first.whose')}
      </Text>
      <LawyerForm onCreated={onCreated}>
        <Text size="xs" c="dimmed">
          {t('first.manners')}
        </Text>
        <Text size="xs" c="dimmed">
          {t('first.disk')}
        </Text>
      </LawyerForm>
    </OnboardingFrame>
  );
}
