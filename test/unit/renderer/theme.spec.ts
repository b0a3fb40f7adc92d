import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DEFAULT_THEME, defaultCssVariablesResolver, mergeMantineTheme } from '@mantine/core';
import { expect, test } from '@playwright/test';
import { cssVariablesResolver, theme } from '../../../renderer/theme.ts';

const merged = mergeMantineTheme(DEFAULT_THEME, theme);
const styles = readFileSync(join(import.meta.dirname, '../../../renderer/theme-variables.css'), 'utf8').replaceAll(
  '"',
  "'",
);
const plain = (value: string) => value.replace(/\s+/g, ' ').replaceAll('"', "'").trim();

/** The variables of a block of the style sheet, by the end of its selector. */
function block(selector: string): Record<string, string> {
  const body = styles.split(`${selector} {`)[1]?.split('}')[0] ?? '';
  return Object.fromEntries(
    [...body.matchAll(/(--[\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', plain(value ?? '')]),
  );
}

for (const [part, selector] of [
  ['variables', ':root'],
  ['light', ":root[data-mantine-color-scheme='light']"],
  ['dark', ":root[data-mantine-color-scheme='dark']"],
] as const) {
  test(`the style sheet holds the theme's own ${part}, so that no style element is injected`, () => {
    const wanted: Record<string, string> = {
      ...defaultCssVariablesResolver(merged)[part],
      ...cssVariablesResolver(merged)[part],
    };
    const usual: Record<string, string> = defaultCssVariablesResolver(DEFAULT_THEME)[part];
    const written = block(selector);
    for (const [name, value] of Object.entries(written))
      expect(`${name}: ${value}`).toBe(`${name}: ${plain(wanted[name] ?? '')}`);
    const ours = /font-family|primary|teal|dark-\d|text|dimmed|placeholder|error|anchor|cursor|black/;
    for (const [name, value] of Object.entries(wanted)) {
      if (ours.test(name) && usual[name] !== value) expect(Object.keys(written)).toContain(name);
    }
  });
}
