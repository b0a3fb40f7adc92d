import { UnstyledButton } from '@mantine/core';
import { IconArrowDown } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { useFocusReturn } from '../../ui/focus-return.ts';
import { formatCount } from '../../ui/format-count.ts';
import classes from './latest-button.module.css';

/** Leads to the end of a chat, and says how much has come in there. */
export function LatestButton({ count, onPress }: { count: number; onPress: () => void }) {
  const { t, i18n } = useTranslation();
  const name = count > 0 ? t('chat.latest_unread', { count }) : t('chat.latest');
  const button = useFocusReturn<HTMLButtonElement>();
  return (
    <UnstyledButton ref={button} className={classes.latest ?? ''} aria-label={name} title={name} onClick={onPress}>
      {count > 0 && <span className={classes.count}>{formatCount(count, i18n.language)}</span>}
      <IconArrowDown size={20} aria-hidden="true" />
    </UnstyledButton>
  );
}
