import { Button, Group, NativeSelect, Stack, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientStatus } from '../../../main/contract/assignment.ts';
import { CLIENT_STATUSES } from '../../../main/contract/choices.ts';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { parsePhoneNumber } from '../../ui/phone-number.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useCreateClient } from './client-queries.ts';

interface NewClientDialogProps {
  lawyerId: string;
  onMade: (id: string) => void;
  onClose: () => void;
}

/** Asks who is a client before anything is written. */
export function NewClientDialog({ lawyerId, onMade, onClose }: NewClientDialogProps) {
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [typedPhone, setPhone] = useState('');
  const [email, setEmail] = useState('');
  const [status, setStatus] = useState<ClientStatus>('lead');
  const [wrong, setWrong] = useState<{ name?: string; phone?: string }>({});
  const create = useCreateClient(lawyerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(typedPhone);
    const found = {
      ...(name.trim() === '' && typedPhone.trim() === '' && { name: t('clients.name_or_phone') }),
      ...(typedPhone.trim() !== '' && phone === null && { phone: t('common.phone_invalid') }),
    };
    setWrong(found);
    if (Object.keys(found).length > 0) return;
    create.mutate(
      {
        status,
        ...(name.trim() !== '' && { name: name.trim() }),
        ...(phone !== null && { phone }),
        ...(email.trim() !== '' && { email: email.trim() }),
      },
      { onSuccess: ({ id }) => onMade(id) },
    );
  };
  return (
    <FormDialog title={t('clients.new')} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Stack gap="md">
          <TextInput
            label={t('common.name')}
            dir="auto"
            maxLength={200}
            value={name}
            error={wrong.name}
            onChange={(event) => setName(event.currentTarget.value)}
            data-autofocus
          />
          <TextInput
            label={t('common.phone')}
            description={t('common.phone_hint')}
            type="tel"
            value={typedPhone}
            error={wrong.phone}
            onChange={(event) => setPhone(event.currentTarget.value)}
          />
          <TextInput
            label={t('common.email')}
            type="email"
            maxLength={254}
            value={email}
            onChange={(event) => setEmail(event.currentTarget.value)}
          />
          <NativeSelect
            label={t('clients.status')}
            description={t(`clients.means.${status}`)}
            value={status}
            onChange={(event) => setStatus(oneOf(CLIENT_STATUSES, event.currentTarget.value) ?? status)}
            data={CLIENT_STATUSES.map((value) => ({ value, label: t(`clients.is.${value}`) }))}
          />
          <ProblemLine error={create.error} />
        </Stack>
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={create.isPending}>
            {t('clients.make')}
          </Button>
        </Group>
      </form>
    </FormDialog>
  );
}
