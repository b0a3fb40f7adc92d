const TITLES = new Set(['dr', 'prof', 'mr', 'mrs', 'ms', 'herr', 'frau']);

const EMOJI = /\p{RGI_Emoji}/v;

/** At most two letters of a name, by whole characters, so that no combined letter is cut; else its emoji. A number has `#`. */
export function initialsOf(name: string): string {
  const words = name.split(/[\s,/()-]+/u).filter((word) => /^[\p{L}\p{N}]/u.test(word));
  const proper = words.filter((word) => !TITLES.has(word.replace(/\.$/, '').toLowerCase()));
  const letters = (proper.length > 0 ? proper : words).filter((word) => /^\p{L}/u.test(word)).map(firstCharacter);
  const [first, last] = [letters[0], letters.length > 1 ? letters.at(-1) : ''];
  return first ? `${first}${last}`.toUpperCase() : (EMOJI.exec(name)?.[0] ?? '#');
}

/** Making one costs far more than using it, and every row of every list has its initials. */
const characters = new Intl.Segmenter(undefined, { granularity: 'grapheme' });

function firstCharacter(word: string): string {
  const [first] = characters.segment(word);
  return first?.segment ?? '';
}

/** A hue of the colour wheel, in degrees, that is always the same for a name. */
export function hueOf(name: string): number {
  let hash = 0;
  for (const character of name) hash = (hash * 31 + (character.codePointAt(0) ?? 0)) % 360_007;
  return (hash * 137) % 360;
}
