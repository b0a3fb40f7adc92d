import type { FoundMessage } from '../../../main/contract/message-lists.ts';

/** A part of a text, in UTF-16 units, `end` left out of it. */
export interface TextRange {
  start: number;
  end: number;
}

/** The words that were found in each message, as they are written there. */
export function wordsOf(messages: readonly FoundMessage[]): ReadonlyMap<string, readonly string[]> {
  const words = new Map<string, readonly string[]>();
  for (const { id, snippet } of messages) {
    if (snippet?.field !== 'text') continue;
    const found = new Set(snippet.highlights.map(({ start, end }) => snippet.text.slice(start, end)));
    if (found.size > 0) words.set(id, [...found]);
  }
  return words;
}

const IN_WORD = /[\p{L}\p{N}\p{M}]/u;

/** Where the words stand in a text, each as a whole word; in order, and apart from each other. */
export function rangesOf(text: string, words: readonly string[]): TextRange[] {
  const ranges: TextRange[] = [];
  for (const word of words) {
    for (let at = text.indexOf(word); word !== '' && at >= 0; at = text.indexOf(word, at + word.length)) {
      const end = at + word.length;
      if (!isWithin(text, at) && !isWithin(text, end)) ranges.push({ start: at, end });
    }
  }
  ranges.sort((one, other) => one.start - other.start || other.end - one.end);
  return ranges.filter(({ start }, index) => ranges.slice(0, index).every((before) => before.end <= start));
}

/** Whether a word goes on over that place. */
function isWithin(text: string, at: number): boolean {
  const before = [...text.slice(Math.max(0, at - 2), at)].at(-1) ?? '';
  const behind = String.fromCodePoint(text.codePointAt(at) ?? 32);
  return IN_WORD.test(before) && IN_WORD.test(behind);
}
