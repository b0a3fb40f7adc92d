import type { i18n, ResourceKey } from 'i18next';
import type { AppSettings } from '../../main/contract/app-settings.ts';
import { LANGUAGES, type Language } from './languages.ts';

/** What is chosen is shown as soon as its texts are there; until then, and if they do not come, all stays as it is. */
export class LanguageSwitch {
  readonly #i18n: i18n;
  readonly #system: readonly string[];
  readonly #load: (language: Language) => Promise<ResourceKey>;
  #wanted: string;

  /** @param system the system's languages, the one that counts first, as in `navigator.languages` */
  constructor(
    i18n: i18n,
    system: readonly string[],
    load: (language: Language) => Promise<ResourceKey> = (language) => LANGUAGES[language].load(),
  ) {
    this.#i18n = i18n;
    this.#system = system;
    this.#load = load;
    this.#wanted = i18n.language;
  }

  /** Never rejects. The last one that was chosen counts, whichever is there first. */
  async choose(chosen: AppSettings['language']): Promise<void> {
    const locale = localeOf(chosen, this.#system);
    this.#wanted = locale;
    const language = languageOf(locale) ?? 'en';
    if (!this.#i18n.hasResourceBundle(language, 'translation')) {
      try {
        this.#i18n.addResourceBundle(language, 'translation', await this.#load(language));
      } catch {
        // Chosen again, it is tried again.
        return;
      }
    }
    if (this.#wanted === locale && this.#i18n.language !== locale) await this.#i18n.changeLanguage(locale);
  }
}

/**
 * The language with a region, for dates and numbers: the system's, if it has one for that language (`de-AT`). The
 * system's language that we do not have is English without one.
 */
export function localeOf(chosen: AppSettings['language'], system: readonly string[]): string {
  if (chosen !== 'auto') return system.find((tag) => chosen !== 'en-XA' && languageOf(tag) === chosen) ?? chosen;
  const [first] = system;
  return first && languageOf(first) ? first : 'en';
}

function languageOf(locale: string): Language | null {
  const known = Object.keys(LANGUAGES) as Language[];
  return known.find((language) => language === locale) ?? known.find((one) => one === locale.split('-')[0]) ?? null;
}
