import { lazy } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import type { MessageActionName } from '../messages/message-actions.ts';
import { contentOf } from '../messages/message-content.ts';
import { MessageMenu } from '../messages/message-menu.tsx';
import { ReactionPicker } from '../messages/reaction-picker.tsx';
import { senderName } from '../messages/sender-name.ts';
import { useThreadContext } from '../messages/thread-context.ts';
import type { Thread } from './thread.ts';

const TimesDialog = lazy(() =>
  import('../messages/times-dialog.tsx').then((module) => ({ default: module.TimesDialog })),
);
const RetryDialog = lazy(() =>
  import('../messages/retry-dialog.tsx').then((module) => ({ default: module.RetryDialog })),
);
const RevokeDialog = lazy(() =>
  import('../messages/revoke-dialog.tsx').then((module) => ({ default: module.RevokeDialog })),
);
const VersionsDialog = lazy(() =>
  import('../messages/versions-dialog.tsx').then((module) => ({ default: module.VersionsDialog })),
);
const Viewer = lazy(() => import('../viewer/viewer.tsx').then((module) => ({ default: module.Viewer })));

/** What is open over a chat for one of its messages. */
export type Overlay =
  | { kind: 'menu' | 'reactions'; message: Message; anchor: HTMLElement }
  | { kind: 'revoke' | 'retry' | 'times' | 'versions' | 'view'; message: Message };

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
    case 'retry':
      return <RetryDialog lawyerId={lawyerId} message={message} onClose={onClose} />;
    case 'times':
      return <TimesDialog lawyerId={lawyerId} message={message} onClose={onClose} />;
    case 'versions':
      return <VersionsDialog lawyerId={lawyerId} message={message} onClose={onClose} />;
    case 'view':
      return (
        <Viewer
          lawyerId={lawyerId}
          pictures={thread.messages.filter((one) => contentOf(one).type === 'picture')}
          first={message.id}
          nameOf={(one) =>
            one.direction === 'outbound' ? t('common.you') : senderName(one, context, t('common.nobody'))
          }
          onClose={onClose}
        />
      );
  }
}
