import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { parsePhoneNumber } from './phone-number.ts';
import { ProblemLine } from './problem-line.tsx';

interface PhoneFormProps {
  /** What the number is for. */
  text: string;
  submitLabel: string;
  initial?: string;
  /** The number is being asked about. */
  pending?: boolean;
  error?: unknown;
  onClose: () => void;
  /** With a number that can be one, in E.164. */
  onSubmit: (phone: string) => void;
}

/** Asks for one phone number. */
export function PhoneForm({ text, submitLabel, initial = '', pending, error, onClose, onSubmit }: PhoneFormProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(initial);
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(typed);
    setWrong(phone === null);
    if (phone !== null) onSubmit(phone);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" c="dimmed" mb="md">
        {text}
      </Text>
      <TextInput
        label={t('common.phone')}
        description={t('common.phone_hint')}
        error={wrong && t('common.phone_invalid')}
        type="tel"
        inputMode="tel"
        value={typed}
        onChange={(event) => {
          setTyped(event.currentTarget.value);
          setWrong(false);
        }}
        data-autofocus
      />
      <ProblemLine error={error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit" loading={pending ?? false}>
          {submitLabel}
        </Button>
      </Group>
    </form>
  );
}
