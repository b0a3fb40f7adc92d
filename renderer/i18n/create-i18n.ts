import { createInstance, type i18n } from 'i18next';
import { initReactI18next } from 'react-i18next';
import { isolated } from '../ui/isolated.ts';
import en from './en.json' with { type: 'json' };

/**
 * The window's texts, in English: a `LanguageSwitch` puts others in its place. React escapes what is put into them; that it
 * turns nothing around it is seen to here, for every text and every language.
 * @param system the system's language; if it is an English, its region is kept, for dates and numbers
 */
export function createI18n(system: string): i18n {
  const instance = createInstance();
  instance.use(initReactI18next).init({
    resources: { en: { translation: en } },
    // A language that is not there must not mix its dates into English.
    lng: system.split('-')[0] === 'en' ? system : 'en',
    fallbackLng: 'en',
    initAsync: false,
    // Who writes a text need not know which of its values are strangers'. One that is filled in is isolated, never escaped.
    interpolation: { escapeValue: true, escape: (value: string) => isolated(value, instance.dir()) },
  });
  return instance;
}
