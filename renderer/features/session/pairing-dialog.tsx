import { useTranslation } from 'react-i18next';
import type { Lawyer } from '../../../main/contract/entities.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { PhoneForm } from '../../ui/phone-form.tsx';
import { formatPhoneNumber } from '../../ui/phone-number.ts';
import { useRequestPairingCode } from './session-queries.ts';

/** Asks WhatsApp for a code to be typed in on the phone. It is closed by the session, which then shows the code. */
export function PairingDialog({ lawyer, onClose }: { lawyer: Lawyer; onClose: () => void }) {
  const { t } = useTranslation();
  const request = useRequestPairingCode(lawyer.id);
  return (
    <Dialog title={t('session.screen.pairing-code.ask_title')} opened onClose={onClose}>
      <PhoneForm
        text={t('session.screen.pairing-code.ask_text')}
        submitLabel={t('session.screen.pairing-code.ask')}
        initial={formatPhoneNumber(lawyer.phone_number)}
        pending={request.isPending}
        error={request.error}
        onClose={onClose}
        onSubmit={(phone) => request.mutate(phone, { onSuccess: onClose })}
      />
    </Dialog>
  );
}
