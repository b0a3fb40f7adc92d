import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AppSettings } from '../../../main/contract/app-settings.ts';
import { LANGUAGES, type Language } from '../../i18n/languages.ts';

interface LanguageFieldProps {
  language: AppSettings['language'];
  practice: boolean;
  onChange: (language: AppSettings['language']) => void;
}

/** The language of the window, each by its own name. */
export function LanguageField({ language: chosen, practice, onChange }: LanguageFieldProps) {
  const { t } = useTranslation();
  // The language that is made up is of use to those only who try the app out.
  const languages = (Object.keys(LANGUAGES) as Language[]).filter(
    (language) => language !== 'en-XA' || practice || chosen === 'en-XA',
  );
  return (
    <NativeSelect
      label={t('app_settings.language')}
      value={chosen}
      onChange={({ currentTarget: { value } }) => onChange(languages.find((language) => language === value) ?? 'auto')}
    >
      <option value="auto">{t('app_settings.auto')}</option>
      {languages.map((language) => (
        <option key={language} value={language} lang={language}>
          {LANGUAGES[language].name}
        </option>
      ))}
    </NativeSelect>
  );
}
