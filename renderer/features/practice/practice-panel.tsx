import { Tabs } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useErrand } from '../../routing/use-errand.ts';
import { parsePhoneNumber } from '../../ui/phone-number.ts';
import { SidePanel } from '../../ui/side-panel.tsx';
import { ActTab } from './act-tab.tsx';
import { ClientPicker, type PracticeClient } from './client-picker.tsx';
import { FaultsTab } from './faults-tab.tsx';
import { LeavePractice } from './leave-practice.tsx';
import { PRACTICE_CLIENTS } from './practice-clients.ts';
import classes from './practice-panel.module.css';
import { useClientMessages } from './use-client-messages.ts';
import { WriteTab } from './write-tab.tsx';

interface PracticePanelProps {
  lawyerId: string;
  /** Until the simulated phone has scanned, nobody can be reached. */
  linked: boolean;
  onClose: () => void;
}

/** Plays the clients' phones, and makes the simulated WhatsApp as unkind as the real one can be. */
export function PracticePanel({ lawyerId, linked, onClose }: PracticePanelProps) {
  const { t } = useTranslation();
  const [client, setClient] = useState<PracticeClient>(PRACTICE_CLIENTS[0]);
  const [tab, setTab] = useState<string | null>('write');
  useErrand('practice.act', () => setTab('act'));
  useErrand('practice.faults', () => setTab('faults'));
  const phone = parsePhoneNumber(client.phone);
  const messages = useClientMessages(lawyerId, phone);
  const picker = <ClientPicker client={client} onClient={setClient} wrongPhone={phone === null} />;
  const unlinked = !linked && (
    <p className={classes.text} role="status">
      {t('practice.needs_link')}
    </p>
  );
  return (
    <SidePanel title={t('practice.panel')} onClose={onClose}>
      <Tabs value={tab} onChange={setTab} keepMounted={false}>
        <Tabs.List aria-label={t('practice.tabs')} grow>
          <Tabs.Tab value="write">{t('practice.tab_write')}</Tabs.Tab>
          <Tabs.Tab value="act">{t('practice.tab_act')}</Tabs.Tab>
          <Tabs.Tab value="faults">{t('practice.tab_faults')}</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="write" className={classes.tab ?? ''}>
          <p className={classes.text}>{t('practice.text')}</p>
          {picker}
          {unlinked}
          <WriteTab lawyerId={lawyerId} client={{ ...client, phone }} linked={linked} messages={messages} />
        </Tabs.Panel>
        <Tabs.Panel value="act" className={classes.tab ?? ''}>
          <p className={classes.text}>{t('practice.act_text')}</p>
          {picker}
          {unlinked}
          <ActTab lawyerId={lawyerId} phone={phone} linked={linked} messages={messages} />
        </Tabs.Panel>
        <Tabs.Panel value="faults" className={classes.tab ?? ''}>
          <p className={classes.text}>{t('practice.faults_text')}</p>
          <FaultsTab />
        </Tabs.Panel>
      </Tabs>
      <div className={classes.leave}>
        <LeavePractice />
      </div>
    </SidePanel>
  );
}
