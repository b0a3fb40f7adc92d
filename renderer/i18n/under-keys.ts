import type { Texts } from './pseudo-locale.ts';

type Bundle = { readonly [key: string]: Texts };

/**
 * The texts of a language under English's keys, from those in the order of English's, and the forms that only its grammar
 * has, by the way to them (`time.days_few`). The built window has each language so: the keys are a quarter of its weight.
 */
export function underKeys(english: Bundle, texts: readonly string[], more: Readonly<Record<string, string>>): Bundle {
  const left = texts.values();
  const fill = (value: Texts, way: string): Texts => {
    if (typeof value === 'string') return left.next().value ?? value;
    if (Array.isArray(value)) return value.map((part, index) => fill(part, `${way}${index}.`));
    const own = Object.entries(value).map(([key, part]) => [key, fill(part, `${way}${key}.`)]);
    const others = Object.entries(more).filter(([key]) => key.slice(0, key.lastIndexOf('.') + 1) === way);
    return Object.fromEntries([...own, ...others.map(([key, text]) => [key.slice(way.length), text])]);
  };
  return fill(english, '') as Bundle;
}
