import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { QueuedAction } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useCancelQueued } from './queue-queries.ts';

interface CancelProps {
  lawyerId: string;
  action: QueuedAction;
  onCancelled?: () => void;
  /** Draws the button. */
  children: (cancel: () => void, isPending: boolean) => ReactNode;
}

/** Takes something out of the queue. A changed text that waits is nowhere else: one is asked before it is lost. */
export function CancelQueued({ lawyerId, action, onCancelled, children }: CancelProps) {
  const { t } = useTranslation();
  const [isAsking, setAsking] = useState(false);
  const cancel = useCancelQueued(lawyerId, onCancelled);
  const doIt = () => cancel.mutate(action.id);
  const losesText = action.action === 'edit' && action.state !== 'failed';
  return (
    <>
      {children(losesText ? () => setAsking(true) : doIt, cancel.isPending)}
      {isAsking && (
        <ConfirmDialog
          title={t('message.cancel_edit_title')}
          text={t('message.cancel_edit_text')}
          confirm={t('common.discard')}
          dangerous
          pending={cancel.isPending}
          error={cancel.error}
          onConfirm={doIt}
          onClose={() => setAsking(false)}
        />
      )}
      {!isAsking && <ProblemLine error={cancel.error} />}
    </>
  );
}
