import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyBlock } from '../../ui/copy-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import type { CreatedLawyer } from '../lawyers/lawyer-form.tsx';

interface ApiKeyDialogProps {
  created: CreatedLawyer;
  onDone: () => void;
}

/** Shows a new lawyer's API key, the only time that it can be seen. */
export function ApiKeyDialog({ created, onDone }: ApiKeyDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('key.title', { name: created.name })} opened>
      <Text size="sm" c="dimmed" mb="md">
        {t('key.text')}
      </Text>
      <CopyBlock label={t('key.label')} text={created.api_key} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone}>{t('key.done')}</Button>
      </Group>
    </Dialog>
  );
}
