import { Button, Loader } from '@mantine/core';
import { IconUserPlus } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { Dialog } from '../../ui/dialog.tsx';
import { withoutOverrides } from '../../ui/overrides.ts';
import { HistoryDetails } from '../history/history-details.tsx';
import { useHistory } from '../history/history-queries.ts';
import { BrokersSection } from './brokers-section.tsx';
import classes from './settings-dialog.module.css';
import { SettingsFields } from './settings-fields.tsx';
import { useSettings } from './settings-queries.ts';
import { TunnelSection } from './tunnel-section.tsx';
import { WhatsappSettings } from './whatsapp-settings.tsx';

interface SettingsDialogProps {
  lawyer: LawyerWithSession;
  practice: boolean;
  onAddLawyer: () => void;
  onClose: () => void;
}

/** Everything that can be set for one lawyer. */
export function SettingsDialog({ lawyer, practice, onAddLawyer, onClose }: SettingsDialogProps) {
  const { t } = useTranslation();
  const settings = useSettings(lawyer.id);
  const { data: history } = useHistory(lawyer.id);
  return (
    <Dialog title={t('settings.title', { name: withoutOverrides(lawyer.name) })} opened onClose={onClose} size={680}>
      <div className={classes.parts}>
        <WhatsappSettings lawyer={lawyer} />
        {history && (
          <section className={classes.part} aria-label={t('history.title')}>
            <h3 className={classes.title}>{t('history.title')}</h3>
            <HistoryDetails lawyerId={lawyer.id} progress={history} />
          </section>
        )}
        {settings.isPending && <Loader size="sm" />}
        {settings.isError && <p role="alert">{t('settings.failed')}</p>}
        {settings.data && (
          <SettingsFields key={lawyer.id} lawyerId={lawyer.id} settings={settings.data} practice={practice} />
        )}
        <TunnelSection />
        <BrokersSection lawyerId={lawyer.id} />
        <div className={classes.part}>
          <Button
            variant="default"
            leftSection={<IconUserPlus size={17} aria-hidden="true" />}
            onClick={() => {
              onClose();
              onAddLawyer();
            }}
          >
            {t('settings.add_lawyer')}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
