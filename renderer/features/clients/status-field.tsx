import { Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { CLIENT_STATUSES } from '../../../main/contract/choices.ts';
import type { Client } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { oneOf } from '../../ui/one-of.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useChangeClient } from './client-queries.ts';

/** How the lawyer and the client stand, and what each of it means. */
export function StatusField({ lawyerId, client }: { lawyerId: string; client: Client }) {
  const { t } = useTranslation();
  const [blocking, setBlocking] = useState(false);
  const change = useChangeClient(lawyerId, client.id);
  const choose = (value: string) => {
    const status = oneOf(CLIENT_STATUSES, value);
    // What waits to be sent is cancelled then, and does not come back.
    if (status === 'blocked') setBlocking(true);
    else if (status) change.mutate({ status });
  };
  return (
    <>
      <Radio.Group aria-label={t('clients.status')} value={client.status} onChange={choose}>
        <Stack gap={8}>
          {CLIENT_STATUSES.map((status) => (
            <Radio
              key={status}
              value={status}
              label={t(`clients.is.${status}`)}
              description={t(`clients.means.${status}`)}
            />
          ))}
        </Stack>
      </Radio.Group>
      {!blocking && <ProblemLine error={change.error} />}
      {blocking && (
        <ConfirmDialog
          title={t('clients.block_title')}
          text={t('clients.block_text')}
          confirm={t('clients.block')}
          dangerous
          pending={change.isPending}
          error={change.error}
          onConfirm={() => change.mutate({ status: 'blocked' }, { onSuccess: () => setBlocking(false) })}
          onClose={() => setBlocking(false)}
        />
      )}
    </>
  );
}
