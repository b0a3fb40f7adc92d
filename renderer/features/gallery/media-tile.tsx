import { Loader } from '@mantine/core';
import { IconBan, IconCloudOff, IconEyeOff, IconFileAlert, IconPhoto, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatLength, formatMoment } from '../../ui/format-time.ts';
import { isolated } from '../../ui/isolated.ts';
import { attachmentUrl, thumbnailUrl } from '../attachments/attachment-url.ts';
import { unavailableText } from '../attachments/unavailable-text.ts';
import { contentOf } from '../messages/message-content.ts';
import classes from './media-tile.module.css';

/** A larger photo is shown by its thumbnail here, in bytes: many are on the screen at once. */
const MAX_SHOWN = 4_000_000;

interface MediaTileProps {
  id: string;
  lawyerId: string;
  message: Message;
  /** Who sent it. */
  name: string;
  now: Date;
  isActive: boolean;
  onOpen: () => void;
}

/** A photo or a film among others; or why it cannot be seen. */
export function MediaTile({ id, lawyerId, message, name, now, isActive, onOpen }: MediaTileProps) {
  const { t, i18n } = useTranslation();
  const content = contentOf(message);
  const { attachment } = message;
  const isFilm = message.kind === 'video';
  const length = isFilm && attachment?.duration_seconds ? formatLength(attachment.duration_seconds) : null;
  const state =
    content.type === 'missing'
      ? content.attachment.status === 'pending'
        ? t('attachment.pending')
        : t('attachment.unavailable', { reason: unavailableText(content.attachment.error, t) })
      : null;
  const label = [
    t(isFilm ? 'kind.video' : 'kind.image'),
    length,
    isolated(name),
    formatMoment(message.sent_at, now, i18n.language),
    state,
    message.revoked_at === null ? null : t('gallery.revoked'),
    isolated(message.text),
  ];
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: keys are handled by the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and points here
    <div
      id={id}
      role="option"
      aria-selected={isActive}
      aria-label={label.filter(Boolean).join(', ')}
      title={state ?? undefined}
      className={classes.tile}
      onClick={onOpen}
    >
      <Sight lawyerId={lawyerId} message={message} />
      {length !== null && <span className={classes.length}>{length}</span>}
      {message.revoked_at !== null && (
        <span className={classes.revoked}>
          <IconBan size={14} aria-hidden="true" />
        </span>
      )}
    </div>
  );
}

function Sight({ lawyerId, message }: { lawyerId: string; message: Message }) {
  const [broken, setBroken] = useState(false);
  const content = contentOf(message);
  const { attachment } = message;
  const thumbnail = attachment?.has_thumbnail ? thumbnailUrl(lawyerId, attachment.id) : null;
  switch (content.type) {
    case 'picture': {
      const inFull = !content.isFilm && !broken && (content.attachment.size ?? MAX_SHOWN) < MAX_SHOWN;
      return (
        <>
          {thumbnail !== null && <img className={classes.picture} src={thumbnail} alt="" />}
          {inFull && (
            <img
              className={classes.picture}
              src={attachmentUrl(lawyerId, content.attachment.id)}
              alt=""
              decoding="async"
              onError={() => setBroken(true)}
            />
          )}
          {thumbnail === null && !inFull && !content.isFilm && <IconPhoto size={28} stroke={1.5} aria-hidden="true" />}
          {content.isFilm && (
            <span className={classes.play}>
              <IconPlayerPlayFilled size={18} aria-hidden="true" />
            </span>
          )}
        </>
      );
    }
    case 'missing':
      return (
        <>
          {thumbnail !== null && <img className={classes.picture} data-blurred src={thumbnail} alt="" />}
          <span className={classes.sign}>
            {content.attachment.status === 'pending' ? (
              <Loader size={20} />
            ) : (
              <IconCloudOff size={22} stroke={1.5} aria-hidden="true" />
            )}
          </span>
        </>
      );
    case 'file':
      return <IconFileAlert className={classes.careful} size={30} stroke={1.5} aria-hidden="true" />;
    default:
      return <IconEyeOff size={26} stroke={1.5} aria-hidden="true" />;
  }
}
