import { TextInput } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { useConversations } from '../chats/chat-queries.ts';
import { displayTitle } from '../chats/display-title.ts';
import classes from './person-dialog.module.css';
import { useFoundChats } from './search-queries.ts';

/** So many of the last chats are offered before anything is typed. */
const MOST = 8;

interface PersonDialogProps {
  lawyerId: string;
  onChoose: (conversationId: string) => void;
  onClose: () => void;
}

/** Whose chat is looked in: the last ones, or by name or number. */
export function PersonDialog({ lawyerId, onChoose, onClose }: PersonDialogProps) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState('');
  const { conversations } = useConversations(lawyerId);
  const found = useFoundChats(lawyerId, typed);
  const chats = typed.trim() === '' ? conversations.slice(0, MOST) : found;
  return (
    <Dialog title={t('search.person_choose')} opened onClose={onClose} returnFocus={false} size={440}>
      <TextInput
        label={t('search.person_search')}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        data-autofocus
      />
      <ul className={classes.list}>
        {chats.map((chat) => (
          <li key={chat.id}>
            <button type="button" className={classes.person} onClick={() => onChoose(chat.id)}>
              <Avatar name={displayTitle(chat)} size={32} isGroup={chat.type === 'group'} />
              <SafeText className={classes.name}>{displayTitle(chat)}</SafeText>
              {chat.phone !== null && <bdi className={classes.quiet}>{formatPhoneNumber(chat.phone)}</bdi>}
            </button>
          </li>
        ))}
      </ul>
      {chats.length === 0 && <p className={classes.quiet}>{t('search.person_none')}</p>}
    </Dialog>
  );
}
