import { readAddress } from './web-address.ts';

/** A part of a text that is an address, in UTF-16 units, `end` left out of it. */
export interface FoundLink {
  start: number;
  end: number;
  /** The address as it is written there; a name that begins with `www.` has `https://` before it. */
  address: string;
}

/** A longer one is no link that anybody would follow, and browsers cut it. In UTF-16 units. */
const MAX_ADDRESS = 2048;

/** Nobody writes more into one message; those after it are text. */
const MOST_LINKS = 200;

/** Where an address can begin: not within a word. */
const BEGIN = /(?<![a-z0-9+.-])(?:https?:\/\/|mailto:|tel:)|(?<![\p{L}\p{N}@._/-])www\./giu;

/**
 * An address goes on until white space, a quotation mark, an angle bracket, or what is not seen or turns the direction of
 * writing: what is shown of a link is what it is.
 */
const BEHIND = /[\s\p{C}\u2028\u2029"<>`«»“”„‟「」『』]/u;

/** What ends a sentence rather than an address. */
const ENDS_SENTENCE = new Set([...".,;:!?'’‘…、。，；：！？،؛؟·|"]);
const CLOSERS: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '）': '（', '】': '【' };
/** WhatsApp's signs for bold, italics and struck out: around an address they are no part of it. */
const EMPHASIS = new Set(['*', '_', '~']);

/** The addresses in a text that can be opened, in order. Of very long texts each character is looked at a few times. */
export function linksIn(text: string): FoundLink[] {
  const links: FoundLink[] = [];
  // Most texts have none.
  if (!text.includes(':') && !/www\./i.test(text)) return links;
  let from = 0;
  for (const { 0: begin, index } of text.matchAll(BEGIN)) {
    if (index < from) continue;
    if (links.length === MOST_LINKS) break;
    const last = endOf(text, index + begin.length);
    // What is no address is passed over as a whole: it is not looked at again from each place in it.
    from = last;
    if (last - index > MAX_ADDRESS) continue;
    const end = trimmed(text, index, last);
    const written = text.slice(index, end);
    const address = begin.toLowerCase() === 'www.' ? `https://${written}` : written;
    if (end > index + begin.length && readAddress(address) && (address === written || isName(written)))
      links.push({ start: index, end, address });
  }
  return links;
}

/** Whether a text has the address of a page. */
export function hasWebLink(text: string): boolean {
  return linksIn(text).some(({ address }) => /^https?:/i.test(address));
}

function endOf(text: string, from: number): number {
  let at = from;
  while (at < text.length) {
    const sign = String.fromCodePoint(text.codePointAt(at) ?? 32);
    if (BEHIND.test(sign)) break;
    at += sign.length;
  }
  return at;
}

/** Without what stands behind an address: the end of a sentence, a bracket that was opened before it, an emphasis around it. */
function trimmed(text: string, start: number, last: number): number {
  const open = new Map<string, number>();
  for (let at = start; at < last; at += 1) {
    const sign = text.charAt(at);
    open.set(sign, (open.get(sign) ?? 0) + 1);
  }
  const before = text.charAt(start - 1);
  let end = last;
  for (; end > start; end -= 1) {
    const sign = text.charAt(end - 1);
    const opener = Object.hasOwn(CLOSERS, sign) ? CLOSERS[sign] : undefined;
    const isUnopened = opener !== undefined && (open.get(sign) ?? 0) > (open.get(opener) ?? 0);
    const isEmphasis = EMPHASIS.has(sign) && before === sign;
    if (!ENDS_SENTENCE.has(sign) && !isUnopened && !isEmphasis) break;
    open.set(sign, (open.get(sign) ?? 0) - 1);
  }
  return end;
}

/** `www.example.org`: a name with something on both sides of its second dot. */
function isName(written: string): boolean {
  return /^www\.[^./?#:]+\.[^./?#:]/i.test(written);
}
