import { AppError, type FieldError } from './app-error.ts';

/** A word, or words that stand one after another. */
export interface SearchTerm {
  text: string;
  /** The last word may go on. */
  isPrefix: boolean;
  /** What has it is not wanted. */
  isExcluded: boolean;
}

/** More of them is no question of a person's. */
const MAX_TERMS = 16;

/** A shorter beginning is one of very many words. In code points. */
const SHORTEST_PREFIX = 3;

/** Opening and closing quotes as keyboards and word processors write them. */
const QUOTES = '"\u201c\u201d\u201e\u201f\u00ab\u00bb\u2033';

/** An exclusion begins a word; a hyphen inside of one is a part of it. */
const PART = new RegExp(
  `(?<excluded>-?)(?:[${QUOTES}](?<phrase>[^${QUOTES}]*)[${QUOTES}]?|(?<word>[^\\s${QUOTES}]+))`,
  'gu',
);

/**
 * Of hidden characters only the non-joiner has a meaning in a word (Persian): the index splits a word there, and so does
 * the phrase that the word becomes.
 */
const HIDDEN = /(?!\u200c)(?:\p{Cf}|\p{Variation_Selector})/gu;

/** As the index parts them; see TOKENS in migration 0007. */
const WORDS = /[\p{L}\p{N}\p{Co}\p{Mn}\p{Mc}]+/gu;

/** What the index can hold: it knows words, no signs and no emojis. */
const INDEXABLE = /[\p{L}\p{N}\p{Co}]/u;

/**
 * What a person typed, taken apart: words that must all be there, "phrases", `-without` in front of either, `begin*`. The
 * last word is taken as a beginning, so that something is found while it is typed; who wants just that word puts it into
 * quotes. Nothing else has a meaning: AND, NEAR, brackets and colons are text. Throws AppError `invalid_request` when there
 * is nothing to look for, or too much.
 */
export function parseSearchQuery(query: string): SearchTerm[] {
  const plain = plainOf(query);
  const terms: (SearchTerm & { isPhrase: boolean })[] = [];
  for (const { groups = {} } of plain.matchAll(PART)) {
    const isPhrase = groups.word === undefined;
    const text = (groups.word ?? groups.phrase ?? '').trim();
    if (!INDEXABLE.test(text)) continue;
    const isPrefix = text.endsWith('*') && isLongEnough(text.slice(0, -1));
    terms.push({ text, isPrefix, isExcluded: groups.excluded === '-', isPhrase });
  }
  if (terms.length > MAX_TERMS)
    throw refused({ message: `must have at most ${MAX_TERMS} words and phrases`, fault: 'too_many', limit: MAX_TERMS });
  if (!terms.some(({ isExcluded }) => !isExcluded)) {
    const message = 'must have a word to look for, of letters or digits, that is not excluded';
    throw refused({ message, fault: 'nothing_to_find' });
  }
  const last = terms.at(-1);
  if (last && !last.isPhrase && !last.isExcluded && isLongEnough(last.text)) last.isPrefix = true;
  return terms.map(({ isPhrase: _, ...term }) => term);
}

/**
 * Words of a name, each of which may be the beginning of one, however short: there are few names. Nothing has a meaning of
 * its own here. Of more words than a name has, the first count; without any there is nothing to look for.
 */
export function parseNameQuery(query: string): SearchTerm[] {
  return plainOf(query)
    .split(/\s+/)
    .filter((text) => INDEXABLE.test(text))
    .slice(0, MAX_TERMS)
    .map((text) => ({ text, isPrefix: true, isExcluded: false }));
}

function plainOf(query: string): string {
  return query
    .toWellFormed()
    .replace(HIDDEN, '')
    .replace(/\p{Cc}/gu, ' ')
    .normalize('NFC');
}

/** Of what the index takes for several words (`12.a`), only the last one can go on. */
function isLongEnough(text: string): boolean {
  return [...(text.match(WORDS)?.at(-1) ?? '')].length >= SHORTEST_PREFIX;
}

function refused(fault: Omit<FieldError, 'field'>): AppError {
  return new AppError('invalid_request', [{ field: 'q', ...fault }]);
}
