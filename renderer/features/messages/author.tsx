import { useTranslation } from 'react-i18next';
import type { Message } from '../../../main/contract/entities.ts';
import { hueOf } from '../../ui/initials.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './author.module.css';

/** Who wrote it, in a group: the name that they gave themselves, and the number behind it. */
export function Author({ message }: { message: Message }) {
  const { t } = useTranslation();
  const { sender_name: name, sender_phone: phone } = message;
  const number = phone === null ? null : formatPhoneNumber(phone);
  return (
    <span className={classes.author} style={{ '--author-hue': hueOf(phone ?? name ?? '') }}>
      <SafeText className={classes.name}>{name ?? number ?? t('common.nobody')}</SafeText>
      {name !== null && number !== null && <bdi className={classes.phone}>{number}</bdi>}
    </span>
  );
}
