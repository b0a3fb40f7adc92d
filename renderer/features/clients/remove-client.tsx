import { Button } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { useRemoveClient } from './client-queries.ts';
import { CLIENT_KEYS } from './keys.ts';

interface RemoveClientProps {
  lawyerId: string;
  clientId: string;
  onRemoved: () => void;
}

/** Removes a client who was made by mistake. */
export function RemoveClient({ lawyerId, clientId, onRemoved }: RemoveClientProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [asking, setAsking] = useState(false);
  const remove = useRemoveClient(lawyerId, clientId);
  const onSuccess = () => {
    // What is gone is not read again; the list is.
    onRemoved();
    return queries.invalidateQueries({ queryKey: CLIENT_KEYS.lists(lawyerId) });
  };
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
          onConfirm={() => remove.mutate(undefined, { onSuccess })}
          onClose={() => setAsking(false)}
        />
      )}
    </>
  );
}
