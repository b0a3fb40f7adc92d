import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useRemoveClient } from './client-queries.ts';

interface RemoveClientProps {
  lawyerId: string;
  clientId: string;
  onRemoved: () => void;
}

/** Removes a client who was made by mistake. */
export function RemoveClient({ lawyerId, clientId, onRemoved }: RemoveClientProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveClient(lawyerId, clientId, onRemoved);
  return (
    <>
      <Button size="xs" variant="subtle" color="red" onClick={() => setAsking(true)}>
        {t('clients.remove')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('clients.remove_title')}
          text={t('clients.remove_text')}
          confirm={t('clients.remove')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate()}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
