import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { CopyBlock } from '../../ui/copy-block.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useConfirmRecoveryKey } from '../status/status-queries.ts';
import { useSetUp } from './set-up-queries.ts';

interface RecoveryKeyDialogProps {
  recoveryKey: string;
}

/** Within the first run the language is chosen before: a key that is not understood is not written down. */
export function FirstRecoveryKeyDialog(props: RecoveryKeyDialogProps) {
  const setUp = useSetUp(null);
  if (setUp.isPending || setUp.data?.step === 'welcome') return null;
  return <RecoveryKeyDialog {...props} />;
}

/** Shows the recovery key until the person says that it is written down. */
export function RecoveryKeyDialog({ recoveryKey }: RecoveryKeyDialogProps) {
  const { t } = useTranslation();
  const confirm = useConfirmRecoveryKey();
  return (
    <Dialog title={t('recovery.title')} opened>
      <Text size="sm" mb="md">
        {t('recovery.text')}
      </Text>
      <CopyBlock label={t('recovery.label')} text={recoveryKey} />
      <Text size="sm" c="dimmed" mt="md">
        {t('recovery.advice')}
      </Text>
      {confirm.isError && (
        <Text size="sm" c="var(--lx-danger)" mt="sm" role="alert">
          {problemText(t, confirm.error)}
        </Text>
      )}
      <Group justify="flex-end" mt="lg">
        <Button onClick={() => confirm.mutate()} loading={confirm.isPending}>
          {t('recovery.done')}
        </Button>
      </Group>
    </Dialog>
  );
}
