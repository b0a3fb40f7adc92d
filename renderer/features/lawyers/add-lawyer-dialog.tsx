import { Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { FormDialog } from '../../ui/form-dialog.tsx';
import { type CreatedLawyer, LawyerForm } from './lawyer-form.tsx';

interface AddLawyerDialogProps {
  onCreated: (lawyer: CreatedLawyer) => void;
  onClose: () => void;
}

/** Another lawyer beside those that there are. */
export function AddLawyerDialog({ onCreated, onClose }: AddLawyerDialogProps) {
  const { t } = useTranslation();
  return (
    <FormDialog title={t('lawyers.add')} opened onClose={onClose}>
      <Text size="sm" c="dimmed" mb="md">
        {t('lawyers.add_text')}
      </Text>
      <LawyerForm onCreated={onCreated} />
    </FormDialog>
  );
}
