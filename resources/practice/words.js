import { faults } from './faults.js';
import { ar } from './words/ar.js';
import { de } from './words/de.js';
import { en } from './words/en.js';
import { es } from './words/es.js';
import { pt } from './words/pt.js';

// The page's words and dates in its language. A driver that counts on one of them finds out here.

const words = { en, de, es, pt, ar };

/** The locale of the dates: with a clock of twelve hours in English and Arabic, of twenty-four elsewhere. */
const locales = { en: 'en-US', de: 'de-DE', es: 'es-ES', pt: 'pt-BR', ar: 'ar-EG' };

function language() {
  return faults.now.language in words ? faults.now.language : 'en';
}

/** A word of the page in its language. */
export function word(name) {
  return words[language()][name];
}

/** Tells the document its language and direction of writing. */
export function applyLanguage() {
  document.documentElement.lang = language();
  document.documentElement.dir = language() === 'ar' ? 'rtl' : 'ltr';
}

function format(options, seconds) {
  return new Intl.DateTimeFormat(locales[language()], options).format(seconds * 1000);
}

/** Hours and minutes. */
export function clockTime(seconds) {
  const hour = ['en', 'ar'].includes(language()) ? 'numeric' : '2-digit';
  return format({ hour, minute: '2-digit' }, seconds);
}

/** The date in digits, in the order of the language. */
export function shortDate(seconds) {
  return format({ year: 'numeric', month: 'numeric', day: 'numeric' }, seconds);
}

/** The day, as it stands between two messages of different days. */
export function dayName(seconds) {
  return format({ weekday: 'long', year: 'numeric', month: 'long', day: 'numeric' }, seconds);
}

/** The time for today, the date for earlier days. */
export function listTime(seconds) {
  if (!seconds) return '';
  const isToday = new Date(seconds * 1000).toDateString() === new Date().toDateString();
  return isToday ? clockTime(seconds) : shortDate(seconds);
}
