import { type ComponentProps, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { LeaveQuestion } from './leave-question.tsx';

interface FormDialogProps extends ComponentProps<typeof Dialog> {
  onClose: () => void;
}

/**
 * A dialog in which one enters something. Once something is entered, whoever leaves it by a key, beside it or by the cross is
 * asked first; "Cancel" is an answer already.
 */
export function FormDialog({ onClose, children, ...dialog }: FormDialogProps) {
  const { t } = useTranslation();
  const [isEntered, setEntered] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const leave = isEntered ? () => setAsking(true) : onClose;
  return (
    <>
      {/* While it asks, a key answers the question alone. */}
      <Dialog {...dialog} {...(!isAsking && { onClose: leave })}>
        <div onInput={() => setEntered(true)}>{children}</div>
      </Dialog>
      {isAsking && <LeaveQuestion text={t('common.leave_dialog')} onLeave={onClose} onStay={() => setAsking(false)} />}
    </>
  );
}
