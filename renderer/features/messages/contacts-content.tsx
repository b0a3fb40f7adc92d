import { Button } from '@mantine/core';
import { IconAddressBook } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { MessageDetails } from '../../../main/contract/values.ts';
import { Avatar } from '../../ui/avatar.tsx';
import { CopyText } from '../../ui/copy-text.tsx';
import { formatPhoneNumber, parsePhoneNumber } from '../../ui/phone-number.ts';
import { SafeText } from '../../ui/safe-text.tsx';
import classes from './card-content.module.css';
import { useThreadContext } from './thread-context.ts';

/** Contact cards: who is on them, as far as anything follows from what a stranger wrote there. */
export function ContactsContent({ details }: { details: Extract<MessageDetails, { type: 'contacts' }> }) {
  const { t } = useTranslation();
  const { isReadOnly, onWrite } = useThreadContext();
  return (
    <div className={classes.card}>
      <p className={classes.head}>
        <IconAddressBook size={17} aria-hidden="true" />
        {t('kind.contacts')}
      </p>
      {details.contacts.map(({ name, phones }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: two cards can say the same
        <div key={index} className={classes.person}>
          <Avatar name={name} size={32} />
          <div className={classes.stretch}>
            <SafeText className={classes.strong}>{name}</SafeText>
            {phones.length === 0 && <span className={classes.quiet}>{t('message.contact_empty')}</span>}
            {phones.map((typed) => {
              const phone = parsePhoneNumber(typed);
              const shown = phone === null ? typed : formatPhoneNumber(phone);
              return (
                <div key={typed} className={classes.row}>
                  <CopyText text={phone ?? typed} label={t('message.contact_copy', { phone: shown })}>
                    <SafeText className={classes.number}>{shown}</SafeText>
                  </CopyText>
                  {phone !== null && !isReadOnly && (
                    <Button
                      size="compact-xs"
                      variant="light"
                      aria-label={t('message.contact_write', { name })}
                      onClick={() => onWrite(phone)}
                    >
                      {t('chats.write')}
                    </Button>
                  )}
                </div>
              );
            })}
          </div>
        </div>
      ))}
    </div>
  );
}
