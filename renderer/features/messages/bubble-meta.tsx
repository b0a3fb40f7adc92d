import { IconCircleNumber1, IconHourglassLow } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { Message, QueuedAction } from '../../../main/contract/entities.ts';
import { formatClock, formatSpan } from '../../ui/format-time.ts';
import { Ticks } from '../../ui/ticks.tsx';
import { waitingText } from '../queue/waiting-text.ts';
import classes from './bubble.module.css';
import { useThreadContext } from './thread-context.ts';

interface BubbleMetaProps {
  message: Message;
  queued: readonly QueuedAction[] | undefined;
}

/** The small line in a bubble's corner: what is special about the message, when it was sent, how far it has come. */
export function BubbleMeta({ message, queued }: BubbleMetaProps) {
  const { t, i18n } = useTranslation();
  const { onVersions } = useThreadContext();
  const sending = queued?.find(({ action }) => action === 'send');
  const isOnItsWay = message.status === 'queued' || message.status === 'sending';
  const disappears = message.disappears_after;
  const disappearsText = disappears === null ? '' : t('message.disappears', { time: formatSpan(disappears, t) });
  return (
    <span className={classes.meta}>
      {message.view_once && (
        <span role="img" aria-label={t('message.view_once')} title={t('message.view_once')}>
          <IconCircleNumber1 size={13} aria-hidden="true" />
        </span>
      )}
      {disappears !== null && (
        <span role="img" aria-label={disappearsText} title={disappearsText}>
          <IconHourglassLow size={13} aria-hidden="true" />
        </span>
      )}
      {message.edited_at !== null && (
        <button
          type="button"
          className={classes.edited}
          title={t('message.edited_show', { time: formatClock(message.edited_at, i18n.language) })}
          onClick={() => onVersions(message)}
        >
          {t('message.edited')}
        </button>
      )}
      <time dateTime={message.sent_at}>{formatClock(message.sent_at, i18n.language)}</time>
      {message.direction === 'outbound' && (
        <Ticks
          status={message.status}
          why={sending && isOnItsWay ? waitingText(sending, new Date(), i18n.language, t) : undefined}
        />
      )}
    </span>
  );
}
