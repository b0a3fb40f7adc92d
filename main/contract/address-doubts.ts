import { readableHost } from './punycode.ts';
import type { WebAddress } from './web-address.ts';

/** Why an address deserves a second look. */
export type AddressDoubt = 'user_info' | 'look_alike' | 'foreign_letters' | 'number_host' | 'not_encrypted';

/** Scripts whose names are written with Latin letters in between, and with each other, by everybody who uses them. */
const EAST_ASIAN = /[\p{scx=Han}\p{scx=Hiragana}\p{scx=Katakana}\p{scx=Hangul}\p{scx=Bopomofo}]/u;

/** One expression for each script that could be mixed into another one's words. */
const SCRIPTS = [
  ...['Latin', 'Cyrillic', 'Greek', 'Armenian', 'Georgian', 'Hebrew', 'Arabic', 'Devanagari', 'Thai', 'Cherokee'],
  ...['Ethiopic', 'Khmer', 'Bengali', 'Tamil', 'Canadian_Aboriginal', 'Coptic', 'Lisu', 'Osage'],
].map((script) => new RegExp(`\\p{Script=${script}}`, 'u'));

/** Words of these letters alone are read as Latin ones: `аррӏе`, which has no Latin letter in it. */
const READ_AS_LATIN = /^[асԁеһіјӏорԛѕԝхуѵьαικνορτυχγω0-9-]+$/u;

/** The worst comes first. */
export function addressDoubts({ scheme, host, hasUserInfo }: WebAddress): AddressDoubt[] {
  if (scheme === 'mailto:' || scheme === 'tel:') return [];
  const name = host.replace(/:\d+$/, '');
  const labels = readableHost(name).split('.');
  const isForeign = /(^|\.)xn--/.test(name);
  const found: [AddressDoubt, boolean][] = [
    ['user_info', hasUserInfo],
    ['look_alike', isForeign && labels.some(looksAlike)],
    ['foreign_letters', isForeign && !labels.some(looksAlike)],
    // A browser writes every number that stands for an address, `0x7f.1` or `2130706433`, in this form.
    ['number_host', /^\d+\.\d+\.\d+\.\d+$/.test(name) || name.startsWith('[')],
    ['not_encrypted', scheme === 'http:'],
  ];
  return found.filter(([, is]) => is).map(([doubt]) => doubt);
}

/** Letters of several scripts in one word, or another script's that look like Latin ones. */
function looksAlike(label: string): boolean {
  if (/^[\0-\x7f]*$/.test(label)) return false;
  const scripts = SCRIPTS.filter((script) => script.test(label)).length;
  const isEastAsian = EAST_ASIAN.test(label);
  // Latin beside these is ordinary, any other script is not.
  const foreign = scripts - (isEastAsian && /\p{Script=Latin}/u.test(label) ? 1 : 0);
  return foreign + (isEastAsian ? 1 : 0) > 1 || READ_AS_LATIN.test(label);
}
