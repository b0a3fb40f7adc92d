import { Button, Loader } from '@mantine/core';
import { IconArrowMerge } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RouteLink } from '../../routing/route-link.tsx';
import { Avatar } from '../../ui/avatar.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { AliasList } from './alias-list.tsx';
import { useClient } from './client-queries.ts';
import { clientsPath } from './clients-path.ts';
import classes from './details-panel.module.css';
import { MergeDialog } from './merge-dialog.tsx';
import { MergedList } from './merged-list.tsx';

interface ClientViewProps {
  lawyerId: string;
  clientId: string;
}

/** A client: the names and numbers that the person is known under, and who was merged into them. */
export function ClientView({ lawyerId, clientId }: ClientViewProps) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  const client = useClient(lawyerId, clientId);
  if (client.isPending) return <Loader size="sm" />;
  if (!client.data) return <p role="alert">{t('client.failed')}</p>;
  const { name, phone, aliases, merged } = client.data;
  const number = phone === null ? '' : formatPhoneNumber(phone);
  const shownPhone = number || t('common.unknown_phone');
  return (
    <>
      <div className={classes.who}>
        <Avatar name={name ?? number} size={64} />
        <h3 className={classes.name}>{name === null ? t('client.unnamed') : <SafeText>{name}</SafeText>}</h3>
        <bdi className={classes.phone}>{shownPhone}</bdi>
      </div>
      <section className={classes.section} aria-label={t('client.addresses')}>
        <h3 className={classes.title}>{t('client.addresses')}</h3>
        <AliasList aliases={aliases} />
      </section>
      {merged.length > 0 && <MergedList lawyerId={lawyerId} into={clientId} merged={merged} />}
      <div className={classes.actions}>
        <RouteLink className={classes.link} to={clientsPath(lawyerId, clientId)}>
          {t('clients.open')}
        </RouteLink>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden="true" />}
          onClick={() => setMerging(true)}
        >
          {t('client.merge')}
        </Button>
      </div>
      {merging && <MergeDialog lawyerId={lawyerId} into={clientId} onClose={() => setMerging(false)} />}
    </>
  );
}
