import { Button, Loader } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client, Conversation } from '../../../main/contract/entities.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { formatMoment } from '../../ui/format-time.ts';
import { withoutOverrides } from '../../ui/overrides.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { AliasList } from './alias-list.tsx';
import { useClient, useMergeClients } from './client-queries.ts';
import classes from './details-panel.module.css';
import { MergeDialog } from './merge-dialog.tsx';

interface ClientViewProps {
  lawyerId: string;
  clientId: string;
  conversation: Conversation;
  others: readonly Conversation[];
}

/** A client: the names and numbers that the person is known under, and who was merged into them. */
export function ClientView({ lawyerId, clientId, conversation, others }: ClientViewProps) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  const client = useClient(lawyerId, clientId);
  if (client.isPending) return <Loader size="sm" />;
  if (!client.data) return <p role="alert">{t('client.failed')}</p>;
  const { name, phone, aliases, merged } = client.data;
  const shownPhone = phone === null ? t('common.unknown_phone') : formatPhoneNumber(phone);
  return (
    <>
      <div className={classes.who}>
        <Avatar name={name ?? shownPhone} size={64} />
        <h3 className={classes.name}>{name === null ? t('client.unnamed') : <SafeText>{name}</SafeText>}</h3>
        <bdi className={classes.phone}>{shownPhone}</bdi>
      </div>
      <section className={classes.section} aria-label={t('client.addresses')}>
        <h3 className={classes.title}>{t('client.addresses')}</h3>
        <AliasList aliases={aliases} />
      </section>
      {merged.length > 0 && (
        <section className={classes.section} aria-label={t('client.merged')}>
          <h3 className={classes.title}>{t('client.merged')}</h3>
          <ul className={classes.list}>
            {merged.map((part) => (
              <Merged key={`${part.client_id} ${part.merged_at}`} lawyerId={lawyerId} into={clientId} part={part} />
            ))}
          </ul>
        </section>
      )}
      <div>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden="true" />}
          onClick={() => setMerging(true)}
        >
          {t('client.merge')}
        </Button>
      </div>
      {merging && (
        <MergeDialog
          lawyerId={lawyerId}
          into={{ clientId, conversation }}
          others={others}
          onClose={() => setMerging(false)}
        />
      )}
    </>
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
          title={t('client.unmerge_title', { name: withoutOverrides(name) })}
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
