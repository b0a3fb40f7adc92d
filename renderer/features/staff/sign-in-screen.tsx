import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LinkButton } from '../../ui/link-button.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { OnboardingFrame } from '../onboarding/onboarding-frame.tsx';
import { useSignIn } from './identity-queries.ts';
import { RecoverForm } from './recover-form.tsx';

/** The whole window while nobody has signed in. */
export function SignInScreen() {
  const { t } = useTranslation();
  const [recovering, setRecovering] = useState(false);
  return recovering ? (
    <OnboardingFrame title={t('identity.recover_title')} text={t('identity.recover_text')}>
      <RecoverForm onBack={() => setRecovering(false)} />
    </OnboardingFrame>
  ) : (
    <OnboardingFrame title={t('identity.sign_in_title')} text={t('identity.sign_in_text')}>
      <SignInForm onRecover={() => setRecovering(true)} />
    </OnboardingFrame>
  );
}

function SignInForm({ onRecover }: { onRecover: () => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState('');
  const [password, setPassword] = useState('');
  const [missing, setMissing] = useState(false);
  const signIn = useSignIn();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isMissing = email.trim() === '' || password === '';
    setMissing(isMissing);
    if (!isMissing && !signIn.isPending) signIn.mutate({ email: email.trim(), password });
  };
  const typed = () => {
    setMissing(false);
    signIn.reset();
  };
  const problem = missing ? t('identity.sign_in_missing') : signIn.isError ? problemText(t, signIn.error) : null;
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput
          label={t('common.email')}
          type="email"
          autoComplete="off"
          autoFocus
          value={email}
          onChange={(event) => {
            setEmail(event.currentTarget.value);
            typed();
          }}
        />
        <PasswordInput
          label={t('identity.password')}
          autoComplete="off"
          visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
          value={password}
          error={problem}
          onChange={(event) => {
            setPassword(event.currentTarget.value);
            typed();
          }}
        />
        <Button type="submit" size="md" loading={signIn.isPending} fullWidth>
          {t('identity.sign_in')}
        </Button>
        <LinkButton onClick={onRecover}>{t('identity.forgotten')}</LinkButton>
      </Stack>
    </form>
  );
}
