import { Button, PasswordInput, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_PASSWORD } from '../../../main/contract/limits.ts';
import { BridgeError } from '../../bridge.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useRecover } from './identity-queries.ts';

type Field = 'recovery_key' | 'name' | 'email' | 'password';
const EMPTY: Record<Field, string> = { recovery_key: '', name: '', email: '', password: '' };

/** Whoever holds the recovery key can make an owner, or give one another password. */
export function RecoverForm({ onBack }: { onBack: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(EMPTY);
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const recover = useRecover();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: Partial<Record<Field, string>> = {
      ...(typed.recovery_key.trim() === '' && { recovery_key: t('locked.empty') }),
      ...(typed.name.trim() === '' && { name: t('people.name_missing') }),
      ...(!typed.email.includes('@') && { email: t('people.email_missing') }),
      ...(typed.password.length < LEAST_PASSWORD && {
        password: t('people.password_short', { least: LEAST_PASSWORD }),
      }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0 || recover.isPending) return;
    recover.mutate(
      { ...typed, name: typed.name.trim(), email: typed.email.trim() },
      {
        onError: (error) => {
          const isWrong = error instanceof BridgeError && error.code === 'wrong_password';
          setErrors(isWrong ? { recovery_key: t('locked.wrong') } : { password: problemText(t, error) });
        },
      },
    );
  };
  const field = (name: Field) => ({
    value: typed[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => {
      setTyped({ ...typed, [name]: event.currentTarget.value });
      setErrors({});
    },
  });
  return (
    <form onSubmit={submit} noValidate>
      <Stack gap="md">
        <TextInput label={t('locked.label')} spellCheck={false} autoFocus {...field('recovery_key')} />
        <TextInput label={t('common.name')} {...field('name')} />
        <TextInput label={t('common.email')} type="email" {...field('email')} />
        <PasswordInput
          label={t('people.password_new')}
          description={t('people.password_hint', { least: LEAST_PASSWORD })}
          visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
          {...field('password')}
        />
        <Button type="submit" size="md" loading={recover.isPending} fullWidth>
          {t('identity.recover')}
        </Button>
        <Button variant="subtle" onClick={onBack}>
          {t('common.back')}
        </Button>
      </Stack>
    </form>
  );
}
