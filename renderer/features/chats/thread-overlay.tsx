import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import type { MessageActionName } from '../messages/message-actions.ts';
import { contentOf } from '../messages/message-content.ts';
import { MessageMenu } from '../messages/message-menu.tsx';
import { ReactionPicker } from '../messages/reaction-picker.tsx';
import { RevokeDialog } from '../messages/revoke-dialog.tsx';
import { senderName } from '../messages/sender-name.ts';
import { useThreadContext } from '../messages/thread-context.ts';
import { VersionsDialog } from '../messages/versions-dialog.tsx';
import type { Thread } from './thread.ts';

const Viewer = lazy(() => import('../viewer/viewer.tsx').then((module) => ({ default: module.Viewer })));

/** What is open over a chat for one of its messages. */
export type Overlay =
  | { kind: 'menu' | 'reactions'; message: Message; anchor: HTMLElement }
  | { kind: 'revoke' | 'versions' | 'view'; message: Message };

interface ThreadOverlayProps {
  overlay: Overlay;
  thread: Thread;
  onAction: (action: MessageActionName, message: Message, anchor: HTMLElement) => void;
  onClose: () => void;
}

export function ThreadOverlay({ overlay, thread, onAction, onClose }: ThreadOverlayProps) {
  const { t } = useTranslation();
  const context = useThreadContext();
  const { lawyerId, isGroup } = context;
  // It may have changed since it was opened: a tick, a reaction, an edit.
  const message = thread.messages.find(({ id }) => id === overlay.message.id) ?? overlay.message;
  switch (overlay.kind) {
    case 'menu':
      return (
        <MessageMenu
          message={message}
          anchor={overlay.anchor}
          isGroup={isGroup}
          onAction={(action) => onAction(action, message, overlay.anchor)}
          onClose={onClose}
        />
      );
    case 'reactions':
      return <ReactionPicker lawyerId={lawyerId} message={message} anchor={overlay.anchor} onClose={onClose} />;
    case 'revoke':
      return <RevokeDialog lawyerId={lawyerId} message={message} onClose={onClose} />;
    case 'versions':
      return <VersionsDialog lawyerId={lawyerId} message={message} onClose={onClose} />;
    case 'view':
      return (
        <Suspense>
          <Viewer
            lawyerId={lawyerId}
            pictures={thread.messages.filter((one) => contentOf(one).type === 'picture')}
            first={message.id}
            nameOf={(one) =>
              one.direction === 'outbound' ? t('common.you') : senderName(one, context, t('common.nobody'))
            }
            onClose={onClose}
          />
        </Suspense>
      );
  }
}
