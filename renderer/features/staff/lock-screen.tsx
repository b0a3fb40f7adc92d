import { Button, PasswordInput, Stack } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Identity } from '../../../main/contract/ipc/identity.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Wordmark } from '../../ui/wordmark.tsx';
import frame from '../onboarding/onboarding-frame.module.css';
import { useSignOut, useUnlock } from './identity-queries.ts';
import classes from './lock-screen.module.css';

/** The whole window while whoever has signed in is away. */
export function LockScreen({ identity: { person } }: { identity: Identity }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [empty, setEmpty] = useState(false);
  const unlock = useUnlock();
  const signOut = useSignOut();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setEmpty(password === '');
    if (password !== '' && !unlock.isPending) unlock.mutate(password);
  };
  const failed = unlock.error ?? signOut.error;
  const problem = empty ? t('identity.unlock_empty') : failed ? problemText(t, failed) : null;
  return (
    <main className={frame.area} aria-label={t('app.name')}>
      <div className={frame.column}>
        <Wordmark />
        <div className={frame.card}>
          <div className={classes.who}>
            <Avatar name={person?.name ?? ''} size={72} />
            <h1 className={classes.name}>
              <SafeText>{person?.name ?? ''}</SafeText>
            </h1>
            <p className={classes.text}>{t('identity.locked_text')}</p>
          </div>
          <form onSubmit={submit} noValidate>
            <Stack gap="md">
              <PasswordInput
                label={t('identity.password')}
                autoComplete="off"
                autoFocus
                visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
                value={password}
                error={problem}
                onChange={(event) => {
                  setPassword(event.currentTarget.value);
                  setEmpty(false);
                  unlock.reset();
                }}
              />
              <Button type="submit" size="md" loading={unlock.isPending} fullWidth>
                {t('identity.unlock')}
              </Button>
              <Button variant="subtle" loading={signOut.isPending} onClick={() => signOut.mutate(undefined)}>
                {t('identity.switch')}
              </Button>
            </Stack>
          </form>
        </div>
      </div>
    </main>
  );
}
