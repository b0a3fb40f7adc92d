import { useTranslation } from 'react-i18next';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { SetUpCard } from '../onboarding/set-up-card.tsx';
import { UpdatesSection } from '../updates/updates-section.tsx';
import { useSetConduct, useSettingsSupport } from './app-settings-queries.ts';
import { DesktopFields } from './desktop-fields.tsx';
import { LookFields } from './look-fields.tsx';
import classes from './settings-parts.module.css';

/** How the window looks, and what the app does beside it. What is chosen is saved, and seen, at once. */
export function AppSection({ lawyer, practice }: { lawyer: LawyerWithSession; practice: boolean }) {
  const { t } = useTranslation();
  const { settings, set, error } = useSetConduct();
  const support = useSettingsSupport();
  return (
    <>
      <section className={classes.part} aria-label={t('app_settings.title')}>
        <h2 className={classes.title}>{t('app_settings.title')}</h2>
        <LookFields practice={practice} />
      </section>
      <SetUpCard lawyerId={lawyer.id} isKept />
      {settings && support.data && (
        <DesktopFields settings={settings} support={support.data} error={error} onChange={set} />
      )}
      {settings && <UpdatesSection allowed={settings.look_for_updates} onChange={set} />}
    </>
  );
}
