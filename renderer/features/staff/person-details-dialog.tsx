import { Button, Group, Stack, TextInput } from '@mantine/core';
import type { TFunction } from 'i18next';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Staff } from '../../../main/contract/staff.ts';
import { BridgeError } from '../../bridge.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useFaultFocus } from '../../ui/use-fault-focus.ts';
import { useChangeStaff } from './staff-queries.ts';

const FIELDS = ['name', 'email'] as const;
type Field = (typeof FIELDS)[number];
type Errors = Partial<Record<Field, string>>;

/** What a person is called, and the email that they sign in with, to be corrected. */
export function PersonDetailsDialog({ person, onClose }: { person: Staff; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState<Record<Field, string>>({ name: person.name, email: person.email });
  const [isTried, setTried] = useState(false);
  const change = useChangeStaff();
  const form = useRef<HTMLFormElement>(null);
  const faultFocus = useFaultFocus(form);
  const wrong: Errors = {
    ...(typed.name.trim() === '' && { name: t('people.name_missing') }),
    ...(!typed.email.includes('@') && { email: t('people.email_missing') }),
  };
  const errors: Errors = { ...refusalsOf(change.error, t), ...(isTried && wrong) };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (change.isPending) return;
    setTried(true);
    faultFocus.lead();
    if (Object.keys(wrong).length > 0) return;
    const changed = FIELDS.filter((field) => typed[field].trim() !== person[field]);
    // Nothing is written of a person who stays the same.
    if (changed.length === 0) return onClose();
    const details = Object.fromEntries(changed.map((field) => [field, typed[field].trim()]));
    change.mutate({ id: person.id, ...details }, { onSuccess: onClose });
  };
  const field = (name: Field) => ({
    value: typed[name],
    error: errors[name],
    autoComplete: 'off',
    onChange: (event: { currentTarget: { value: string } }) => {
      faultFocus.rest();
      setTyped({ ...typed, [name]: event.currentTarget.value });
      setTried(false);
      // What becomes of what is being saved is still to be told.
      if (!change.isPending) change.reset();
    },
  });
  return (
    <Dialog title={t('people.edit_of', { name: person.name })} opened onClose={onClose}>
      <form ref={form} onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput label={t('common.name')} dir="auto" data-autofocus {...field('name')} />
          <TextInput label={t('common.email')} type="email" {...field('email')} />
          {Object.keys(errors).length === 0 && <ProblemLine error={change.error} />}
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={change.isPending}>
            {t('settings.save')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** Puts a refusal beside the field that it names. */
function refusalsOf(error: unknown, t: TFunction): Errors {
  if (!(error instanceof BridgeError)) return {};
  if (error.code === 'staff_email_taken') return { email: problemText(t, error) };
  return Object.fromEntries(
    error.errors.flatMap(({ field }) => {
      const known = oneOf(FIELDS, field);
      return known === null ? [] : [[known, t(`lawyers.refused.${known}`)]];
    }),
  );
}
