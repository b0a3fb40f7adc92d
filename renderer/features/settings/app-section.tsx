import { Loader, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSettings, AppSettingsChange } from '../../../main/contract/app-settings.ts';
import type { LawyerWithSession } from '../../../main/contract/ipc.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { SetUpCard } from '../onboarding/set-up-card.tsx';
import { UpdatesSection } from '../updates/updates-section.tsx';
import { useAppSettings, useSaveAppSettings, useSettingsSupport } from './app-settings-queries.ts';
import { DesktopFields } from './desktop-fields.tsx';
import { LanguageField } from './language-field.tsx';
import classes from './settings-parts.module.css';

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly AppSettings['theme'][];
const CONTRASTS = ['auto', 'normal', 'high'] as const satisfies readonly AppSettings['contrast'][];
/** 1: as large as the system has it. */
const ZOOMS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** Language and look of the window, for whoever sits at this computer. What is chosen is saved, and seen, at once. */
export function AppSection({ lawyer, practice }: { lawyer: LawyerWithSession; practice: boolean }) {
  const { t } = useTranslation();
  const { data, isPending } = useAppSettings();
  const support = useSettingsSupport();
  const save = useSaveAppSettings();
  // What was chosen is shown from the first moment.
  const settings = data && (save.isPending ? withChange(data, save.variables) : data);
  const change = (wanted: AppSettingsChange) => save.mutate(wanted);
  return (
    <>
      <section className={classes.part} aria-label={t('app_settings.title')}>
        <h2 className={classes.title}>{t('app_settings.title')}</h2>
        <p className={classes.text}>{t('app_settings.text')}</p>
        {isPending && <Loader size="sm" />}
        {!isPending && !data && <p role="alert">{t('settings.failed')}</p>}
        {settings && <AppFields settings={settings} practice={practice} onChange={change} />}
        <ProblemLine error={save.error} />
      </section>
      <SetUpCard lawyerId={lawyer.id} />
      {settings && support.data && <DesktopFields settings={settings} support={support.data} onChange={change} />}
      {settings && <UpdatesSection allowed={settings.look_for_updates} onChange={change} />}
    </>
  );
}

interface AppFieldsProps {
  settings: AppSettings;
  practice: boolean;
  onChange: (change: AppSettingsChange) => void;
}

function AppFields({ settings, practice, onChange }: AppFieldsProps) {
  const { t, i18n } = useTranslation();
  const percent = new Intl.NumberFormat(i18n.language, { style: 'percent' });
  // The menu's own zoom has steps of its own.
  const zooms = [...new Set([...ZOOMS, settings.zoom])].sort((one, other) => one - other);
  return (
    <div className={classes.fields}>
      <LanguageField language={settings.language} practice={practice} onChange={(language) => onChange({ language })} />
      <NativeSelect
        label={t('app_settings.zoom')}
        value={String(settings.zoom)}
        onChange={({ currentTarget: { value } }) => onChange({ zoom: Number(value) })}
        data={zooms.map((zoom) => ({ value: String(zoom), label: percent.format(zoom) }))}
      />
      <NativeSelect
        label={t('app_settings.theme')}
        value={settings.theme}
        onChange={({ currentTarget: { value } }) => onChange({ theme: THEMES.find((theme) => theme === value) })}
        data={THEMES.map((theme) => ({
          value: theme,
          label: t(theme === 'auto' ? 'app_settings.auto' : `app_settings.theme_${theme}`),
        }))}
      />
      <NativeSelect
        label={t('app_settings.contrast')}
        description={t('app_settings.contrast_hint')}
        inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={settings.contrast}
        onChange={({ currentTarget: { value } }) => onChange({ contrast: CONTRASTS.find((one) => one === value) })}
        data={CONTRASTS.map((contrast) => ({
          value: contrast,
          label: t(contrast === 'auto' ? 'app_settings.auto' : `app_settings.contrast_${contrast}`),
        }))}
      />
    </div>
  );
}

function withChange(settings: AppSettings, change: AppSettingsChange): AppSettings {
  const given = Object.entries(change).filter(([, value]) => value !== undefined);
  return { ...settings, ...Object.fromEntries(given) };
}
