import { Button, Stack, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import { BridgeError } from '../../bridge.ts';
import { parsePhoneNumber } from '../../ui/phone-number.ts';
import { problemText } from '../../ui/problem-text.ts';
import { useCreateLawyer } from '../lawyers/lawyer-queries.ts';
import { OnboardingFrame } from './onboarding-frame.tsx';

export type CreatedLawyer = IpcOutput<'lawyers.create'>;

type Field = 'name' | 'email' | 'phone_number';

/** The first screen in live mode: whose WhatsApp is to be linked. */
export function FirstRun({ onCreated }: { onCreated: (lawyer: CreatedLawyer) => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState({ name: '', email: '', phone_number: '' });
  const [errors, setErrors] = useState<Partial<Record<Field, string>>>({});
  const create = useCreateLawyer();

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(typed.phone_number);
    const found: Partial<Record<Field, string>> = {
      ...(typed.name.trim() === '' && { name: t('first.name_missing') }),
      ...(!typed.email.includes('@') && { email: t('first.email_missing') }),
      ...(phone === null && { phone_number: t('common.phone_invalid') }),
    };
    setErrors(found);
    if (phone === null || Object.keys(found).length > 0) return;
    create.mutate(
      { name: typed.name.trim(), email: typed.email.trim(), phone_number: phone },
      { onSuccess: onCreated, onError: (error) => setErrors(fieldErrors(error, problemText(t, error))) },
    );
  };
  const field = (name: Field) => ({
    value: typed[name],
    error: errors[name],
    onChange: (event: { currentTarget: { value: string } }) => {
      setTyped({ ...typed, [name]: event.currentTarget.value });
      setErrors({});
    },
  });

  return (
    <OnboardingFrame title={t('first.title')} text={t('first.text')}>
      <form onSubmit={submit} noValidate aria-label={t('first.whose')}>
        <Text fw={600} mb="sm">
          {t('first.whose')}
        </Text>
        <Stack gap="md">
          <TextInput label={t('common.name')} placeholder={t('first.name_placeholder')} autoFocus {...field('name')} />
          <TextInput
            label={t('common.email')}
            placeholder={t('first.email_placeholder')}
            type="email"
            {...field('email')}
          />
          <TextInput
            label={t('common.phone')}
            description={t('common.phone_hint')}
            type="tel"
            {...field('phone_number')}
          />
          {create.isError && Object.keys(errors).length === 0 && (
            <Text size="sm" c="var(--lx-danger)" role="alert">
              {problemText(t, create.error)}
            </Text>
          )}
          <Button type="submit" size="md" loading={create.isPending} fullWidth>
            {t('first.create')}
          </Button>
          <Text size="xs" c="dimmed">
            {t('first.manners')}
          </Text>
          <Text size="xs" c="dimmed">
            {t('first.disk')}
          </Text>
        </Stack>
      </form>
    </OnboardingFrame>
  );
}

/** Puts a refusal beside the field that it names. */
function fieldErrors(error: unknown, words: string): Partial<Record<Field, string>> {
  if (!(error instanceof BridgeError)) return {};
  if (error.code === 'email_taken') return { email: words };
  if (error.code === 'phone_taken') return { phone_number: words };
  const fields: readonly Field[] = ['name', 'email', 'phone_number'];
  return Object.fromEntries(
    error.errors.flatMap(({ field, message }) => {
      const known = fields.find((name) => name === field);
      return known ? [[known, message]] : [];
    }),
  );
}
