import { IconPaperclip } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatClock } from '../../ui/format-time.ts';
import { Ticks } from '../../ui/ticks.tsx';
import classes from './bubble.module.css';
import { kindText, troubleText } from './preview-text.ts';

interface BubbleProps {
  message: Message;
  startsRun: boolean;
  endsRun: boolean;
  title: string;
  /** Puts the text of a message that was not sent back into the compose box. */
  onAgain: (text: string) => void;
}

/** One message. Its text is a stranger's: shown as text only, isolated from the text around it. */
export const Bubble = memo(function Bubble({ message, startsRun, endsRun, title, onAgain }: BubbleProps) {
  const { t, i18n } = useTranslation();
  const time = formatClock(message.sent_at, i18n.language);
  const ours = message.direction === 'outbound';
  const kind = kindText(message.kind, t);
  const trouble = ours ? troubleText(message, t) : null;
  return (
    <article
      className={classes.line}
      data-ours={ours || undefined}
      data-starts={startsRun || undefined}
      data-ends={endsRun || undefined}
      data-status={message.status}
      aria-label={
        ours
          ? t('chat.from_you', { time, status: t(`status.${message.status}`) })
          : t('chat.from_them', { time, name: title })
      }
    >
      <div className={classes.bubble}>
        {kind && (
          <span className={classes.kind}>
            <IconPaperclip size={16} aria-hidden="true" />
            {kind}
          </span>
        )}
        {message.text !== '' && (
          <bdi className={classes.text} dir="auto">
            {message.text}
          </bdi>
        )}
        <span className={classes.meta}>
          <time dateTime={message.sent_at}>{time}</time>
          {ours && <Ticks status={message.status} />}
        </span>
      </div>
      {trouble && (
        <p className={classes.trouble} data-kind={message.status}>
          {trouble}
          {message.status === 'failed' && (
            <button type="button" className={classes.again} onClick={() => onAgain(message.text)}>
              {t('chat.again')}
            </button>
          )}
        </p>
      )}
    </article>
  );
});
