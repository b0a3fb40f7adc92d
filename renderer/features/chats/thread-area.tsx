import { Button, CloseButton, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { type ComponentProps, type RefObject, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Message } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { problemText } from '../../ui/problem-text.ts';
import { useToast } from '../../ui/toast.tsx';
import { useSaveAttachment } from '../attachments/attachment-queries.ts';
import { editing, replyingTo, withTextAdded } from '../compose/draft-changes.ts';
import { useChangeDraft } from '../compose/use-draft.ts';
import type { MessageActionName } from '../messages/message-actions.ts';
import { useCancelMessage } from '../messages/message-queries.ts';
import { type ThreadContext, ThreadProvider } from '../messages/thread-context.ts';
import { SoundProvider, useSoundPlayer } from '../messages/use-sound.ts';
import { useQueueByMessage } from '../queue/queue-queries.ts';
import classes from './chat-pane.module.css';
import { MessageList, type MessageListHandle } from './message-list.tsx';
import { refreshThread, showNewest } from './refresh-thread.ts';
import { type Overlay, ThreadOverlay } from './thread-overlay.tsx';
import { useQuotedJump } from './use-quoted-jump.ts';
import { useReadWhileSeen } from './use-read-while-seen.ts';
import { type Place, useReadingPlace } from './use-reading-place.ts';
import { type ThreadStart, useThread } from './use-thread.ts';
import { useUnreadMark } from './use-unread-mark.ts';

interface ThreadAreaProps {
  lawyerId: string;
  conversation: Conversation;
  isGroup: boolean;
  title: string;
  draft: string;
  field: RefObject<HTMLTextAreaElement | null>;
  onWrite: (phone: string) => void;
  /** The message that one was led to, such as by a search. */
  target: string | undefined;
}

/** The messages of a chat, with everything that can be done with one of them. */
export function ThreadArea({ lawyerId, conversation, title, draft, field, ...props }: ThreadAreaProps) {
  const { isGroup, onWrite, target } = props;
  const { t } = useTranslation();
  const { id: conversationId } = conversation;
  const { place, keep } = useReadingPlace(lawyerId, conversationId);
  const [unread] = useState(conversation.unread_count);
  const start = useKept(place === undefined ? undefined : startOf(target, unread, place));
  const thread = useThread(lawyerId, conversationId, start?.part);
  const mark = useUnreadMark(
    thread.data?.messages,
    start?.isUnread && thread.data?.firstUnread ? { id: thread.data.firstUnread, count: unread } : null,
  );
  const [isAtEnd, setAtEnd] = useState(false);
  useReadWhileSeen(lawyerId, conversation, {
    isAtEnd,
    beginsUnread: start?.isUnread === true && thread.data !== undefined,
  });
  const queued = useQueueByMessage(lawyerId);
  const player = useSoundPlayer();
  const list = useRef<MessageListHandle>(null);
  const jump = useQuotedJump(thread.data, thread.loadAround, list);
  const [overlay, setOverlay] = useState<Overlay | null>(null);
  const change = useChangeDraft(draft);
  const save = useSaveAttachment(lawyerId);
  const cancel = useCancelMessage(lawyerId);
  const client = useQueryClient();
  const toast = useToast();

  const { go, goTo } = jump;
  const isRead = thread.data !== undefined;
  useEffect(() => {
    if (target !== undefined && isRead) goTo(target);
  }, [target, isRead, goTo]);
  const context = useMemo<ThreadContext>(() => {
    const write = (changed: Parameters<typeof change>[0]) => {
      change(changed);
      field.current?.focus();
    };
    return {
      lawyerId,
      isGroup,
      title,
      isReadOnly: false,
      onAgain: (text) => write(withTextAdded(text)),
      onReply: (message) => write(replyingTo(message)),
      onEdit: (message) => write(editing(message)),
      onMenu: (message, anchor) => setOverlay({ kind: 'menu', message, anchor }),
      onReactions: (message, anchor) => setOverlay({ kind: 'reactions', message, anchor }),
      onRetryUnsure: (message) => setOverlay({ kind: 'retry', message }),
      onVersions: (message) => setOverlay({ kind: 'versions', message }),
      onView: (message) => setOverlay({ kind: 'view', message }),
      onQuoted: go,
      onRefresh: (message) => void refreshThread(client, lawyerId, conversationId, new Set([message.id])),
      onWrite,
    };
  }, [client, lawyerId, conversationId, isGroup, title, change, field, go, onWrite]);

  const onAction = (action: MessageActionName, message: Message, anchor: HTMLElement) => {
    setOverlay(null);
    // What comes next gives the focus back to where it was taken from.
    anchor.focus();
    switch (action) {
      case 'reply':
        return context.onReply(message);
      case 'edit':
        return context.onEdit(message);
      case 'react':
        return setOverlay({ kind: 'reactions', message, anchor });
      case 'times':
        return setOverlay({ kind: 'times', message });
      case 'revoke':
        return setOverlay({ kind: 'revoke', message });
      case 'copy':
        return void navigator.clipboard.writeText(message.text).then(() => toast({ text: t('common.copied') }));
      case 'save':
        return message.attachment ? save.mutate(message.attachment.id) : undefined;
      case 'cancel':
        return cancel.mutate(message.id);
    }
  };

  if (thread.isPending) {
    return (
      <div className={classes.loading}>
        <Loader size="sm" role="img" aria-label={t('chat.loading')} />
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
          onNewer={thread.loadNewer}
          onNewest={() => showNewest(client, lawyerId, conversationId)}
          mark={mark}
          begin={start?.begin ?? null}
          unread={conversation.unread_count}
          onEnd={setAtEnd}
          onPlace={keep}
        />
        {jump.isLost && (
          <ThreadNote text={t(target === undefined ? 'chat.not_found' : 'search.too_far')} onClose={jump.forget} />
        )}
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
          <Suspense>
            <ThreadOverlay
              overlay={overlay}
              thread={thread.data}
              onAction={onAction}
              onClose={() => setOverlay(null)}
            />
          </Suspense>
        )}
      </SoundProvider>
    </ThreadProvider>
  );
}

interface Start {
  part: ThreadStart;
  /** Null: at the first unread one, or else at the end. */
  begin: ComponentProps<typeof MessageList>['begin'];
  isUnread: boolean;
}

/** One is led to a message, or else begins where the unread ones do, or else where one was. */
function startOf(target: string | undefined, unread: number, place: Place | null): Start {
  if (target !== undefined) {
    return { part: { around: target }, begin: { message_id: target, top: 'middle' }, isUnread: false };
  }
  if (unread > 0) return { part: { unread }, begin: null, isUnread: true };
  return { part: place && { around: place.message_id }, begin: place, isUnread: false };
}

/** The first value that is one. */
function useKept<Value>(value: Value | undefined): Value | undefined {
  const kept = useRef(value);
  kept.current ??= value;
  return kept.current;
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
