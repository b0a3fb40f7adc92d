import { IconChartBar } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetails } from '../../../main/contract/values.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './card-content.module.css';

/** A poll's question and answers, to be read. */
export function PollContent({ details }: { details: Extract<MessageDetails, { type: 'poll' }> }) {
  const { t } = useTranslation();
  return (
    <div className={classes.card}>
      <p className={classes.head}>
        <IconChartBar size={17} aria-hidden="true" />
        {t(details.allows_several ? 'message.poll_several' : 'message.poll_one')}
      </p>
      <SafeText className={classes.strong}>{details.question}</SafeText>
      <ul className={classes.options}>
        {details.options.map((option, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: two answers can say the same
          <li key={index}>
            <SafeText>{option}</SafeText>
          </li>
        ))}
      </ul>
      <span className={classes.quiet}>{t('message.poll_votes')}</span>
    </div>
  );
}
