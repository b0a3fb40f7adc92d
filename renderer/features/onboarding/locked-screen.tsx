import { Button, Stack, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { call } from '../../bridge.ts';
import { problemText } from '../../ui/problem-text.ts';
import { OnboardingFrame } from './onboarding-frame.tsx';

/** The whole window while the database cannot be opened with this machine's keychain. */
export function LockedScreen() {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [empty, setEmpty] = useState(false);
  const unlock = useMutation({ mutationFn: (key: string) => call('app.unlock', { recovery_key: key }), gcTime: 0 });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const key = typed.trim();
    setEmpty(key === '');
    if (key !== '') unlock.mutate(key);
  };
  const problem = () => {
    if (empty) return t('locked.empty');
    if (unlock.data === false) return t('locked.wrong');
    return unlock.isError ? problemText(t, unlock.error) : null;
  };
  return (
    <OnboardingFrame title={t('locked.title')} text={t('locked.text')}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('locked.label')}
            value={typed}
            error={problem()}
            autoFocus
            autoComplete="off"
            spellCheck={false}
            onChange={(event) => {
              setTyped(event.currentTarget.value);
              setEmpty(false);
              unlock.reset();
            }}
          />
          <Button type="submit" size="md" loading={unlock.isPending} disabled={unlock.data === true} fullWidth>
            {t('locked.unlock')}
          </Button>
          {unlock.data === true && <p role="status">{t('locked.opened')}</p>}
        </Stack>
      </form>
    </OnboardingFrame>
  );
}
