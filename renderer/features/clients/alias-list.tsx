import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { ClientAlias } from '../../../main/contract/entities.ts';
import { formatDate } from '../../ui/format-time.ts';
import { LinkButton } from '../../ui/link-button.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './details-panel.module.css';

interface AliasListProps {
  aliases: readonly ClientAlias[];
  /** Absent where nothing is changed. A number that WhatsApp has told is never offered. */
  onRemove?: (value: string) => void;
}

/** Every address of one person, with when it was first and last seen, and where. */
export function AliasList({ aliases, onRemove }: AliasListProps) {
  const { t, i18n } = useTranslation();
  return (
    <ul className={classes.list}>
      {aliases.map(({ kind, value, source, first_seen_at: first, last_seen_at: last }) => (
        <li key={`${kind} ${value}`}>
          <span className={classes.kind}>{t(`client.${kind}`)}</span>
          <SafeText className={classes.value}>{kind === 'phone' ? formatPhoneNumber(value) : value}</SafeText>
          <span className={classes.quiet}>
            {t('client.seen', {
              first: formatDate(first, i18n.language),
              last: formatDate(last, i18n.language),
              source: sourceText(source, t),
            })}
          </span>
          {onRemove && kind === 'phone' && source !== 'whatsapp' && (
            <LinkButton
              className={classes.remove}
              aria-label={t('clients.remove_phone_of', { phone: formatPhoneNumber(value) })}
              onClick={() => onRemove(value)}
            >
              {t('clients.remove_phone')}
            </LinkButton>
          )}
        </li>
      ))}
    </ul>
  );
}

function sourceText(source: string, t: TFunction): string {
  switch (source) {
    case 'whatsapp':
    case 'api':
      return t(`client.source.${source}`);
    default:
      return t('client.source.other', { source });
  }
}
