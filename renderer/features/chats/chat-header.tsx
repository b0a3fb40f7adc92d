import { ActionIcon } from '@mantine/core';
import { IconArrowLeft } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../ui/avatar.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import classes from './chat-header.module.css';

interface ChatHeaderProps {
  title: string;
  phone: string | null;
  onBack: () => void;
}

export function ChatHeader({ title, phone, onBack }: ChatHeaderProps) {
  const { t } = useTranslation();
  const number = phone === null ? t('common.unknown_phone') : formatPhoneNumber(phone);
  return (
    <header className={classes.header}>
      <ActionIcon
        className={classes.back ?? ''}
        variant="subtle"
        size="lg"
        aria-label={t('chat.back')}
        onClick={onBack}
      >
        <IconArrowLeft size={20} aria-hidden="true" />
      </ActionIcon>
      <Avatar name={title} size={36} />
      <div className={classes.who}>
        <h2 className={classes.name}>
          <bdi>{title}</bdi>
        </h2>
        {number !== title && <bdi className={classes.phone}>{number}</bdi>}
      </div>
    </header>
  );
}
