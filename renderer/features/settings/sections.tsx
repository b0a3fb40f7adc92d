import { Loader } from '@mantine/core';
import {
  IconAdjustments,
  IconBrandWhatsapp,
  IconDeviceDesktop,
  IconUserEdit,
  IconWorld,
  type TablerIcon,
} from '@tabler/icons-react';
import type { ParseKeys } from 'i18next';
import type { ComponentType } from 'react';
import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { HistoryDetails } from '../history/history-details.tsx';
import { useHistory } from '../history/history-queries.ts';
import { LawyerDetails } from '../lawyers/lawyer-details.tsx';
import { LawyerState } from '../lawyers/lawyer-state.tsx';
import { AppSection } from './app-section.tsx';
import { BrokersSection } from './brokers-section.tsx';
import { SettingsFields } from './settings-fields.tsx';
import classes from './settings-parts.module.css';
import { useSettings } from './settings-queries.ts';
import { TunnelSection } from './tunnel-section.tsx';
import { WhatsappSettings } from './whatsapp-settings.tsx';

interface SectionProps {
  lawyer: LawyerWithSession;
  practice: boolean;
}

interface SettingsSection {
  /** As it stands in the address. */
  id: string;
  title: ParseKeys;
  icon: TablerIcon;
  Section: ComponentType<SectionProps>;
}

/** The sections of the settings, in the order in which they are shown: one line each. */
export const SECTIONS: readonly [SettingsSection, ...SettingsSection[]] = [
  { id: 'whatsapp', title: 'settings.whatsapp', icon: IconBrandWhatsapp, Section: WhatsappSection },
  { id: 'lawyer', title: 'lawyers.details', icon: IconUserEdit, Section: LawyerSection },
  { id: 'rules', title: 'settings.rules', icon: IconAdjustments, Section: RulesSection },
  { id: 'tunnel', title: 'tunnel.title', icon: IconWorld, Section: DirectorySection },
  { id: 'app', title: 'app_settings.title', icon: IconDeviceDesktop, Section: AppSection },
];

function WhatsappSection({ lawyer }: SectionProps) {
  const { t } = useTranslation();
  const { data: history } = useHistory(lawyer.id);
  return (
    <>
      <WhatsappSettings lawyer={lawyer} />
      {history && (
        <section className={classes.part} aria-label={t('history.title')}>
          <h2 className={classes.title}>{t('history.title')}</h2>
          <HistoryDetails lawyerId={lawyer.id} progress={history} />
        </section>
      )}
    </>
  );
}

function LawyerSection({ lawyer }: SectionProps) {
  // What is typed of one is not another's.
  return (
    <>
      <LawyerDetails key={lawyer.id} lawyer={lawyer} />
      <LawyerState key={`state of ${lawyer.id}`} lawyer={lawyer} />
    </>
  );
}

/** What leads out of this computer: the way in, and the message brokers. */
function DirectorySection({ lawyer }: SectionProps) {
  return (
    <>
      <TunnelSection />
      <BrokersSection lawyerId={lawyer.id} />
    </>
  );
}

function RulesSection({ lawyer, practice }: SectionProps) {
  const { t } = useTranslation();
  const settings = useSettings(lawyer.id);
  if (settings.isPending) return <Loader size="sm" />;
  if (!settings.data) return <p role="alert">{t('settings.failed')}</p>;
  return <SettingsFields lawyerId={lawyer.id} settings={settings.data} practice={practice} />;
}
