import { Button, Group, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from './dialog.tsx';
import { ProblemLine } from './problem-line.tsx';

interface ConfirmDialogProps {
  title: string;
  text: ReactNode;
  confirm: string;
  /** It takes something away. */
  dangerous?: boolean;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
}

/** Asks before something is done that others will see. It is there as long as it is rendered. */
export function ConfirmDialog({
  title,
  text,
  confirm,
  dangerous,
  pending,
  error,
  onConfirm,
  onClose,
}: ConfirmDialogProps) {
  const { t } = useTranslation();
  return (
    <Dialog title={title} opened onClose={onClose}>
      <Text size="sm" c="dimmed" mb="sm">
        {text}
      </Text>
      <ProblemLine error={error} />
      <Group justify="flex-end" mt="lg" gap="sm">
        <Button variant="default" onClick={onClose} data-autofocus>
          {t('common.cancel')}
        </Button>
        <Button {...(dangerous && { color: 'red' })} onClick={onConfirm} loading={pending}>
          {confirm}
        </Button>
      </Group>
    </Dialog>
  );
}
