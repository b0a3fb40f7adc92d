import { expect, test } from '@playwright/test';
import type { ResourceKey } from 'i18next';
import { createI18n } from '../../../renderer/i18n/create-i18n.ts';
import { LanguageSwitch, localeOf } from '../../../renderer/i18n/language-switch.ts';
import type { Language } from '../../../renderer/i18n/languages.ts';

/** Texts that come when the test says so. */
class FakeFiles {
  readonly asked: Language[] = [];
  readonly #waiting = new Map<Language, PromiseWithResolvers<ResourceKey>>();

  readonly load = (language: Language): Promise<ResourceKey> => {
    this.asked.push(language);
    const waiting = Promise.withResolvers<ResourceKey>();
    this.#waiting.set(language, waiting);
    return waiting.promise;
  };

  come(language: Language): void {
    this.#waiting.get(language)?.resolve({ app: { name: `Lexline in ${language}` } });
  }

  fail(language: Language): void {
    this.#waiting.get(language)?.reject(new Error('not found'));
  }
}

function opened(...system: string[]) {
  const files = new FakeFiles();
  const i18n = createI18n(system[0] ?? 'en');
  return { files, i18n, language: new LanguageSwitch(i18n, system, files.load) };
}

test('a language is spoken in the system’s region if it is the system’s, for dates and numbers', () => {
  expect(localeOf('auto', ['de-AT', 'en-US'])).toBe('de-AT');
  expect(localeOf('de', ['en-GB', 'de-AT'])).toBe('de-AT');
  expect(localeOf('pt', ['en-GB', 'de-AT'])).toBe('pt');
  expect(localeOf('en', ['de-AT', 'en-GB'])).toBe('en-GB');
});

test('a system language that we lack is English, and no region is mixed into it', () => {
  expect(localeOf('auto', ['fi-FI', 'de-AT'])).toBe('en');
  expect(localeOf('auto', [])).toBe('en');
});

test('English is shown until the chosen language is there, and what that lacks comes from English', async () => {
  const { files, i18n, language } = opened('de-AT');
  expect(i18n.language).toBe('en');
  const chosen = language.choose('auto');
  expect(i18n.t('app.name')).toBe('Lexline');
  files.come('de');
  await chosen;
  expect(i18n.language).toBe('de-AT');
  expect(i18n.t('app.name')).toBe('Lexline in de');
  expect(i18n.t('app.chats')).toBe('Chats');
});

test('a file that does not come leaves the language as it was, and is asked for again when it is chosen again', async () => {
  const { files, i18n, language } = opened('en-GB');
  const arabic = language.choose('ar');
  files.come('ar');
  await arabic;
  const spanish = language.choose('es');
  files.fail('es');
  await spanish;
  expect([i18n.language, i18n.dir()]).toEqual(['ar', 'rtl']);
  const again = language.choose('es');
  files.come('es');
  await again;
  expect([i18n.language, i18n.dir()]).toEqual(['es', 'ltr']);
});

test('of two that are chosen one after the other the last one counts, whichever is there first', async () => {
  const { files, i18n, language } = opened('en-GB');
  const both = [language.choose('de'), language.choose('ar')];
  files.come('ar');
  await both[1];
  files.come('de');
  await both[0];
  expect(i18n.language).toBe('ar');
});

test('a language that was read once is not read again', async () => {
  const { files, i18n, language } = opened('en-GB');
  const german = language.choose('de');
  files.come('de');
  await german;
  await language.choose('en');
  expect(i18n.language).toBe('en-GB');
  await language.choose('de');
  expect(i18n.language).toBe('de');
  expect(files.asked).toEqual(['de']);
});
