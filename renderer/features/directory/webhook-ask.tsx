import { Button, Group, Text } from '@mantine/core';
import type { FormEvent, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { ProblemLine } from '../../ui/problem-line.tsx';

interface WebhookAskProps {
  title: string;
  text: string;
  confirm: string;
  pending: boolean;
  error: unknown;
  onConfirm: () => void;
  onClose: () => void;
  /** What is asked beside it. */
  children: ReactNode;
}

/** Asks before something is done, and how it is to be done. */
export function WebhookAsk({ title, text, confirm, pending, error, onConfirm, onClose, children }: WebhookAskProps) {
  const { t } = useTranslation();
  const submit = (event: FormEvent) => {
    event.preventDefault();
    onConfirm();
  };
  return (
    <Dialog title={title} opened onClose={onClose}>
      <form onSubmit={submit} noValidate>
        <Text size="sm" c="dimmed" mb="md">
          {text}
        </Text>
        {children}
        <ProblemLine error={error} />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={pending}>
            {confirm}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}

/** One webhook of a lawyer's. */
export interface OneWebhook {
  lawyer_id: string;
  id: string;
}
