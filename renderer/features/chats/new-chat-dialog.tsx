import { Button, Group, Text, TextInput } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { parsePhoneNumber } from '../../ui/phone-number.ts';

interface NewChatDialogProps {
  opened: boolean;
  onClose: () => void;
  onOpen: (phone: string) => void;
}

/** Asks for the number to write to. */
export function NewChatDialog({ opened, onClose, onOpen }: NewChatDialogProps) {
  const { t } = useTranslation();
  const [left, setLeft] = useState<'by closing' | 'for a chat'>('by closing');
  return (
    <Dialog title={t('chats.new_title')} opened={opened} onClose={onClose} returnFocus={left === 'by closing'}>
      <NewChatForm
        onClose={() => {
          setLeft('by closing');
          onClose();
        }}
        onOpen={(phone) => {
          setLeft('for a chat');
          onOpen(phone);
        }}
      />
    </Dialog>
  );
}

function NewChatForm({ onClose, onOpen }: Omit<NewChatDialogProps, 'opened'>) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const [wrong, setWrong] = useState(false);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const phone = parsePhoneNumber(typed);
    setWrong(phone === null);
    if (phone !== null) onOpen(phone);
  };
  return (
    <form onSubmit={submit} noValidate>
      <Text size="sm" c="dimmed" mb="md">
        {t('chats.new_text')}
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
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button type="submit">{t('chats.new_open')}</Button>
      </Group>
    </form>
  );
}
