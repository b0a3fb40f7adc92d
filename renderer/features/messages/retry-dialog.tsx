import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useRetry } from './message-queries.ts';

interface RetryDialogProps {
  lawyerId: string;
  message: Message;
  onClose: () => void;
}

/** What may have arrived is sent again only by somebody who knows that it may come twice. */
export function RetryDialog({ lawyerId, message, onClose }: RetryDialogProps) {
  const { t } = useTranslation();
  const retry = useRetry(lawyerId);
  return (
    <ConfirmDialog
      title={t('message.retry_title')}
      text={t('message.retry_text')}
      confirm={t('message.retry')}
      pending={retry.isPending}
      error={retry.error}
      onConfirm={() => retry.mutate({ id: message.id, confirm: true }, { onSuccess: onClose })}
      onClose={onClose}
    />
  );
}
