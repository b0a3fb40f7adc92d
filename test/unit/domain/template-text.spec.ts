import { expect, test } from '@playwright/test';
import { fill, filledLength, templateFaults, variablesOf, variantFor } from '../../../main/domain/template-text.ts';

const values = (all: Record<string, string>) => new Map(Object.entries(all));

test('variables are named in double braces, with or without spaces, and single braces are text', () => {
  expect(variablesOf('Hi {{name}}, {{ Day_2 }} {name} {{name}}')).toEqual({
    names: new Set(['name', 'Day_2']),
    fault: null,
  });
  expect(variablesOf('no variables')).toEqual({ names: new Set(), fault: null });
});

for (const text of [
  '{{}}',
  '{{ }}',
  '{{a-b}}',
  '{{1a}}',
  '{{a',
  'a}}',
  '{{{{a}}',
  '{{a}} }}',
  `{{${'x'.repeat(41)}}}`,
]) {
  test(`what is meant to be a variable and is none is found: ${text.slice(0, 12)}`, () => {
    expect(variablesOf(text).fault).toMatch(/^contains .{2,80}$/);
  });
}

test('what a value contains is taken as it is', () => {
  const given = values({ a: '{{b}}', b: '$& $1 \\', __proto__x: 'x' });
  expect(fill('{{a}}|{{ b }}|{a}', given)).toBe('{{b}}|$& $1 \\|{a}');
});

test('a language is answered by itself, by a less special one, or by the default', () => {
  const variants = ['en', 'de', 'de-AT', 'zh-Hant'].map((language) => ({ language }));
  const chosen = (language?: string) => variantFor(variants, language, 'en')?.language;
  expect([chosen('de-AT'), chosen('de-CH'), chosen('DE'), chosen('zh-Hant-TW'), chosen('zh'), chosen('fr')]).toEqual([
    'de-AT',
    'de',
    'de',
    'zh-Hant',
    'en',
    'en',
  ]);
  expect(chosen()).toBe('en');
});

test('every fault of a template is named with its place', () => {
  const faults = templateFaults({
    variables: ['name', 'name', 'unused'],
    default_language: 'fr',
    variants: [
      { language: 'de', text: 'Hallo {{name}} {{other}}' },
      { language: 'de', text: 'Hallo {{' },
    ],
  });
  expect(faults.map(({ field }) => field)).toEqual([
    'variants.0.text',
    'variants.1.text',
    'variants.1.language',
    'variables.1',
    'variables.2',
    'default_language',
  ]);
});

test('how long a text becomes is known before it is made', () => {
  const texts = ['', 'none', '{{a}}', '{{ a }}{{b}} {{a}}', '{{c}} and {{a}}', '😀{{b}}'];
  const some = values({ a: 'x'.repeat(1000), b: '' });
  for (const text of texts) expect([text, filledLength(text, some)]).toEqual([text, fill(text, some).length]);
  // Made, it would not fit into any string.
  const huge = filledLength('{{a}}'.repeat(13_000), values({ a: 'x'.repeat(100_000) }));
  expect(huge).toBe(1_300_000_000);
});
