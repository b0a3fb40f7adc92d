import { Stack } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../../ui/dialog.tsx';
import { LookFields } from './look-fields.tsx';

/** Language and look for who has no settings screen: support. */
export function LookDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Dialog title={t('app_settings.look')} opened onClose={onClose}>
      <Stack gap="md">
        {/* The made-up language is of use to those only who try the app out. */}
        <LookFields practice={false} />
      </Stack>
    </Dialog>
  );
}
