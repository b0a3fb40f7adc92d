import { type RefObject, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { ComposeBox } from '../compose/compose-box.tsx';
import { draftKey } from '../compose/draft-store.ts';
import { senderName } from '../messages/sender-name.ts';
import { ChatFrame } from './chat-frame.tsx';
import { ChatHeader } from './chat-header.tsx';
import classes from './chat-pane.module.css';
import { useRefreshThread } from './chat-queries.ts';
import { displayTitle } from './display-title.ts';
import { ThreadArea } from './thread-area.tsx';

interface PaneProps {
  lawyerId: string;
  connected: boolean;
  field: RefObject<HTMLTextAreaElement | null>;
  onBack: () => void;
}

interface ChatPaneProps extends PaneProps {
  conversation: Conversation;
  details: { open: boolean; onToggle: () => void };
  /** Opens the chat with a number. */
  onWrite: (phone: string) => void;
  onFind: () => void;
  onGallery: () => void;
  /** The message that one was led to. */
  target: string | undefined;
}

/** An open chat: its messages and the compose box. */
export function ChatPane({ conversation, details, onWrite, onFind, onGallery, target, ...pane }: ChatPaneProps) {
  const { t } = useTranslation();
  const { lawyerId, field } = pane;
  const { id, phone, type } = conversation;
  const isGroup = type === 'group';
  const title = displayTitle(conversation);
  const draft = draftKey(lawyerId, conversation);
  const refresh = useRefreshThread(lawyerId, id);
  return (
    <ChatFrame lawyerId={lawyerId} title={title} draft={draft} isReadOnly={isGroup}>
      {(files) => (
        <>
          <ChatHeader {...{ title, phone, isGroup, details, onFind, onGallery }} onBack={pane.onBack} />
          <ThreadArea
            lawyerId={lawyerId}
            conversation={conversation}
            isGroup={isGroup}
            title={title}
            draft={draft}
            field={field}
            onWrite={onWrite}
            target={target}
          />
          {isGroup ? (
            <p className={classes.closed}>{t('chat.group_read_only')}</p>
          ) : (
            <ComposeBox
              {...pane}
              target={{ conversation_id: id }}
              title={title}
              draft={draft}
              nameOf={(message) =>
                message.direction === 'outbound'
                  ? t('common.you')
                  : senderName(message, { isGroup, title }, t('common.nobody'))
              }
              files={files}
              onSent={refresh}
            />
          )}
        </>
      )}
    </ChatFrame>
  );
}

/** A number that has no chat yet. */
export function NewChatPane({ phone, ...pane }: PaneProps & { phone: string }) {
  const { t } = useTranslation();
  const title = formatPhoneNumber(phone);
  const { field, lawyerId } = pane;
  const draft = draftKey(lawyerId, { phone });
  useEffect(() => field.current?.focus(), [field]);
  return (
    <ChatFrame lawyerId={lawyerId} title={title} draft={draft} isReadOnly={false}>
      {(files) => (
        <>
          <ChatHeader title={title} phone={phone} isGroup={false} onBack={pane.onBack} />
          <EmptyState title={title} text={t('chats.new_pane')} />
          <ComposeBox
            {...pane}
            target={{ to: phone }}
            title={title}
            draft={draft}
            nameOf={() => title}
            files={files}
            onSent={() => Promise.resolve()}
          />
        </>
      )}
    </ChatFrame>
  );
}
