import { Button, CloseButton, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type RefObject, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useSaveAttachment } from '../attachments/attachment-queries.ts';
import { editing, replyingTo, withText } from '../compose/draft-changes.ts';
import { useChangeDraft } from '../compose/use-draft.ts';
import type { MessageActionName } from '../messages/message-actions.ts';
import { useCancelMessage } from '../messages/message-queries.ts';
import { type ThreadContext, ThreadProvider } from '../messages/thread-context.ts';
import { SoundProvider, useSoundPlayer } from '../messages/use-sound.ts';
import { useQueueByMessage } from '../queue/queue-queries.ts';
import classes from './chat-pane.module.css';
import { MessageList, type MessageListHandle } from './message-list.tsx';
import { refreshThread } from './refresh-thread.ts';
import { type Overlay, ThreadOverlay } from './thread-overlay.tsx';
import { useQuotedJump } from './use-quoted-jump.ts';
import { useThread } from './use-thread.ts';

interface ThreadAreaProps {
  lawyerId: string;
  conversationId: string;
  isGroup: boolean;
  title: string;
  draft: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onWrite: (phone: string) => void;
}

/** The messages of a chat, with everything that can be done with one of them. */
export function ThreadArea({ lawyerId, conversationId, isGroup, title, draft, field, onWrite }: ThreadAreaProps) {
  const { t } = useTranslation();
  const thread = useThread(lawyerId, conversationId);
  const queued = useQueueByMessage(lawyerId);
  const player = useSoundPlayer();
  const list = useRef<MessageListHandle>(null);
  const jump = useQuotedJump(thread.data, thread.loadUntil, list);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const change = useChangeDraft(draft);
  const save = useSaveAttachment(lawyerId);
  const cancel = useCancelMessage(lawyerId);
  const client = useQueryClient();

  const { go } = jump;
  const context = useMemo<ThreadContext>(() => {
    const write = (changed: Parameters<typeof change>[0]) => {
      change(changed);
      field.current?.focus();
    };
    return {
      lawyerId,
      isGroup,
      title,
      onAgain: (text) => write(withText(text)),
      onReply: (message) => write(replyingTo(message)),
      onEdit: (message) => write(editing(message)),
      onMenu: (message, anchor) => setOverlay({ kind: 'menu', message, anchor }),
      onReactions: (message, anchor) => setOverlay({ kind: 'reactions', message, anchor }),
      onVersions: (message) => setOverlay({ kind: 'versions', message }),
      onView: (message) => setOverlay({ kind: 'view', message }),
      onQuoted: go,
      onRefresh: (message) => void refreshThread(client, lawyerId, conversationId, new Set([message.id])),
      onWrite,
    };
  }, [client, lawyerId, conversationId, isGroup, title, change, field, go, onWrite]);

  const onAction = (action: MessageActionName, message: Message, anchor: HTMLElement) => {
    setOverlay(null);
    switch (action) {
      case 'reply':
        return context.onReply(message);
      case 'edit':
        return context.onEdit(message);
      case 'react':
        return setOverlay({ kind: 'reactions', message, anchor });
      case 'revoke':
        return setOverlay({ kind: 'revoke', message });
      case 'copy':
        return void navigator.clipboard.writeText(message.text);
      case 'save':
        return message.attachment ? save.mutate(message.attachment.id) : undefined;
      case 'cancel':
        return cancel.mutate(message.id);
    }
  };

  if (thread.isPending) {
    return (
      <div className={classes.loading}>
        <Loader size="sm" aria-label={t('chat.loading')} />
      </div>
    );
  }
  if (!thread.data) {
    return (
      <EmptyState title={t('chat.failed')} alarming>
        <Button variant="light" onClick={() => void thread.refetch()}>
          {t('app.retry')}
        </Button>
      </EmptyState>
    );
  }
  const refused = save.error ?? cancel.error;
  return (
    <ThreadProvider value={context}>
      <SoundProvider value={player}>
        <MessageList
          ref={list}
          thread={thread.data}
          queued={queued}
          loadingOlder={thread.loadingOlder}
          onOlder={thread.loadOlder}
        />
        {jump.isLost && <ThreadNote text={t('chat.not_found')} onClose={jump.forget} />}
        {refused && (
          <ThreadNote
            text={t('message.failed', { reason: problemText(t, refused) })}
            onClose={() => {
              save.reset();
              cancel.reset();
            }}
          />
        )}
        {overlay && (
          <ThreadOverlay overlay={overlay} thread={thread.data} onAction={onAction} onClose={() => setOverlay(null)} />
        )}
      </SoundProvider>
    </ThreadProvider>
  );
}

/** Why something that was asked of a message did not come about. */
function ThreadNote({ text, onClose }: { text: string; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <p className={classes.note} role="alert">
      {text}
      <CloseButton size="sm" aria-label={t('common.close')} onClick={onClose} />
    </p>
  );
}
