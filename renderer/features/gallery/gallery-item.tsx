import { IconBan } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { linksIn } from '../../../main/contract/links.ts';
import { formatMoment } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { SafeText } from '../../ui/safe-text.tsx';
import { LinkedText } from '../links/linked-text.tsx';
import { Content } from '../messages/content.tsx';
import { contentOf } from '../messages/message-content.ts';
import classes from './gallery-rows.module.css';

interface GalleryItemProps {
  message: Message;
  name: string;
  now: Date;
  onShow: () => void;
}

/** So many links of one message are listed; the rest is in the chat. */
const MOST_LINKS = 5;

/** A document, a sound or a message with links: what it holds, from whom and when, and the way to it in the chat. */
export function GalleryItem({ message, name, now, onShow }: GalleryItemProps) {
  const { t, i18n } = useTranslation();
  const { text, sent_at: sentAt, revoked_at: revokedAt } = message;
  const links = message.attachment ? [] : linksIn(text).slice(0, MOST_LINKS);
  const written = links.map(({ start, end }) => text.slice(start, end));
  return (
    <div className={classes.item} data-revoked={revokedAt !== null || undefined}>
      <Content message={message} content={contentOf(message)} />
      {links.length > 0 && (
        <div className={classes.links}>
          {links.map(({ start }, index) => (
            <LinkedText key={start}>{written[index] ?? ''}</LinkedText>
          ))}
        </div>
      )}
      {links.length > 0 && text.trim() !== written[0] && <SafeText className={classes.around}>{text}</SafeText>}
      {links.length === 0 && text !== '' && <LinkedText className={classes.caption}>{text}</LinkedText>}
      <div className={classes.foot}>
        <span className={classes.who}>
          <SafeText>{name}</SafeText> · <time dateTime={sentAt}>{formatMoment(sentAt, now, i18n.language)}</time>
        </span>
        {revokedAt !== null && (
          <span className={classes.revoked}>
            <IconBan size={14} aria-hidden="true" />
            {t('gallery.revoked')}
          </span>
        )}
        <LinkButton className={classes.show} onClick={onShow}>
          {t('gallery.show')}
        </LinkButton>
      </div>
    </div>
  );
}
