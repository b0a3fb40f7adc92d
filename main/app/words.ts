import type { AppSettings } from '../contract/app-settings.ts';
import type { Millis } from '../domain/clock.ts';
import type { PageWords } from '../domain/conversation-page.ts';
import ar from './words/ar.json' with { type: 'json' };
import de from './words/de.json' with { type: 'json' };
import en from './words/en.json' with { type: 'json' };
import es from './words/es.json' with { type: 'json' };
import pt from './words/pt.json' with { type: 'json' };

/** A text that has one form for each number, by what its forms have in common. */
type Counted = 'unread' | 'new';
type CountForm = `${Counted}_${Intl.LDMLPluralRule}`;
export type Word = Exclude<keyof typeof en, CountForm>;

/** From here on nobody counts seconds. */
const LONG: Millis = 90_000;

/**
 * The few texts that are shown outside the window: in the tray, in notifications and in a client's export. They are files of their own, because
 * the main process imports nothing of the window's, and the window's texts are fifty times as long.
 */
export const WORDS: Readonly<Record<string, Readonly<Record<string, string>>>> = { en, de, es, pt, ar };

export interface Words extends PageWords {
  say(word: Word, values?: Readonly<Record<string, string>>): string;
  count(word: Counted, count: number): string;
  /** One of WhatsApp's kinds of messages. */
  kind(kind: string): string;
  list(names: readonly string[]): string;
  time(at: number): string;
  number(value: number): string;
  /** In whole seconds, or in minutes: as exactly as one estimates. In ms. */
  duration(span: Millis): string;
}

/**
 * The texts in the language that is set. The made-up one is of the window alone.
 * @param system the system's languages, the one that counts first
 */
export function wordsIn(chosen: AppSettings['language'], system: readonly string[]): Words {
  const locale = chosen === 'auto' ? (system[0] ?? 'en') : chosen;
  const language = Object.keys(WORDS).find((one) => one === locale.split('-')[0]) ?? 'en';
  const texts: Readonly<Record<string, string>> = WORDS[language] ?? en;
  const region = system.find((tag) => tag.split('-')[0] === language) ?? language;
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(region);
  const say = (key: string, values: Readonly<Record<string, string>> = {}): string =>
    // One pass, so that what a value holds is never read as a place for another one.
    (texts[key] ?? '').replace(/\{\{(\w+)\}\}/g, (_all, name: string) => values[name] ?? '');
  const moment = new Intl.DateTimeFormat(region, { dateStyle: 'medium', timeStyle: 'short', timeZone: 'UTC' });
  return {
    language: region,
    direction: language === 'ar' ? 'rtl' : 'ltr',
    moment: (at) => moment.format(at),
    say,
    count: (word, count) => say(`${word}_${rules.select(count)}`, { count: number.format(count) }),
    kind: (kind) => say(`kind_${kind}` in texts ? `kind_${kind}` : 'kind_other'),
    list: (names) => new Intl.ListFormat(region, { type: 'conjunction' }).format(names),
    number: (value) => number.format(value),
    duration(span) {
      const unit = span < LONG ? 'second' : 'minute';
      const value = Math.max(1, Math.ceil(span / (unit === 'second' ? 1_000 : 60_000)));
      return new Intl.NumberFormat(region, { style: 'unit', unit, unitDisplay: 'long' }).format(value);
    },
    time: (at) => new Intl.DateTimeFormat(region, { timeStyle: 'short' }).format(at),
  };
}
