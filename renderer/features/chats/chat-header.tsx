import { ActionIcon } from '@mantine/core';
import { IconArrowLeft, IconInfoCircle, IconPhoto, IconSearch } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { shortcutHint } from '../../shortcuts/shortcut-hint.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './chat-header.module.css';

interface ChatHeaderProps {
  title: string;
  phone: string | null;
  isGroup: boolean;
  onBack: () => void;
  /** Absent where there is nothing to be known, as of a number without a chat. */
  details?: { open: boolean; onToggle: () => void };
  /** Shows what it holds beside its words; absent where it holds nothing. */
  onGallery?: () => void;
  /** Absent where there is nothing to look through. */
  onFind?: () => void;
}

export function ChatHeader({ title, phone, isGroup, onBack, details, onGallery, onFind }: ChatHeaderProps) {
  const { t } = useTranslation();
  const number = phone === null ? t(isGroup ? 'chat.group' : 'common.unknown_phone') : formatPhoneNumber(phone);
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
      <Avatar name={title} size={36} isGroup={isGroup} />
      <div className={classes.who}>
        <h2 className={classes.name}>
          <SafeText>{title}</SafeText>
        </h2>
        {number !== title && <bdi className={classes.phone}>{number}</bdi>}
      </div>
      {onFind && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('search.find')}
          {...shortcutHint('find.open', t('search.find'))}
          onClick={onFind}
        >
          <IconSearch size={19} aria-hidden="true" />
        </ActionIcon>
      )}
      {onGallery && (
        <ActionIcon
          variant="subtle"
          color="gray"
          size="lg"
          aria-label={t('gallery.title')}
          {...shortcutHint('chat.gallery', t('gallery.title'))}
          data-way="gallery"
          onClick={onGallery}
        >
          <IconPhoto size={20} aria-hidden="true" />
        </ActionIcon>
      )}
      {details && (
        <ActionIcon
          variant={details.open ? 'light' : 'subtle'}
          color={details.open ? 'teal' : 'gray'}
          size="lg"
          aria-label={t('chat.details')}
          title={t('chat.details')}
          aria-pressed={details.open}
          onClick={details.onToggle}
        >
          <IconInfoCircle size={20} aria-hidden="true" />
        </ActionIcon>
      )}
    </header>
  );
}
