import { IconPhotoOff, IconPlayerPlayFilled } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Attachment, Message } from '../../../main/contract/entities.ts';
import { formatLength } from '../../ui/format-time.ts';
import { attachmentUrl, thumbnailUrl } from '../attachments/attachment-url.ts';
import { mediaBox } from '../attachments/media-box.ts';
import classes from './picture-content.module.css';
import { useThreadContext } from './thread-context.ts';

/** A larger photo is shown by its thumbnail until it is opened, in bytes. */
const MAX_SHOWN = 12_000_000;

interface PictureContentProps {
  message: Message;
  attachment: Attachment;
  isFilm: boolean;
}

/** A photo, or the first sight of a film. Its room is kept before it is there; pressed, it is shown in full. */
export function PictureContent({ message, attachment, isFilm }: PictureContentProps) {
  const { t } = useTranslation();
  const { lawyerId, onView } = useThreadContext();
  const [broken, setBroken] = useState(false);
  const box = mediaBox(attachment.width, attachment.height);
  const inFull = !isFilm && (attachment.size ?? MAX_SHOWN) < MAX_SHOWN;
  const length = attachment.duration_seconds === null ? null : formatLength(attachment.duration_seconds);
  return (
    <button
      type="button"
      className={classes.picture}
      style={{ width: box.width, aspectRatio: `${box.width} / ${box.height}` }}
      aria-label={isFilm ? [t('message.open_video'), length].filter(Boolean).join(', ') : t('message.open_image')}
      data-film={isFilm || undefined}
      onClick={() => onView(message)}
    >
      {attachment.has_thumbnail && (
        <img className={classes.thumbnail} src={thumbnailUrl(lawyerId, attachment.id)} alt="" data-under={inFull} />
      )}
      {inFull && !broken && (
        <img
          className={classes.full}
          src={attachmentUrl(lawyerId, attachment.id)}
          alt=""
          loading="lazy"
          decoding="async"
          onError={() => setBroken(true)}
        />
      )}
      {broken && (
        <span className={classes.broken}>
          <IconPhotoOff size={22} aria-hidden="true" />
          {t('message.not_playable')}
        </span>
      )}
      {isFilm && (
        <>
          <span className={classes.play}>
            <IconPlayerPlayFilled size={22} aria-hidden="true" />
          </span>
          {length !== null && <span className={classes.length}>{length}</span>}
        </>
      )}
    </button>
  );
}
