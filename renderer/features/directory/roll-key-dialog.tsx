import { Button, Group, NativeSelect, Text } from '@mantine/core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Key } from '../../../main/contract/key.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { formatSpan } from '../../ui/format-time.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { type MadeKey, useRotateKey } from './key-queries.ts';

/** How long the old key can work beside the new one, in seconds. */
const OVERLAPS = [0, 3600, 24 * 3600, 7 * 24 * 3600];

interface RollKeyDialogProps {
  lawyerId: string;
  apiKey: Key;
  onMade: (made: MadeKey) => void;
  onClose: () => void;
}

/** Asks for how long the old key is to work beside the one that takes its place. */
export function RollKeyDialog({ lawyerId, apiKey, onMade, onClose }: RollKeyDialogProps) {
  const { t } = useTranslation();
  const [overlap, setOverlap] = useState(24 * 3600);
  const rotate = useRotateKey(lawyerId);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    rotate.mutate({ id: apiKey.id, overlap_seconds: overlap }, { onSuccess: onMade });
  };
  return (
    <Dialog title={t('directory.keys.roll_title', { name: apiKey.name })} opened onClose={onClose}>
      <form onSubmit={submit}>
        <Text size="sm" c="dimmed" mb="md">
          {t('directory.keys.roll_text')}
        </Text>
        <NativeSelect
          label={t('directory.keys.overlap')}
          value={overlap}
          onChange={(event) => setOverlap(Number(event.currentTarget.value))}
          data={OVERLAPS.map((seconds) => ({
            value: String(seconds),
            label: seconds === 0 ? t('directory.keys.overlap_none') : formatSpan(seconds, t),
          }))}
          data-autofocus
        />
        <ProblemLine error={rotate.error} />
        <Group justify="flex-end" mt="lg" gap="sm">
          <Button variant="default" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={rotate.isPending}>
            {t('directory.keys.roll')}
          </Button>
        </Group>
      </form>
    </Dialog>
  );
}
