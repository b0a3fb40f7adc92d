import { Button, Group, PasswordInput, Radio, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { LEAST_PASSWORD } from '../../../main/contract/limits.ts';
import type { StaffRole } from '../../../main/contract/staff.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useCreateStaff } from './staff-queries.ts';

type Field = 'name' | 'email' | 'password';

interface PersonDialogProps {
  /** Nobody need sign in yet: that ends with the first owner. */
  isFirst: boolean;
  onClose: () => void;
}

/** Asks who is to sign in, and as what. */
export function PersonDialog({ isFirst, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<Field, string>>({ name: '', email: '', password: '' });
  const [role, setRole] = useState<StaffRole>(isFirst ? 'owner' : 'support');
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const create = useCreateStaff();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const found: Partial<Record<Field, string>> = {
      ...(typed.name.trim() === '' && { name: t('people.name_missing') }),
      ...(!typed.email.includes('@') && { email: t('people.email_missing') }),
      ...(typed.password.length < LEAST_PASSWORD && {
        password: t('people.password_short', { least: LEAST_PASSWORD }),
      }),
    };
    setErrors(found);
    if (Object.keys(found).length > 0 || create.isPending) return;
    create.mutate(
      { name: typed.name.trim(), email: typed.email.trim(), password: typed.password, role },
      { onSuccess: onClose },
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
    <FormDialog title={t('people.add')} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('common.name')} maxLength={200} data-autofocus {...field('name')} />
          <TextInput label={t('common.email')} type="email" {...field('email')} />
          <PasswordInput
            label={t('people.password_first')}
            description={t('people.password_hint', { least: LEAST_PASSWORD })}
            visibilityToggleButtonProps={{ 'aria-label': t('identity.show_password') }}
            {...field('password')}
          />
          <Radio.Group
            label={t('people.role_label')}
            value={role}
            onChange={(value) => setRole(value === 'owner' ? 'owner' : 'support')}
          >
            <Stack gap={8} mt={6}>
              <Radio value="owner" label={t('people.role.owner')} description={t('people.role_owner_text')} />
              <Radio value="support" label={t('people.role.support')} description={t('people.role_support_text')} />
            </Stack>
          </Radio.Group>
          {isFirst && role === 'owner' && (
            <Text size="sm" c="var(--lx-notice)" role="note">
              {t('people.first_owner')}
            </Text>
          )}
          <ProblemLine error={create.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('people.add')}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
