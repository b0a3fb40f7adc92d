/** A text, or several in a row or under their keys. */
export type Texts = string | readonly Texts[] | { readonly [key: string]: Texts };

/** Translations of English are about that much longer, as a part of it. */
const LONGER = 0.35;

const PLAIN = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const ACCENTED = [...'ÅƁÇÐÉƑĜĤÎĴĶĻṀÑÖƤǪŔŠŢÛṼŴẊÝŽåƀçðéƒĝĥîĵķļɱñöþǫŕšţûṽŵẋýž'];

/** What is filled in, and marks up: it must come out as it went in. */
const KEPT = /(\{\{.*?\}\}|\$t\(.*?\)|<[^>]*>)/;

/** Words, so that what is longer still breaks into lines. */
const FILLING = ' one two three four five six seven eight nine ten eleven twelve';

/**
 * An English text with accents on its letters, about a third longer and in brackets: one sees what was not translated,
 * what does not fit and what was cut off. Placeholders and tags stay as they are.
 */
export function pseudoText(text: string): string {
  // Split by a group, so that each second piece is one that is kept.
  const pieces = text.split(KEPT);
  const shown = pieces.filter((_, index) => index % 2 === 0).join('').length;
  const filling = FILLING.repeat(Math.ceil((shown * LONGER) / FILLING.length)).slice(0, Math.ceil(shown * LONGER));
  const accented = pieces.map((piece, index) => (index % 2 === 0 ? withAccents(piece) : piece));
  return `[${accented.join('')}${withAccents(filling)}]`;
}

function withAccents(text: string): string {
  return [...text].map((letter) => ACCENTED[PLAIN.indexOf(letter)] ?? letter).join('');
}

/** The same of all texts of a language. */
export function pseudoTexts(texts: { readonly [key: string]: Texts }): { [key: string]: Texts } {
  return Object.fromEntries(Object.entries(texts).map(([key, value]) => [key, pseudoOf(value)]));
}

function pseudoOf(texts: Texts): Texts {
  if (typeof texts === 'string') return pseudoText(texts);
  return isRow(texts) ? texts.map(pseudoOf) : pseudoTexts(texts);
}

function isRow(texts: Exclude<Texts, string>): texts is readonly Texts[] {
  return Array.isArray(texts);
}
