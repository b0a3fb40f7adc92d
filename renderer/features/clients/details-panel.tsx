import { Button } from '@mantine/core';
import { IconChecks, IconPhoto } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SidePanel } from '../../ui/side-panel.tsx';
import { CompletenessView } from '../history/completeness-view.tsx';
import { useSendRead } from './client-queries.ts';
import { ClientView } from './client-view.tsx';
import classes from './details-panel.module.css';

interface DetailsPanelProps {
  lawyerId: string;
  conversation: Conversation;
  onGallery: () => void;
  onClose: () => void;
}

/** What is known of an open chat: who it is with, and how much of it is stored. */
export function DetailsPanel({ lawyerId, conversation, onGallery, onClose }: DetailsPanelProps) {
  const { t } = useTranslation();
  const { id, client_id: clientId, type } = conversation;
  return (
    <SidePanel title={t('client.title')} onClose={onClose}>
      {clientId !== null && <ClientView lawyerId={lawyerId} clientId={clientId} />}
      {type === 'group' && <p className={classes.quiet}>{t('client.group')}</p>}
      <div className={classes.section}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPhoto size={16} aria-hidden="true" />}
          onClick={onGallery}
        >
          {t('gallery.title')}
        </Button>
      </div>
      <section className={classes.section} aria-label={t('completeness.title')}>
        <h3 className={classes.title}>{t('completeness.title')}</h3>
        <CompletenessView lawyerId={lawyerId} conversationId={id} />
      </section>
      {type === 'person' && <SendRead lawyerId={lawyerId} conversationId={id} />}
    </SidePanel>
  );
}

function SendRead({ lawyerId, conversationId }: { lawyerId: string; conversationId: string }) {
  const { t } = useTranslation();
  const sendRead = useSendRead(lawyerId);
  return (
    <div className={classes.section}>
      <Button
        size="xs"
        variant="default"
        leftSection={<IconChecks size={16} aria-hidden="true" />}
        loading={sendRead.isPending}
        onClick={() => sendRead.mutate(conversationId)}
      >
        {t('client.send_read')}
      </Button>
      {sendRead.isSuccess && (
        <p className={classes.quiet} role="status">
          {t('client.send_read_done')}
        </p>
      )}
      <ProblemLine error={sendRead.error} />
    </div>
  );
}
