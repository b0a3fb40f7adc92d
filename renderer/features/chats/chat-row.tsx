import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { formatCount } from '../../ui/format-count.ts';
import { formatListTime } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { Ticks } from '../../ui/ticks.tsx';
import { draftKey } from '../compose/draft-store.ts';
import { useDraft } from '../compose/use-draft.ts';
import { kindText } from '../messages/message-text.ts';
import classes from './chat-row.module.css';
import { displayTitle } from './display-title.ts';

interface ChatRowProps {
  lawyerId: string;
  id: string;
  conversation: Conversation;
  selected: boolean;
  now: Date;
  onSelect: (id: string) => void;
}

/** One chat of the list. The list itself takes the keyboard; a row takes the mouse. */
export const ChatRow = memo(function ChatRow({ lawyerId, id, conversation, selected, now, onSelect }: ChatRowProps) {
  const { t, i18n } = useTranslation();
  const last = conversation.last_message;
  const unread = conversation.unread_count;
  const title = displayTitle(conversation);
  const [draft] = useDraft(draftKey(lawyerId, conversation));
  // What is open stands in the compose box already.
  const isBegun = !selected && (draft.text.trim() !== '' || draft.files.length > 0);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys are handled by the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and points here
    <div
      id={id}
      role="option"
      aria-selected={selected}
      className={classes.row}
      data-unread={unread > 0 || undefined}
      onClick={() => onSelect(conversation.id)}
    >
      <Avatar name={title} size={44} isGroup={conversation.type === 'group'} />
      <span className={classes.lines}>
        <span className={classes.line}>
          <SafeText className={classes.title}>{title}</SafeText>
          {last && <time className={classes.time}>{formatListTime(last.sent_at, now, i18n.language, t)}</time>}
        </span>
        <span className={classes.line}>
          {isBegun ? (
            <span className={classes.preview}>
              <span className={classes.draft}>{t('chats.draft')}</span>{' '}
              <SafeText>{draft.text.trim() || t('chats.draft_files')}</SafeText>
            </span>
          ) : (
            <>
              {last?.direction === 'outbound' && <Ticks status={last.status} />}
              <SafeText className={classes.preview}>
                {last ? last.preview || (kindText(last.kind, t) ?? '') : t('chats.no_messages')}
              </SafeText>
            </>
          )}
          {unread > 0 && (
            <span className={classes.unread} role="img" aria-label={t('chats.unread', { count: unread })}>
              {formatCount(unread, i18n.language)}
            </span>
          )}
        </span>
      </span>
    </div>
  );
});
