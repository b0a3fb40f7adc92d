import { Button, Group, Stack, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_PASSWORD } from '../../../main/contract/limits.ts';
import type { Staff } from '../../../main/contract/staff.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { NewPasswordField } from './new-password-field.tsx';
import { useResetPassword } from './staff-queries.ts';

/** Another password for somebody, who is signed out by it. */
export function PasswordDialog({ person, onClose }: { person: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const [password, setPassword] = useState('');
  const [short, setShort] = useState(false);
  const reset = useResetPassword();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const isShort = password.length < LEAST_PASSWORD;
    setShort(isShort);
    if (!isShort && !reset.isPending) reset.mutate({ id: person.id, password }, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('people.reset_of', { name: person.name })} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <Text size="sm" c="dimmed">
            {t('people.reset_text')}
          </Text>
          <NewPasswordField
            isFirst
            value={password}
            isShort={short}
            onType={(typed) => {
              setPassword(typed);
              setShort(false);
            }}
          />
          <ProblemLine error={reset.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={reset.isPending}>
            {t('people.reset')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
