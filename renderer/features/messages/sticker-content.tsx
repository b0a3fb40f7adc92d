import { useTranslation } from 'react-i18next';
import type { Attachment } from '../../../main/contract/entities.ts';
import { attachmentUrl } from '../attachments/attachment-url.ts';
import classes from './sticker-content.module.css';
import { useThreadContext } from './thread-context.ts';

/** Stickers are square, and stand in the chat without a bubble's ground. */
export function StickerContent({ attachment }: { attachment: Attachment }) {
  const { t } = useTranslation();
  const { lawyerId } = useThreadContext();
  return (
    <img
      className={classes.sticker}
      src={attachmentUrl(lawyerId, attachment.id)}
      alt={t('kind.sticker')}
      width={150}
      height={150}
    />
  );
}
