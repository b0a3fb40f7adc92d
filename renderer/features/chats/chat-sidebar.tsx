import { Button, Loader } from '@mantine/core';
import { IconMessage2, IconPencilPlus } from '@tabler/icons-react';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { shortcutHint } from '../../shortcuts/shortcut-hint.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { ChatList } from './chat-list.tsx';
import type { useConversations } from './chat-queries.ts';
import classes from './chat-sidebar.module.css';
import type { Selection } from './selection.ts';

const NewChatDialog = lazy(() => import('./new-chat-dialog.tsx').then((module) => ({ default: module.NewChatDialog })));

interface ChatSidebarProps {
  lawyerId: string;
  chats: ReturnType<typeof useConversations>;
  selectedId: string | null;
  /** An open chat takes the place of the list. */
  isAlone: boolean;
  onSelect: (selection: Selection) => void;
  onEnter: () => void;
}

export function ChatSidebar(props: ChatSidebarProps) {
  const { t } = useTranslation();
  const [asking, setAsking] = useState(false);
  // It stays once it was asked for: closing, it gives the focus back.
  const [wasAsked, setWasAsked] = useState(false);
  return (
    <nav className={classes.sidebar} aria-label={t('chats.title')}>
      <header className={classes.header}>
        <h1 className={classes.title}>{t('chats.title')}</h1>
        <Button
          variant="light"
          size="xs"
          leftSection={<IconPencilPlus size={16} aria-hidden="true" />}
          {...shortcutHint('chat.new', t('chats.new'))}
          onClick={() => {
            setWasAsked(true);
            setAsking(true);
          }}
        >
          {t('chats.new')}
        </Button>
      </header>
      <Content {...props} />
      {wasAsked && (
        <Suspense>
          <NewChatDialog
            opened={asking}
            onClose={() => setAsking(false)}
            onOpen={(phone) => {
              setAsking(false);
              props.onSelect({ kind: 'number', phone });
            }}
          />
        </Suspense>
      )}
    </nav>
  );
}

function Content({ lawyerId, chats, selectedId, isAlone, onSelect, onEnter }: ChatSidebarProps) {
  const { t } = useTranslation();
  if (chats.isPending) {
    return (
      <div className={classes.loading}>
        <Loader size="sm" />
      </div>
    );
  }
  if (chats.isError && chats.conversations.length === 0) {
    return (
      <EmptyState title={t('chats.failed')} alarming>
        <Button variant="light" onClick={() => void chats.refetch()}>
          {t('app.retry')}
        </Button>
      </EmptyState>
    );
  }
  if (chats.conversations.length === 0) {
    return <EmptyState icon={IconMessage2} title={t('chats.empty_title')} text={t('chats.empty_text')} />;
  }
  return (
    <ChatList
      lawyerId={lawyerId}
      conversations={chats.conversations}
      selectedId={selectedId}
      isAlone={isAlone}
      onSelect={(id) => onSelect({ kind: 'chat', id })}
      onEnter={onEnter}
      onEnd={() => {
        if (chats.hasNextPage && !chats.isFetching) void chats.fetchNextPage();
      }}
    />
  );
}
