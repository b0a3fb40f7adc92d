import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useRevoke } from './message-queries.ts';

interface RevokeDialogProps {
  lawyerId: string;
  message: Message;
  onClose: () => void;
}

export function RevokeDialog({ lawyerId, message, onClose }: RevokeDialogProps) {
  const { t } = useTranslation();
  const revoke = useRevoke(lawyerId);
  return (
    <ConfirmDialog
      title={t('message.revoke_title')}
      text={t('message.revoke_text')}
      confirm={t('message.revoke')}
      dangerous
      pending={revoke.isPending}
      error={revoke.error}
      onConfirm={() => revoke.mutate(message.id, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
