import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from './confirm-dialog.tsx';

interface LeaveQuestionProps {
  /** What would be lost. */
  text: string;
  onLeave: () => void;
  onStay: () => void;
}

/** Asks who would go elsewhere while something is unsaved; see `useLeaveGuard`. */
export function LeaveQuestion({ text, onLeave, onStay }: LeaveQuestionProps) {
  const { t } = useTranslation();
  return (
    <ConfirmDialog
      title={t('common.leave_title')}
      text={text}
      confirm={t('common.discard')}
      dangerous
      pending={false}
      error={null}
      onConfirm={onLeave}
      onClose={onStay}
    />
  );
}
