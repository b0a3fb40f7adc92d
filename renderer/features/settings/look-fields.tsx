import { Loader, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppLookChange, AppSettings } from '../../../main/contract/app-settings.ts';
import { ProblemLine } from '../../ui/problem-line.tsx';
import { useAppSettings, useSetLook } from './app-settings-queries.ts';
import { LanguageField } from './language-field.tsx';
import classes from './settings-parts.module.css';

export const THEMES = ['auto', 'light', 'dark'] as const satisfies readonly AppSettings['theme'][];
export const CONTRASTS = ['auto', 'normal', 'high'] as const satisfies readonly AppSettings['contrast'][];
/** 1: as large as the system has it. */
export const ZOOMS = [0.5, 0.75, 0.9, 1, 1.1, 1.25, 1.5, 1.75, 2];

/** Language and look of the window, for whoever sits at this computer. What is chosen is saved, and seen, at once. */
export function LookFields({ practice }: { practice: boolean }) {
  const { t } = useTranslation();
  const { isPending } = useAppSettings();
  const { settings, set, error } = useSetLook();
  return (
    <>
      <p className={classes.text}>{t('app_settings.text')}</p>
      {isPending && <Loader size="sm" />}
      {!isPending && !settings && <p role="alert">{t('settings.failed')}</p>}
      {settings && <Fields settings={settings} practice={practice} onChange={set} />}
      <ProblemLine error={error} />
    </>
  );
}

interface FieldsProps {
  settings: AppSettings;
  practice: boolean;
  onChange: (change: AppLookChange) => void;
}

function Fields({ settings, practice, onChange }: FieldsProps) {
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
