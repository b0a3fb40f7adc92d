import { Button, Loader } from '@mantine/core';
import { useQueryClient } from '@tanstack/react-query';
import { lazy, Suspense, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation, Message, QueuedAction } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { MessageList, type MessageListHandle } from '../chats/message-list.tsx';
import { refreshThread, showNewest } from '../chats/refresh-thread.ts';
import { useQuotedJump } from '../chats/use-quoted-jump.ts';
import { useThread } from '../chats/use-thread.ts';
import { contentOf } from '../messages/message-content.ts';
import { senderName } from '../messages/sender-name.ts';
import { type ThreadContext, ThreadProvider } from '../messages/thread-context.ts';
import { SoundProvider, useSoundPlayer } from '../messages/use-sound.ts';
import { VersionsDialog } from '../messages/versions-dialog.tsx';

const Viewer = lazy(() => import('../viewer/viewer.tsx').then((module) => ({ default: module.Viewer })));

/** Nothing waits that support could know of. */
const NOTHING_QUEUED: ReadonlyMap<string, readonly QueuedAction[]> = new Map();

interface GrantedThreadProps {
  lawyerId: string;
  conversation: Conversation;
  /** The message that one was led to. */
  target: string | null;
}

/** The messages of a chat for whoever may read them and do nothing else. */
export function GrantedThread({ lawyerId, conversation, target }: GrantedThreadProps) {
  const { t } = useTranslation();
  const { id, type } = conversation;
  const thread = useThread(lawyerId, id, target === null ? null : { around: target });
  const player = useSoundPlayer();
  const list = useRef<MessageListHandle>(null);
  const { go, goTo } = useQuotedJump(thread.data, thread.loadAround, list);
  const isRead = thread.data !== undefined;
  useEffect(() => {
    if (target !== null && isRead) goTo(target);
  }, [target, isRead, goTo]);
  const [shown, setShown] = useState<{ kind: 'versions' | 'view'; message: Message } | null>(null);
  const client = useQueryClient();
  const title = displayTitle(conversation);
  const isGroup = type === 'group';
  const context = useMemo<ThreadContext>(() => {
    const nothing = () => {};
    return {
      ...{ lawyerId, isGroup, title, isReadOnly: true },
      ...{
        onAgain: nothing,
        onReply: nothing,
        onEdit: nothing,
        onMenu: nothing,
        onReactions: nothing,
        onRetryUnsure: nothing,
        onWrite: nothing,
      },
      onVersions: (message) => setShown({ kind: 'versions', message }),
      onView: (message) => setShown({ kind: 'view', message }),
      onQuoted: go,
      onRefresh: (message) => void refreshThread(client, lawyerId, id, new Set([message.id])),
    };
  }, [client, lawyerId, id, isGroup, title, go]);

  if (thread.isPending) return <Loader size="sm" role="img" aria-label={t('chat.loading')} m="auto" />;
  if (!thread.data) {
    return (
      <EmptyState title={t('chat.failed')} alarming>
        <Button variant="light" onClick={() => void thread.refetch()}>
          {t('app.retry')}
        </Button>
      </EmptyState>
    );
  }
  const close = () => setShown(null);
  return (
    <ThreadProvider value={context}>
      <SoundProvider value={player}>
        <MessageList
          ref={list}
          thread={thread.data}
          queued={NOTHING_QUEUED}
          loadingOlder={thread.loadingOlder}
          onOlder={thread.loadOlder}
          onNewer={thread.loadNewer}
          onNewest={() => showNewest(client, lawyerId, id)}
          mark={null}
          begin={null}
          onPlace={() => {}}
          unread={0}
          onEnd={() => {}}
        />
        {shown?.kind === 'versions' && <VersionsDialog lawyerId={lawyerId} message={shown.message} onClose={close} />}
        {shown?.kind === 'view' && (
          <Suspense>
            <Viewer
              lawyerId={lawyerId}
              pictures={thread.data.messages.filter((one) => contentOf(one).type === 'picture')}
              first={shown.message.id}
              nameOf={(one) => (one.direction === 'outbound' ? title : senderName(one, context, t('common.nobody')))}
              onClose={close}
            />
          </Suspense>
        )}
      </SoundProvider>
    </ThreadProvider>
  );
}
