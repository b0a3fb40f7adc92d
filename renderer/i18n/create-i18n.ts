import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import en from './en.json' with { type: 'json' };

/** Every language of the window. A new one is a file beside `en.json` and a line here. */
export const LANGUAGES = { en: { translation: en } } as const;

/** The window's texts, in the system's language where we have it. React escapes what is put into them. */
export function createI18n(language: string): i18n {
  // The region is kept, for dates and times; a language that we lack must not mix its dates into English.
  const known = Object.hasOwn(LANGUAGES, language.split('-')[0] ?? '');
  const instance = createInstance();
  instance.use(initReactI18next).init({
    resources: LANGUAGES,
    lng: known ? language : 'en',
    fallbackLng: 'en',
    initAsync: false,
    interpolation: { escapeValue: false },
  });
  return instance;
}
