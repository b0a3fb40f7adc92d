import { VisuallyHidden } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ScreenProps } from '../../routing/screen.ts';
import { WhatsappArea } from './whatsapp-area.tsx';

/** WhatsApp's own page, as it is. */
export default function WhatsappScreen({ lawyer }: ScreenProps) {
  const { t } = useTranslation();
  return (
    <>
      <VisuallyHidden component="h1">{t('app.whatsapp')}</VisuallyHidden>
      <WhatsappArea lawyerId={lawyer.id} />
    </>
  );
}
