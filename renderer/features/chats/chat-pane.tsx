import { Button, Loader } from '@mantine/core';
import { type RefObject, useCallback, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { useWindowFocused } from '../../ui/use-window-focused.ts';
import { ChatHeader } from './chat-header.tsx';
import classes from './chat-pane.module.css';
import { useMarkRead } from './chat-queries.ts';
import { ComposeBox } from './compose-box.tsx';
import { displayTitle } from './display-title.ts';
import { draftKey } from './draft-store.ts';
import { MessageList } from './message-list.tsx';
import { useDraft } from './use-draft.ts';
import { useThread } from './use-thread.ts';

interface PaneProps {
  lawyerId: string;
  connected: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onBack: () => void;
}

/** An open chat: its messages and the compose box. */
export function ChatPane({ conversation, ...pane }: PaneProps & { conversation: Conversation }) {
  const { lawyerId, field, onBack } = pane;
  const title = displayTitle(conversation);
  const draft = draftKey(lawyerId, conversation);
  const [, setText] = useDraft(draft);
  useReadWhileSeen(lawyerId, conversation);
  const onAgain = useCallback(
    (text: string) => {
      setText(text);
      field.current?.focus();
    },
    [setText, field],
  );
  return (
    <section className={classes.pane} aria-label={title}>
      <ChatHeader title={title} phone={conversation.phone} onBack={onBack} />
      <ThreadArea lawyerId={lawyerId} conversationId={conversation.id} title={title} onAgain={onAgain} />
      <ComposeBox {...pane} conversationId={conversation.id} phone={conversation.phone} title={title} draft={draft} />
    </section>
  );
}

/** A number that has no chat yet. */
export function NewChatPane({ phone, ...pane }: PaneProps & { phone: string }) {
  const { t } = useTranslation();
  const title = formatPhoneNumber(phone);
  const { field } = pane;
  useEffect(() => field.current?.focus(), [field]);
  return (
    <section className={classes.pane} aria-label={title}>
      <ChatHeader title={title} phone={phone} onBack={pane.onBack} />
      <EmptyState title={title} text={t('chats.new_pane')} />
      <ComposeBox
        {...pane}
        conversationId={null}
        phone={phone}
        title={title}
        draft={draftKey(pane.lawyerId, { phone })}
      />
    </section>
  );
}

interface ThreadAreaProps {
  lawyerId: string;
  conversationId: string;
  title: string;
  onAgain: (text: string) => void;
}

function ThreadArea({ lawyerId, conversationId, title, onAgain }: ThreadAreaProps) {
  const { t } = useTranslation();
  const thread = useThread(lawyerId, conversationId);
  if (thread.data) {
    return (
      <MessageList
        thread={thread.data}
        title={title}
        loadingOlder={thread.loadingOlder}
        onOlder={thread.loadOlder}
        onAgain={onAgain}
      />
    );
  }
  if (thread.isPending) {
    return (
      <div className={classes.loading}>
        <Loader size="sm" aria-label={t('chat.loading')} />
      </div>
    );
  }
  return (
    <EmptyState title={t('chat.failed')} alarming>
      <Button variant="light" onClick={() => void thread.refetch()}>
        {t('app.retry')}
      </Button>
    </EmptyState>
  );
}

/** What is on the screen of a person who is there counts as read. */
function useReadWhileSeen(lawyerId: string, { id, unread_count: unread }: Conversation): void {
  const focused = useWindowFocused();
  const { mutate } = useMarkRead(lawyerId);
  useEffect(() => {
    if (focused && unread > 0) mutate(id);
  }, [focused, unread, id, mutate]);
}
