import { IconPaperclip } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Conversation } from '../../../main/contract/entities.ts';
import type { FoundMessage } from '../../../main/contract/message-lists.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { formatListTime } from '../../ui/format-time.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { displayTitle } from '../chats/display-title.ts';
import { kindText } from '../messages/message-text.ts';
import classes from './found-row.module.css';

interface PlaceProps {
  id: string;
  selected: boolean;
  now: Date;
  onOpen: () => void;
}

/** A chat whose name or number was looked for. */
export function FoundChat({ id, selected, onOpen, chat }: PlaceProps & { chat: Conversation }) {
  const { t } = useTranslation();
  const title = displayTitle(chat);
  const number = chat.phone === null ? t(chat.type === 'group' ? 'chat.group' : 'common.unknown_phone') : chat.phone;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys are handled by the field and the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and points here
    <div id={id} role="option" aria-selected={selected} className={classes.row} data-of="chat" onClick={onOpen}>
      <Avatar name={title} size={38} isGroup={chat.type === 'group'} />
      <span className={classes.lines}>
        <SafeText className={classes.title}>{title}</SafeText>
        <bdi className={classes.quiet}>{formatPhoneNumber(number)}</bdi>
      </span>
    </div>
  );
}

interface FoundMessageProps extends PlaceProps {
  message: FoundMessage;
  chat: Conversation | undefined;
}

/** A message that was found: in which chat, when, and the words in what stands around them. */
export function FoundMessageRow({ id, selected, now, onOpen, message, chat }: FoundMessageProps) {
  const { t, i18n } = useTranslation();
  const title = chat ? displayTitle(chat) : message.phone === null ? '' : formatPhoneNumber(message.phone);
  const isGroup = chat?.type === 'group';
  const author = message.direction === 'outbound' ? t('common.you') : isGroup ? message.sender_name : null;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys are handled by the field and the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the field holds the focus and points here
    <div id={id} role="option" aria-selected={selected} className={classes.row} data-of="message" onClick={onOpen}>
      <Avatar name={title} size={38} isGroup={isGroup} />
      <span className={classes.lines}>
        <span className={classes.line}>
          <SafeText className={classes.title}>{title}</SafeText>
          <time className={classes.time} dateTime={message.sent_at}>
            {formatListTime(message.sent_at, now, i18n.language, t)}
          </time>
        </span>
        <span className={classes.text}>
          {author !== null && (
            <span className={classes.author}>
              <SafeText marks={author === message.sender_name ? marksOfSender(message) : undefined}>{author}</SafeText>:{' '}
            </span>
          )}
          <Extract message={message} />
        </span>
      </span>
    </div>
  );
}

function marksOfSender({ snippet }: FoundMessage) {
  return snippet?.field === 'sender_name' && !snippet.is_cut_before ? snippet.highlights : undefined;
}

function Extract({ message: { snippet, text, kind } }: { message: FoundMessage }) {
  const { t } = useTranslation();
  // Whose name was found is said before it, or above it.
  if (snippet === null || snippet.text === '' || snippet.field === 'sender_name')
    return <SafeText>{text || (kindText(kind, t) ?? '')}</SafeText>;
  return (
    <>
      {snippet.field === 'file_name' && <IconPaperclip className={classes.icon} size={14} aria-hidden="true" />}
      {snippet.is_cut_before && '… '}
      <SafeText marks={snippet.highlights}>{snippet.text}</SafeText>
      {snippet.is_cut_behind && ' …'}
    </>
  );
}
