import { Fragment, memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { formatClock } from '../../ui/format-time.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import { noticeText } from './message-text.ts';
import classes from './notice-line.module.css';

/** WhatsApp's own notice: small, in the middle of the chat. */
export const NoticeLine = memo(function NoticeLine({ message }: { message: Message }) {
  const { t, i18n } = useTranslation();
  const { details, text, sent_at: sentAt } = message;
  const notice = details?.type === 'notice' ? details : null;
  return (
    <article className={classes.notice} aria-label={t('kind.notice')}>
      <span className={classes.words}>
        {notice ? noticeText(notice.code, t) : t('kind.notice')}
        {text !== '' && (
          <>
            {' '}
            <SafeText>{text}</SafeText>
          </>
        )}
        {notice && notice.values.length > 0 && (
          <>
            {' '}
            {notice.values.map((value, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: they never change, and two can be the same
              <Fragment key={index}>
                {index > 0 && ', '}
                <SafeText>{value}</SafeText>
              </Fragment>
            ))}
          </>
        )}{' '}
        <time dateTime={sentAt}>{formatClock(sentAt, i18n.language)}</time>
      </span>
    </article>
  );
});
