import { expect, test } from '@playwright/test';
import en from '../../../renderer/i18n/en.json' with { type: 'json' };
import { LANGUAGES, type Language } from '../../../renderer/i18n/languages.ts';
import { underKeys } from '../../../renderer/i18n/under-keys.ts';
import { formatCount } from '../../../renderer/ui/format-count.ts';

/** All texts of a language, by the way to them: `time.days_one`. */
function textsOf(value: unknown, way = ''): Record<string, string> {
  if (typeof value === 'string') return { [way]: value };
  if (typeof value !== 'object' || value === null) throw new Error(`${way} is no text`);
  const parts = Object.entries(value).map(([key, part]) => textsOf(part, way === '' ? key : `${way}.${key}`));
  return Object.assign({}, ...parts);
}

const english = textsOf(en);

/** What English has one text for each number of: `time.days` for `time.days_one` and `time.days_other`. */
const counted = new Set(
  Object.keys(english)
    .filter((key) => key.endsWith('_one') && `${key.slice(0, -'one'.length)}other` in english)
    .map((key) => key.slice(0, -'_one'.length)),
);

/** What a text is one form of, if it is counted. */
function countedOf(key: string): string | null {
  const base = key.replace(/_(zero|one|two|few|many|other)$/, '');
  return base !== key && counted.has(base) ? base : null;
}

/** The placeholders and tags of a text, in any order. */
function marksOf(text: string): string[] {
  return (text.match(/\{\{.*?\}\}|<[^>]*>/g) ?? []).sort();
}

/** Forms that can say the number in a word, or leave it out: "a message", "two messages" in Arabic. */
const IN_WORDS = new Set(['zero', 'one', 'two']);
const isCount = (mark: string) => /^\{\{count\b/.test(mark);

for (const language of (Object.keys(LANGUAGES) as Language[]).filter((one) => one !== 'en')) {
  test(`${language} has English's texts, each counted one in the forms that its grammar asks for`, async () => {
    const texts = textsOf(await LANGUAGES[language].load());
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    const wanted = Object.keys(english).flatMap((key) => (countedOf(key) === null ? [key] : []));
    for (const base of counted) wanted.push(...forms.map((form) => `${base}_${form}`));
    expect(Object.keys(texts).sort()).toEqual(wanted.sort());
    expect(Object.entries(texts).filter(([, text]) => text.trim() === '')).toEqual([]);
  });

  test(`${language} fills in and marks up what English does, text by text`, async () => {
    for (const [key, text] of Object.entries(textsOf(await LANGUAGES[language].load()))) {
      const base = countedOf(key);
      const original = marksOf(english[base === null ? key : `${base}_other`] ?? '');
      const isInWords = base !== null && IN_WORDS.has(key.slice(base.length + 1)) && !marksOf(text).some(isCount);
      expect(marksOf(text), key).toEqual(isInWords ? original.filter((mark) => !isCount(mark)) : original);
    }
  });
}

/** What is always a number: written by the language's rules, and a percentage with its sign where the language has it. */
const BARE_NUMBER =
  /\{\{(count|percent|step|of|done|all|total|index|min|max|least|rate|number|waiting|failed|active|failing|paused|off)\}\}/;
const OWN_PERCENT = /\}\}[\s\u00a0\u202f]?[%٪]|[%٪][\s\u00a0\u202f]?\{\{/;

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test(`${language} writes each number, and each percentage, as the language writes them`, async () => {
    const texts = Object.entries(textsOf(await LANGUAGES[language].load()));
    expect(texts.filter(([, text]) => BARE_NUMBER.test(text) || OWN_PERCENT.test(text))).toEqual([]);
  });
}

/** Those that say "Cancel" in English, too, and never stand beside it. */
const CANCELS = new Set(['common.cancel', 'queue.cancel']);

for (const language of Object.keys(LANGUAGES) as Language[]) {
  test(`${language} has no other button that says what "Cancel" says: in a question both stand side by side`, async () => {
    const texts = textsOf(await LANGUAGES[language].load());
    const same = Object.entries(texts).filter(([key, text]) => text === texts['common.cancel'] && !CANCELS.has(key));
    expect(same).toEqual([]);
  });
}

for (const language of (Object.keys(LANGUAGES) as Language[]).filter((one) => one !== 'en')) {
  test(`${language} is whole again when its texts, which are built without their keys, are put under English's`, async () => {
    const whole = await LANGUAGES[language].load();
    const texts = textsOf(whole);
    const keys = Object.keys(english);
    const inOrder = keys.map((key) => texts[key] ?? '');
    const more = Object.fromEntries(Object.entries(texts).filter(([key]) => !keys.includes(key)));
    expect(underKeys(en, inOrder, more)).toEqual(whole);
  });
}

test('a count in a small place has two digits at most, of the language', () => {
  expect([7, 99, 100].map((count) => formatCount(count, 'en'))).toEqual(['7', '99', '99+']);
  expect(formatCount(240, 'ar-EG')).toBe('٩٩+');
});
