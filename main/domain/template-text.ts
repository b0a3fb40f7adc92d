import { VARIABLE_NAME } from '../contract/template.ts';
import type { BraceFault, ParsedTexts, TemplatePiece } from '../contract/template-preview.ts';
import type { FieldError } from './app-error.ts';

const PLACE = /\{\{([^{}]*)\}\}/g;

/** Each kind of fault in words, for who has written the text. */
const WORDS: Record<BraceFault['kind'], (place: string) => string> = {
  no_variable: (place) => `contains ${place}, which names no variable`,
  not_closed: (place) => `contains ${place} that is not closed`,
  closes_nothing: (place) => `contains ${place} that closes nothing`,
};

/** The variables that a text names, and what is wrong with its braces. */
export function variablesOf(text: string): { names: Set<string>; fault: string | null } {
  const names = new Set<string>();
  for (const [, inside = ''] of text.matchAll(PLACE)) {
    const name = inside.trim();
    if (!VARIABLE_NAME.test(name)) break;
    names.add(name);
  }
  const fault = braceFault(text);
  return { names, fault: fault && WORDS[fault.kind](fault.place) };
}

/** The first thing that is wrong with the braces of a text. */
function braceFault(text: string): BraceFault | null {
  for (const [place, inside = ''] of text.matchAll(PLACE)) {
    if (!VARIABLE_NAME.test(inside.trim())) return { kind: 'no_variable', place: shown(place) };
  }
  // A single brace is text; two of them are meant to be more.
  const rest = text.replace(PLACE, '');
  if (rest.includes('{{')) return { kind: 'not_closed', place: '{{' };
  return rest.includes('}}') ? { kind: 'closes_nothing', place: '}}' } : null;
}

/**
 * Texts of one template that are being written. Of its variables those that were declared before keep their order; new ones
 * follow as they come in the texts.
 */
export function parseTexts(texts: readonly string[], declared: readonly string[] = []): ParsedTexts {
  const named = new Set(texts.flatMap((text) => [...variablesOf(text).names]));
  const known = declared.filter((name) => named.has(name));
  return {
    variables: [...new Set([...known, ...named])],
    texts: texts.map((text) => ({ pieces: piecesOf(text, new Map()), fault: braceFault(text) })),
  };
}

/** A text in parts, each variable with what is given for it. What names no variable is text. */
export function piecesOf(text: string, values: ReadonlyMap<string, string>): TemplatePiece[] {
  const pieces: TemplatePiece[] = [];
  let end = 0;
  for (const { 0: place, 1: inside = '', index } of text.matchAll(PLACE)) {
    const name = inside.trim();
    if (!VARIABLE_NAME.test(name)) continue;
    if (index > end) pieces.push({ kind: 'text', text: text.slice(end, index) });
    pieces.push({ kind: 'variable', name, value: values.get(name) ?? null });
    end = index + place.length;
  }
  if (end < text.length) pieces.push({ kind: 'text', text: text.slice(end) });
  return pieces;
}

/** In one go: what a value contains is never taken for a variable. All of the text's variables must be among the values. */
export function fill(text: string, values: ReadonlyMap<string, string>): string {
  return text.replace(PLACE, (place, inside: string) => values.get(inside.trim()) ?? place);
}

/** How long that would be, in UTF-16 units: a short text that names a long value often is never made. */
export function filledLength(text: string, values: ReadonlyMap<string, string>): number {
  let length = text.length;
  for (const [place, inside = ''] of text.matchAll(PLACE)) {
    length += (values.get(inside.trim()) ?? place).length - place.length;
  }
  return length;
}

/** What is wrong with the texts of a template and its declared variables, by field. */
export function templateFaults({
  variables,
  default_language: language,
  variants,
}: {
  variables: readonly string[];
  default_language: string;
  variants: readonly { language: string; text: string }[];
}): FieldError[] {
  const faults: FieldError[] = [];
  const declared = new Set(variables);
  const used = new Set<string>();
  const languages = new Set<string>();
  variants.forEach((variant, index) => {
    const { names, fault } = variablesOf(variant.text);
    const undeclared = [...names].filter((name) => !declared.has(name));
    if (fault) faults.push({ field: `variants.${index}.text`, message: fault, fault: 'braces' });
    for (const name of undeclared) {
      faults.push({
        field: `variants.${index}.text`,
        message: `names ${name}, which is not among the variables`,
        fault: 'variable_unknown',
      });
    }
    for (const name of names) used.add(name);
    if (languages.has(variant.language)) {
      faults.push({
        field: `variants.${index}.language`,
        message: 'is the language of another variant',
        fault: 'twice',
      });
    }
    languages.add(variant.language);
  });
  variables.forEach((name, index) => {
    if (variables.indexOf(name) !== index)
      faults.push({ field: `variables.${index}`, message: 'is declared twice', fault: 'twice' });
    else if (!used.has(name))
      faults.push({ field: `variables.${index}`, message: 'is named in no text', fault: 'variable_unused' });
  });
  if (!languages.has(language)) {
    faults.push({ field: 'default_language', message: 'must be the language of a variant', fault: 'not_one_of' });
  }
  return faults;
}

/**
 * The variant for a language: its own, or that of a less special one (`de` for `de-CH`), or the default (RFC 4647, lookup).
 */
export function variantFor<Variant extends { language: string }>(
  variants: readonly Variant[],
  language: string | undefined,
  byDefault: string,
): Variant | undefined {
  const parts = language?.split('-') ?? [];
  for (let length = parts.length; length > 0; length -= 1) {
    const range = parts.slice(0, length).join('-').toLowerCase();
    const found = variants.find((variant) => variant.language.toLowerCase() === range);
    if (found) return found;
  }
  return variants.find((variant) => variant.language === byDefault);
}

/** What was written there, cut so that an answer stays short. */
function shown(place: string): string {
  return place.length > 60 ? '{{…}}' : place;
}
