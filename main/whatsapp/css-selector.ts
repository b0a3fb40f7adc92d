const NAME = /^-?(?:[_a-zA-Z\u0080-\uffff]|\\.)(?:[-_a-zA-Z0-9\u0080-\uffff]|\\.)*/;
const ATTRIBUTE =
  /^\[\s*-?[_a-zA-Z][-_a-zA-Z0-9]*\s*(?:[~|^$*]?=\s*(?:"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|-?[_a-zA-Z][-_a-zA-Z0-9]*)\s*(?:[is]\s*)?)?\]/;
const COMBINATOR = /^\s*[>+~]\s*|^\s+/;
const NTH = /^\s*(?:odd|even|[+-]?\d*n(?:\s*[+-]\s*\d+)?|[+-]?\d+)\s*\)/i;

/** Pseudo-classes that say something about a document which nobody touches. */
const SIMPLE = new Set([
  ...['first-child', 'last-child', 'only-child', 'first-of-type', 'last-of-type', 'only-of-type', 'empty', 'root'],
  ...['checked', 'disabled', 'enabled', 'read-only', 'read-write', 'required', 'optional', 'scope'],
]);
const OF_SELECTORS = new Set(['not', 'is', 'where', 'has']);
const OF_NUMBERS = new Set(['nth-child', 'nth-last-child', 'nth-of-type', 'nth-last-of-type']);

/**
 * Whether a text is a CSS selector that `document.querySelector` takes. It knows less than Chromium does, and refuses
 * what it does not know. Source: W3C Selectors Level 4, section 18.
 */
export function isSelector(text: string): boolean {
  const rest = afterList(text.trim(), false);
  return rest === '';
}

/** What is left behind a list of selectors, or null when there is none. `isRelative`: each may begin with a combinator. */
function afterList(text: string, isRelative: boolean): string | null {
  let rest: string | null = text;
  for (;;) {
    rest = afterComplex(rest.trimStart(), isRelative);
    if (rest === null) return null;
    const next: string = rest.trimStart();
    if (!next.startsWith(',')) return next;
    rest = next.slice(1);
  }
}

function afterComplex(text: string, isRelative: boolean): string | null {
  const lead = isRelative ? (/^[>+~]\s*/.exec(text)?.[0] ?? '') : '';
  let rest = afterCompound(text.slice(lead.length));
  while (rest !== null) {
    const combinator: string | undefined = COMBINATOR.exec(rest)?.[0];
    const next = combinator === undefined ? '' : rest.slice(combinator.length);
    if (combinator === undefined || next === '' || /^[,)]/.test(next)) return rest;
    rest = afterCompound(next);
  }
  return null;
}

function afterCompound(text: string): string | null {
  let rest = text.startsWith('*') ? text.slice(1) : text.slice(NAME.exec(text)?.[0].length ?? 0);
  let isAny = rest !== text;
  for (;;) {
    const next = afterSimple(rest);
    if (next === undefined) return isAny ? rest : null;
    if (next === null) return null;
    rest = next;
    isAny = true;
  }
}

/** Behind one `#id`, `.class`, `[attribute]` or `:pseudo-class`; undefined when none begins here, null when it is broken. */
function afterSimple(text: string): string | null | undefined {
  const [sign] = text;
  if (sign === '[') return behind(ATTRIBUTE, text);
  if (sign === '#' || sign === '.') {
    const rest = behind(NAME, text.slice(1));
    return rest;
  }
  return sign === ':' ? afterPseudo(text.slice(1)) : undefined;
}

function afterPseudo(text: string): string | null {
  const name = NAME.exec(text)?.[0].toLowerCase();
  if (name === undefined) return null;
  const rest = text.slice(name.length);
  if (SIMPLE.has(name)) return rest.startsWith('(') ? null : rest;
  if (!rest.startsWith('(')) return null;
  if (OF_NUMBERS.has(name)) return behind(NTH, rest.slice(1));
  if (!OF_SELECTORS.has(name)) return null;
  const end = afterList(rest.slice(1), name === 'has');
  return end?.startsWith(')') ? end.slice(1) : null;
}

function behind(pattern: RegExp, text: string): string | null {
  const found = pattern.exec(text);
  return found ? text.slice(found[0].length) : null;
}
