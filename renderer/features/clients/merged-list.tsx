import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useMergeClients } from './client-queries.ts';
import classes from './details-panel.module.css';

interface MergedListProps {
  lawyerId: string;
  into: string;
  merged: Client['merged'];
}

/** Who was merged into a client, each of whom can be taken out again. */
export function MergedList({ lawyerId, into, merged }: MergedListProps) {
  const { t } = useTranslation();
  return (
    <section className={classes.section} aria-label={t('client.merged')}>
      <h3 className={classes.title}>{t('client.merged')}</h3>
      <ul className={classes.list}>
        {merged.map((part) => (
          <Merged key={`${part.client_id} ${part.merged_at}`} lawyerId={lawyerId} into={into} part={part} />
        ))}
      </ul>
    </section>
  );
}

interface MergedProps {
  lawyerId: string;
  into: string;
  part: Client['merged'][number];
}

function Merged({ lawyerId, into, part }: MergedProps) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const [asking, setAsking] = useState(false);
  const unmerge = useMergeClients(lawyerId, 'unmerge');
  const name = part.name ?? t('client.unnamed');
  return (
    <li className={classes.merged}>
      <span>
        <SafeText>{name}</SafeText>
        <span className={classes.quiet}>
          {' '}
          {t('client.merged_at', { time: formatMoment(part.merged_at, now, i18n.language) })}
        </span>
      </span>
      <Button size="compact-xs" variant="default" onClick={() => setAsking(true)}>
        {t('client.unmerge')}
      </Button>
      {asking && (
        <ConfirmDialog
          title={t('client.unmerge_title', { name })}
          text={t('client.unmerge_text')}
          confirm={t('client.unmerge')}
          pending={unmerge.isPending}
          error={unmerge.error}
          onConfirm={() => unmerge.mutate({ from: part.client_id, into }, { onSuccess: () => setAsking(false) })}
          onClose={() => setAsking(false)}
        />
      )}
    </li>
  );
}
