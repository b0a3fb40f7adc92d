/** What is offered for a text; a template may have others over the API. */
const OFFERED = [
  ...['ar', 'bg', 'cs', 'da', 'de', 'de-AT', 'de-CH', 'el', 'en', 'en-GB', 'en-US', 'es', 'et', 'fa', 'fi', 'fr', 'he'],
  ...['hi', 'hr', 'hu', 'it', 'ja', 'ko', 'ku', 'lt', 'lv', 'nl', 'no', 'pl', 'ps', 'pt', 'pt-BR', 'ro', 'ru', 'sk'],
  ...['sl', 'so', 'sq', 'sr', 'sv', 'th', 'ti', 'tr', 'uk', 'ur', 'vi', 'zh-Hans', 'zh-Hant'],
];

/** A language's name in the window's own. */
export function languageName(tag: string, locale: string): string {
  try {
    return new Intl.DisplayNames([locale], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** The languages to choose from, by their names. `taken` are those of other texts. */
export function languageChoices(own: string, taken: readonly string[], locale: string) {
  const { compare } = new Intl.Collator(locale);
  const names = new Intl.DisplayNames([locale], { type: 'language' });
  return [...new Set([...OFFERED, own])]
    .filter((tag) => tag === own || !taken.includes(tag))
    .map((value) => ({ value, label: names.of(value) ?? value }))
    .toSorted((one, other) => compare(one.label, other.label));
}

/** What a further text begins with: the window's language, or another that has none yet. */
export function freeLanguage(taken: readonly string[], locale: string): string {
  const own = locale.split('-')[0] ?? locale;
  return [own, 'en', ...OFFERED].find((tag) => OFFERED.includes(tag) && !taken.includes(tag)) ?? 'en';
}
