import { CloseButton } from '@mantine/core';
import { IconArrowBackUp, IconPencil } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { kindText } from '../messages/message-text.ts';
import classes from './compose-subject.module.css';

interface ComposeSubjectProps {
  message: Message;
  /** Whether it is being changed, rather than answered. */
  isEdit: boolean;
  /** Who wrote it. */
  name: string;
  onLeave: () => void;
}

/** Over the field: the message that is answered, or changed. */
export function ComposeSubject({ message, isEdit, name, onLeave }: ComposeSubjectProps) {
  const { t } = useTranslation();
  const Icon = isEdit ? IconPencil : IconArrowBackUp;
  return (
    <div className={classes.subject}>
      <Icon size={18} aria-hidden="true" />
      <div className={classes.words}>
        <span className={classes.what}>{isEdit ? t('chat.editing') : t('chat.replying', { name })}</span>
        <SafeText className={classes.text}>{message.text || (kindText(message.kind, t) ?? '')}</SafeText>
      </div>
      <CloseButton size="sm" aria-label={t(isEdit ? 'chat.stop_edit' : 'chat.stop_reply')} onClick={onLeave} />
    </div>
  );
}
