import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyBlock } from '../../ui/copy-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';

interface SecretDialogProps {
  title: string;
  text: string;
  label: string;
  secret: string;
  onDone: () => void;
}

/** Shows a secret, the only time that it can be seen: it is left by saying that it is stored. */
export function SecretDialog({ title, text, label, secret, onDone }: SecretDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} opened>
      <Text size="sm" c="dimmed" mb="md">
        {text}
      </Text>
      <CopyBlock label={label} text={secret} />
      <Group justify="flex-end" mt="lg">
        <Button onClick={onDone}>{t('key.done')}</Button>
      </Group>
    </Dialog>
  );
}
