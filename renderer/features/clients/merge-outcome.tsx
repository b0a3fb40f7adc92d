import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { MergePreview } from '../../../main/contract/client-merge.ts';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './merge-dialog.module.css';

/** What the one client will be that comes of two. */
export function MergeOutcome({ result }: { result: MergePreview['result'] }) {
  const { t } = useTranslation();
  const { name, phone, status, aliases, chat, message_count, duplicates, taken_over, left_aside } = result;
  const list = (fields: readonly ('name' | 'phone' | 'email' | 'notes')[]) =>
    fields.map((field) => t(`clients.field.${field}`)).join(', ');
  return (
    <dl className={classes.outcome} aria-label={t('clients.outcome.title')}>
      <Fact label={t('common.name')}>
        <SafeText>{name ?? t('client.unnamed')}</SafeText>
      </Fact>
      <Fact label={t('common.phone')}>
        <bdi>{phone === null ? t('common.unknown_phone') : formatPhoneNumber(phone)}</bdi>
      </Fact>
      <Fact label={t('clients.status')}>{t(`clients.is.${status}`)}</Fact>
      <Fact label={t('client.addresses')}>
        {aliases.map(({ kind, value }) => (
          <SafeText key={`${kind} ${value}`} className={classes.address}>
            {kind === 'phone' ? formatPhoneNumber(value) : value}
          </SafeText>
        ))}
      </Fact>
      <Fact label={t('clients.outcome.chat')}>
        {t(`clients.outcome.chat_${chat}`)} {t('client.merge_count', { count: message_count })}
        {duplicates > 0 && <> · {t('clients.outcome.duplicates', { count: duplicates })}</>}
      </Fact>
      {taken_over.length > 0 && <Fact label={t('clients.outcome.taken_over')}>{list(taken_over)}</Fact>}
      {left_aside.length > 0 && <Fact label={t('clients.outcome.left_aside')}>{list(left_aside)}</Fact>}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  );
}
