import { Loader, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSettings, AppSettingsChange } from '../../../main/contract/app-settings.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useAppSettings, useSaveAppSettings } from './app-settings-queries.ts';
import classes from './settings-parts.module.css';

const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly AppSettings['theme'][];
const CONTRASTS = ['auto', 'normal', 'high'] as const satisfies readonly AppSettings['contrast'][];
/** 1: as large as the system has it. */
const ZOOMS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** Language and look of the window, for whoever sits at this computer. What is chosen is saved, and seen, at once. */
export function AppSection({ practice }: { practice: boolean }) {
  const { t } = useTranslation();
  const { data, isPending } = useAppSettings();
  const save = useSaveAppSettings();
  return (
    <section className={classes.part} aria-label={t('app_settings.title')}>
      <h2 className={classes.title}>{t('app_settings.title')}</h2>
      <p className={classes.text}>{t('app_settings.text')}</p>
      {isPending && <Loader size="sm" />}
      {!isPending && !data && <p role="alert">{t('settings.failed')}</p>}
      {data && (
        <AppFields
          // What was chosen is shown from the first moment.
          settings={save.isPending ? withChange(data, save.variables) : data}
          practice={practice}
          onChange={(change) => save.mutate(change)}
        />
      )}
      <ProblemLine error={save.error} />
    </section>
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
  // The language that is made up is of use to those only who try the app out.
  const languages = (Object.keys(LANGUAGES) as Language[]).filter(
    (language) => language !== 'en-XA' || practice || settings.language === 'en-XA',
  );
  // The menu's own zoom has steps of its own.
  const zooms = [...new Set([...ZOOMS, settings.zoom])].sort((one, other) => one - other);
  return (
    <div className={classes.fields}>
      <NativeSelect
        label={t('app_settings.language')}
        value={settings.language}
        onChange={({ currentTarget: { value } }) =>
          onChange({ language: languages.find((language) => language === value) ?? 'auto' })
        }
      >
        <option value="auto">{t('app_settings.auto')}</option>
        {languages.map((language) => (
          <option key={language} value={language} lang={language}>
            {LANGUAGES[language].name}
          </option>
        ))}
      </NativeSelect>
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
