import type { ResourceKey } from 'i18next';
import type { AppSettings } from '../../main/contract/app-settings.ts';
import en from './en.json' with { type: 'json' };

/** A language that the window's texts are in. */
export type Language = Exclude<AppSettings['language'], 'auto'>;

interface LanguageEntry {
  /** As those call it who speak it. */
  name: string;
  /** Only English is in the first bundle; each other one is read when it is chosen. */
  load(): Promise<ResourceKey>;
}

/** Every language of the window. A new one is a file beside `en.json`, a line here and one in the contract. */
export const LANGUAGES: Readonly<Record<Language, LanguageEntry>> = {
  en: { name: 'English', load: async () => en },
  de: { name: 'Deutsch', load: async () => (await import('./de.json', { with: { type: 'json' } })).default },
  es: { name: 'Español', load: async () => (await import('./es.json', { with: { type: 'json' } })).default },
  pt: { name: 'Português', load: async () => (await import('./pt.json', { with: { type: 'json' } })).default },
  ar: { name: 'العربية', load: async () => (await import('./ar.json', { with: { type: 'json' } })).default },
  'en-XA': { name: '[Ƥšéûðö]', load: async () => (await import('./pseudo-locale.ts')).pseudoTexts(en) },
};
