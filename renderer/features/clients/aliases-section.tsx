import { Button } from '@mantine/core';
import { IconPlus } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ClientAlias } from '../../../main/contract/entities.ts';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { PhoneForm } from '../../ui/phone-form.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { AliasList } from './alias-list.tsx';
import classes from './client-page.module.css';
import { useAddPhone, useRemoveAlias } from './client-queries.ts';

interface AliasesSectionProps {
  lawyerId: string;
  clientId: string;
  aliases: readonly ClientAlias[];
}

/** The addresses of a client. A number that a person entered can be taken back; what WhatsApp has told stays. */
export function AliasesSection({ lawyerId, clientId, aliases }: AliasesSectionProps) {
  const { t } = useTranslation();
  const [adding, setAdding] = useState(false);
  const [going, setGoing] = useState<string | null>(null);
  const add = useAddPhone(lawyerId, clientId);
  const remove = useRemoveAlias(lawyerId, clientId);
  return (
    <>
      <AliasList
        aliases={aliases}
        onRemove={(value) => {
          remove.reset();
          setGoing(value);
        }}
      />
      <div className={classes.actions}>
        <Button
          size="xs"
          variant="default"
          leftSection={<IconPlus size={15} aria-hidden="true" />}
          onClick={() => {
            add.reset();
            setAdding(true);
          }}
        >
          {t('clients.add_phone')}
        </Button>
      </div>
      {adding && (
        <Dialog title={t('clients.add_phone')} opened onClose={() => setAdding(false)}>
          <PhoneForm
            text={t('clients.add_phone_text')}
            submitLabel={t('clients.add')}
            pending={add.isPending}
            error={add.error}
            onClose={() => setAdding(false)}
            onSubmit={(phone) => add.mutate(phone, { onSuccess: () => setAdding(false) })}
          />
        </Dialog>
      )}
      {going !== null && (
        <ConfirmDialog
          title={t('clients.remove_phone_title', { phone: formatPhoneNumber(going) })}
          text={t('clients.remove_phone_text')}
          confirm={t('clients.remove_phone')}
          dangerous
          pending={remove.isPending}
          error={remove.error}
          onConfirm={() => remove.mutate(going, { onSuccess: () => setGoing(null) })}
          onClose={() => setGoing(null)}
        />
      )}
    </>
  );
}
