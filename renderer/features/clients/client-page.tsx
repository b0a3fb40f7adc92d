import { ActionIcon, Button, Loader } from '@mantine/core';
import { IconArrowLeft, IconArrowMerge, IconMessage } from '@tabler/icons-react';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Client } from '../../../main/contract/entities.ts';
import { RouteLink } from '../../routing/route-link.tsx';
import { useErrand } from '../../routing/use-errand.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatDate, formatMoment } from '../../ui/format-time.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useToday } from '../../ui/use-today.ts';
import { useConversation } from '../chats/chat-queries.ts';
import { chatsPath } from '../chats/selection.ts';
import { CompletenessStatement } from '../history/completeness-statement.tsx';
import { AliasesSection } from './aliases-section.tsx';
import { AssignmentsSection } from './assignments-section.tsx';
import { ClientForm } from './client-form.tsx';
import classes from './client-page.module.css';
import { useClient } from './client-queries.ts';
import { ExportSection } from './export-section.tsx';
import { MergeDialog } from './merge-dialog.tsx';
import { MergedList } from './merged-list.tsx';
import { NotesField } from './notes-field.tsx';
import { RemoveClient } from './remove-client.tsx';
import { StatusField } from './status-field.tsx';

interface ClientPageProps {
  lawyerId: string;
  clientId: string;
  onBack: () => void;
}

/** All that is known of one client, and what can be done about it. */
export function ClientPage({ lawyerId, clientId, onBack }: ClientPageProps) {
  const { t } = useTranslation();
  const client = useClient(lawyerId, clientId);
  return (
    <div className={classes.page}>
      <div className={classes.back}>
        <ActionIcon variant="subtle" size="lg" aria-label={t('clients.back')} onClick={onBack}>
          <IconArrowLeft size={20} aria-hidden="true" />
        </ActionIcon>
      </div>
      {client.isPending && <Loader size="sm" />}
      {client.isError && (
        <EmptyState title={t('client.failed')} alarming>
          <Button variant="light" onClick={() => void client.refetch()}>
            {t('app.retry')}
          </Button>
        </EmptyState>
      )}
      {client.data && <Details lawyerId={lawyerId} client={client.data} onGone={onBack} />}
    </div>
  );
}

function Details({ lawyerId, client, onGone }: { lawyerId: string; client: Client; onGone: () => void }) {
  const { t } = useTranslation();
  const [merging, setMerging] = useState(false);
  useErrand('client.merge', () => setMerging(true));
  const { id, name, phone, aliases, merged, conversation_id: conversationId } = client;
  const number = phone === null ? '' : formatPhoneNumber(phone);
  const shownPhone = number || t('common.unknown_phone');
  return (
    <>
      <header className={classes.who}>
        <Avatar name={name ?? number} size={56} />
        <div className={classes.words}>
          <h2 className={classes.name}>{name === null ? t('client.unnamed') : <SafeText>{name}</SafeText>}</h2>
          <bdi className={classes.quiet}>{shownPhone}</bdi>
          <ChatFacts lawyerId={lawyerId} client={client} />
        </div>
      </header>
      <Part title={t('clients.profile')}>
        <ClientForm lawyerId={lawyerId} client={client} />
      </Part>
      <Part title={t('clients.notes')}>
        <NotesField lawyerId={lawyerId} client={client} />
      </Part>
      <Part title={t('clients.status')}>
        <StatusField lawyerId={lawyerId} client={client} />
      </Part>
      <Part title={t('client.addresses')}>
        <AliasesSection lawyerId={lawyerId} clientId={id} aliases={aliases} />
      </Part>
      <AssignmentsSection lawyerId={lawyerId} clientId={id} />
      {merged.length > 0 && <MergedList lawyerId={lawyerId} into={id} merged={merged} />}
      {conversationId !== null && (
        <Part title={t('completeness.title')}>
          <CompletenessStatement lawyerId={lawyerId} conversationId={conversationId} name={name ?? shownPhone} />
        </Part>
      )}
      <Part title={t('clients.export.title')}>
        <ExportSection lawyerId={lawyerId} clientId={id} />
      </Part>
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconArrowMerge size={16} aria-hidden="true" />}
          onClick={() => setMerging(true)}
        >
          {t('client.merge')}
        </Button>
        {conversationId === null && merged.length === 0 && (
          <RemoveClient lawyerId={lawyerId} clientId={id} onRemoved={onGone} />
        )}
      </div>
      {merging && <MergeDialog lawyerId={lawyerId} into={id} onClose={() => setMerging(false)} />}
    </>
  );
}

/** The way to the chat, how much was exchanged in it, and when. */
function ChatFacts({ lawyerId, client }: { lawyerId: string; client: Client }) {
  const { t, i18n } = useTranslation();
  const now = useToday();
  const chat = useConversation(lawyerId, client.conversation_id).data;
  const known = t('clients.known_since', { date: formatDate(client.created_at, i18n.language) });
  if (!chat) {
    return (
      <p className={classes.quiet}>
        {client.conversation_id === null && `${t('clients.no_chat')} · `}
        {known}
      </p>
    );
  }
  return (
    <>
      <p className={classes.quiet}>
        {t('client.merge_count', { count: chat.message_count })}
        {chat.last_message &&
          ` · ${t('clients.last', { time: formatMoment(chat.last_message.sent_at, now, i18n.language) })}`}
        {` · ${known}`}
      </p>
      <RouteLink className={classes.link} to={chatsPath(lawyerId, { kind: 'chat', id: chat.id })}>
        <IconMessage size={15} aria-hidden="true" />
        {t('clients.chat')}
      </RouteLink>
    </>
  );
}

function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className={classes.part} aria-label={title}>
      <h3 className={classes.title}>{title}</h3>
      {children}
    </section>
  );
}
