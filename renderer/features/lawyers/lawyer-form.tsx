import { Button, Stack, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { IpcOutput } from '../../../main/contract/ipc.ts';
import { BridgeError } from '../../bridge.ts';
import { parsePhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useCreateLawyer } from './lawyer-queries.ts';

/** A new lawyer with the API key, which is shown once. */
export type CreatedLawyer = IpcOutput<'lawyers.create'>;

type Field = 'name' | 'email' | 'phone_number';

/** Asks whose WhatsApp is to be linked. */
export function LawyerForm({
  onCreated,
  children,
}: {
  onCreated: (lawyer: CreatedLawyer) => void;
  children?: ReactNode;
}) {
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
      { onSuccess: onCreated, onError: (error) => setErrors(fieldErrors(error, problemText(t, error), t)) },
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
    <form onSubmit={submit} noValidate aria-label={t('first.whose')}>
      <Stack gap="md">
        <TextInput
          label={t('common.name')}
          placeholder={t('first.name_placeholder')}
          autoFocus
          data-autofocus
          {...field('name')}
        />
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
        {Object.keys(errors).length === 0 && <ProblemLine error={create.error} />}
        <Button type="submit" size="md" loading={create.isPending} fullWidth>
          {t('first.create')}
        </Button>
        {children}
      </Stack>
    </form>
  );
}

/** Puts a refusal beside the field that it names. */
function fieldErrors(error: unknown, words: string, t: TFunction): Partial<Record<Field, string>> {
  if (!(error instanceof BridgeError)) return {};
  if (error.code === 'email_taken') return { email: words };
  if (error.code === 'phone_taken') return { phone_number: words };
  const fields: readonly Field[] = ['name', 'email', 'phone_number'];
  return Object.fromEntries(
    error.errors.flatMap(({ field }) => {
      const known = fields.find((name) => name === field);
      return known ? [[known, t(`lawyers.refused.${known}`)]] : [];
    }),
  );
}
