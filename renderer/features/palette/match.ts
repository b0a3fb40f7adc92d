/** As two spellings of one word are compared: without marks, in small letters, in one kind of digits. */
export function folded(text: string): string {
  return text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase().replaceAll('ß', 'ss').replaceAll('ı', 'i');
}

const WORD = /[\p{L}\p{N}]+/gu;

/** What was typed, made ready to be compared with many. */
export function typedWords(typed: string): string[] {
  return folded(typed).match(WORD) ?? [];
}

/**
 * How well a text has every word, in any order: the more, the better; null where one is missing. A word that begins one of
 * the text's counts more than one inside of it, and the text's first words more than its later ones.
 */
export function matchScore(text: string, typed: readonly string[]): number | null {
  const words = folded(text).match(WORD) ?? [];
  const all = words.join('');
  let score = 0;
  for (const word of typed) {
    const begun = words.findIndex((one) => one.startsWith(word));
    if (begun >= 0) score += (words[begun] === word ? 12 : 10) - Math.min(begun, 5);
    else if (word.length > 1 && all.includes(word)) score += 2;
    else return null;
  }
  // Of two that fit alike, the shorter one is nearer to what was typed.
  return typed.length === 0 ? 0 : score - Math.min(all.length, 100) / 1000;
}
