import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatPhoneNumber, parsePhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useRequestPairingCode } from './session-queries.ts';

/** Asks WhatsApp for a code to be typed in on the phone. It is closed by the session, which then shows the code. */
export function PairingDialog({ lawyer, onClose }: { lawyer: Lawyer; onClose: () => void }) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(() => formatPhoneNumber(lawyer.phone_number));
  const [wrong, setWrong] = useState(false);
  const request = useRequestPairingCode(lawyer.id);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(typed);
    setWrong(phone === null);
    if (phone !== null) request.mutate(phone, { onSuccess: onClose });
  };
  return (
    <Dialog title={t('session.screen.pairing-code.ask_title')} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Text size="sm" c="dimmed" mb="md">
          {t('session.screen.pairing-code.ask_text')}
        </Text>
        <TextInput
          label={t('common.phone')}
          description={t('common.phone_hint')}
          error={wrong && t('common.phone_invalid')}
          type="tel"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            setWrong(false);
          }}
          data-autofocus
        />
        <ProblemLine error={request.error} />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={request.isPending}>
            {t('session.screen.pairing-code.ask')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
