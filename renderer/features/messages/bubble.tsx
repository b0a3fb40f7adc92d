import { IconBan, IconCornerUpRight } from '@tabler/icons-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message, QueuedAction } from '../../../main/contract/entities.ts';
import { formatClock } from '../../ui/format-time.ts';
import { LinkedText } from '../links/linked-text.tsx';
import { Author } from './author.tsx';
import classes from './bubble.module.css';
import { BubbleMeta } from './bubble-meta.tsx';
import { BubbleTools } from './bubble-tools.tsx';
import { BubbleTrouble } from './bubble-trouble.tsx';
import { Content } from './content.tsx';
import { useFoundMarks } from './found-marks.ts';
import { contentOf, shownText } from './message-content.ts';
import { Quote } from './quote.tsx';
import { Reactions } from './reactions.tsx';
import { senderName } from './sender-name.ts';
import { useThreadContext } from './thread-context.ts';

interface BubbleProps {
  message: Message;
  startsRun: boolean;
  endsRun: boolean;
  /** The message that it answers, where the chat on the screen has it. */
  quoted: Message | undefined;
  /** What waits to be done in WhatsApp about it. */
  queued: readonly QueuedAction[] | undefined;
  /** It was just gone to. */
  isFound: boolean;
}

/** One message. What is in it is a stranger's: shown as text only, isolated from the text around it. */
export const Bubble = memo(function Bubble({ message, startsRun, endsRun, quoted, queued, isFound }: BubbleProps) {
  const { t, i18n } = useTranslation();
  const thread = useThreadContext();
  const time = formatClock(message.sent_at, i18n.language);
  const ours = message.direction === 'outbound';
  const name = senderName(message, thread, t('common.nobody'));
  const content = contentOf(message);
  const text = shownText(message);
  const marks = useFoundMarks(message);
  return (
    <article
      className={classes.line}
      data-ours={ours || undefined}
      data-starts={startsRun || undefined}
      data-ends={endsRun || undefined}
      data-status={message.status}
      data-found={isFound || undefined}
      aria-label={
        ours ? t('chat.from_you', { time, status: t(`status.${message.status}`) }) : t('chat.from_them', { time, name })
      }
    >
      <div className={classes.row}>
        <div
          className={classes.bubble}
          data-revoked={message.revoked_at !== null || undefined}
          data-bare={content.type === 'sticker' || undefined}
          data-sound={(content.type === 'sound' && text === '') || undefined}
        >
          {thread.isGroup && !ours && startsRun && <Author message={message} />}
          {message.forwarded && (
            <span className={classes.mark}>
              <IconCornerUpRight size={14} aria-hidden="true" />
              {t('message.forwarded')}
            </span>
          )}
          {message.reply_to && <Quote message={message} quoted={quoted} />}
          <Content message={message} content={content} />
          {text !== '' && (
            <LinkedText className={classes.text} marks={marks}>
              {text}
            </LinkedText>
          )}
          <BubbleMeta message={message} queued={queued} />
          {message.revoked_at !== null && content.type !== 'unseen' && (
            <p className={classes.revoked}>
              <IconBan size={14} aria-hidden="true" />
              {ours
                ? t('message.revoked_by_you', { time: formatClock(message.revoked_at, i18n.language) })
                : t('message.revoked_by_them', { name, time: formatClock(message.revoked_at, i18n.language) })}
            </p>
          )}
        </div>
        <BubbleTools message={message} />
      </div>
      <Reactions message={message} />
      <BubbleTrouble message={message} queued={queued} />
    </article>
  );
});
