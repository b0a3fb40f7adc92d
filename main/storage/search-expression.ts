import type { ConversationId, LawyerId } from '../contract/ids.ts';
import type { SearchTerm } from '../domain/search-query.ts';

/** Spellings of one word or phrase that are looked for together. */
const MAX_SPELLINGS = 4;

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue' };

/** In a shorter word `ae`, `oe` and `ue` hardly ever stand for an umlaut (`does`, `true`). */
const SHORTEST_WITH_UMLAUT = 5;

/**
 * Ways in which others write the same, and which the index, though it removes marks, does not hold for the same: ß and ss;
 * ä, ö, ü and ae, oe, ue. Behind a vowel or a q (`neue`, `Quelle`) no umlaut is meant.
 */
const OTHERWISE: readonly ((text: string) => string)[] = [
  (text) => text.replace(/ß/giu, 'ss'),
  (text) => text.replace(/ss/giu, 'ß'),
  (text) => text.replace(/[äöü]/giu, (found) => UMLAUTS[found.toLowerCase()] ?? found),
  (text) =>
    text.length < SHORTEST_WITH_UMLAUT
      ? text
      : text.replace(/(?<![aeiouq])(?:ae|oe|ue)(?=\p{L})/giu, (found) => found.charAt(0)),
];

/** The word as it was typed first, and the ways in which others write it. */
export function spellingsOf(text: string): string[] {
  const found = new Set([text]);
  for (const one of found) {
    for (const otherwise of OTHERWISE) if (found.size < MAX_SPELLINGS) found.add(otherwise(one));
  }
  return [...found];
}

/** As a string of FTS5's query language: whatever stands in it, it is a phrase and nothing else. */
function quoted(text: string): string {
  return `"${text.replaceAll('"', '""').replaceAll('\0', ' ')}"`;
}

/** The term in each of its spellings, for any FTS5 table. */
export function matchOf({ text, isPrefix }: SearchTerm): string {
  return spellingsOf(text)
    .map((spelling) => (isPrefix ? `${quoted(spelling)} *` : quoted(spelling)))
    .join(' OR ');
}

/** A lawyer or a conversation as the one word that stands for it in the index. */
function placeWord(id: LawyerId | ConversationId): string {
  return quoted(id.replace('_', ''));
}

/** A term, and the conversations whose name has it. */
export interface PlacedTerm {
  term: SearchTerm;
  conversations: readonly ConversationId[];
}

/** An FTS5 expression for `message_words`: messages of the lawyer that have all of the terms and none of the excluded ones. */
export function expressionOf(
  lawyerId: LawyerId,
  conversationId: ConversationId | undefined,
  terms: readonly PlacedTerm[],
): string {
  const wanted = terms.filter(({ term }) => !term.isExcluded).map(placed);
  const excluded = terms.filter(({ term }) => term.isExcluded).map(placed);
  const places = [lawyerId, ...(conversationId === undefined ? [] : [conversationId])];
  const all = [...places.map((id) => `(place : ${placeWord(id)})`), ...wanted].join(' AND ');
  return excluded.length === 0 ? all : `(${all}) NOT (${excluded.join(' OR ')})`;
}

function placed({ term, conversations }: PlacedTerm): string {
  const written = `({content sender_name attachment_filename} : (${matchOf(term)}))`;
  if (conversations.length === 0) return written;
  return `(${written} OR (place : (${conversations.map(placeWord).join(' OR ')})))`;
}
