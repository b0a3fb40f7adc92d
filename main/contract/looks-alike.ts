/** Scripts whose names are written with Latin letters in between, and with each other, by everybody who uses them. */
const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u;

/** One expression for each script that could be mixed into another one's words. */
const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Thai', 'Cherokee'],
  ...['Ethiopic', 'Khmer', 'Bengali', 'Tamil', 'Canadian_Aboriginal', 'Coptic', 'Lisu', 'Osage'],
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/** Words of these letters alone are read as Latin ones: `аррӏе`, which has no Latin letter in it. */
const READ_AS_LATIN = /^[асԁеһіјӏорԛѕԝхуѵьαικνορτυχγω0-9-]+$/u;

/** Letters of several scripts in one word (lower case), or another script's that look like Latin ones. */
export function looksAlike(label: string): boolean {
  if (/^[\0-\x7f]*$/.test(label)) return false;
  const scripts = SCRIPTS.filter((script) => script.test(label)).length;
  const isEastAsian = EAST_ASIAN.test(label);
  // Latin beside these is ordinary, any other script is not.
  const foreign = scripts - (isEastAsian && /\p{Script=Latin}/u.test(label) ? 1 : 0);
  return foreign + (isEastAsian ? 1 : 0) > 1 || READ_AS_LATIN.test(label);
}
