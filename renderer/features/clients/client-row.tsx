import { useTranslation } from 'react-i18next';
import type { ClientRow } from '../../../main/contract/client-rows.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { formatListTime } from '../../ui/format-time.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './client-list.module.css';

interface ClientListRowProps {
  id: string;
  client: ClientRow;
  selected: boolean;
  now: Date;
  onOpen: () => void;
}

/** One client of the list. The list itself takes the keyboard; a row takes the mouse. */
export function ClientListRow({ id, client, selected, now, onOpen }: ClientListRowProps) {
  const { t, i18n } = useTranslation();
  const { name, phone, status, last_activity_at: last } = client;
  const number = phone === null ? '' : formatPhoneNumber(phone);
  const shownPhone = number || t('common.unknown_phone');
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: arrow keys are handled by the listbox
    // biome-ignore lint/a11y/useFocusableInteractive: the listbox holds the focus and points here
    <div id={id} role="option" aria-selected={selected} className={classes.row} onClick={onOpen}>
      <Avatar name={name ?? number} size={38} />
      <span className={classes.lines}>
        <span className={classes.line}>
          <SafeText className={classes.name}>{name ?? t('client.unnamed')}</SafeText>
          {last !== null && <time className={classes.time}>{formatListTime(last, now, i18n.language, t)}</time>}
        </span>
        <span className={classes.line}>
          <bdi className={classes.quiet}>{shownPhone}</bdi>
          <span className={classes.time}>{t(`clients.is.${status}`)}</span>
        </span>
      </span>
    </div>
  );
}
