import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { PhoneForm } from '../../ui/phone-form.tsx';

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
      <PhoneForm
        text={t('chats.new_text')}
        submitLabel={t('chats.new_open')}
        onClose={() => {
          setLeft('by closing');
          onClose();
        }}
        onSubmit={(phone) => {
          setLeft('for a chat');
          onOpen(phone);
        }}
      />
    </Dialog>
  );
}
