import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '@playwright/test';

const styles = readFileSync(join(import.meta.dirname, '../../../renderer/high-contrast.css'), 'utf8');

/** A variable's colours in light and in dark. */
function colours(name: string): [light: string, dark: string] {
  const value = styles.match(new RegExp(`--${name}: ([^;]+);`))?.[1] ?? '';
  const inner = value.match(/^var\(--([\w-]+)\)$/)?.[1];
  if (inner) return colours(inner);
  const found = value.match(/#[0-9a-f]{6}/g) ?? [];
  const [light, dark = light] = found;
  if (!light || !dark) throw new Error(`${name} has no colour`);
  return [light, dark];
}

/** WCAG 2.2, relative luminance. */
function luminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const part = Number.parseInt(colour.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [darker = 0, lighter = 0] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (lighter + 0.05) / (darker + 0.05);
}

const SURFACES = [
  'lx-canvas',
  'lx-surface',
  'lx-sunken',
  'lx-hover',
  'lx-accent-soft',
  'lx-bubble-in',
  'lx-bubble-out',
];
const WORDS = ['lx-ink', 'lx-muted', 'lx-accent', 'lx-bubble-muted', 'lx-read', 'lx-danger', 'lx-notice', 'lx-good'];

for (const [index, scheme] of ['light', 'dark'].entries()) {
  test(`in high contrast every text stands at 7:1 or more on every surface, in ${scheme}`, () => {
    for (const surface of [...SURFACES, 'lx-danger-soft', 'lx-notice-soft']) {
      for (const word of WORDS) {
        const found = contrast(colours(word)[index] ?? '', colours(surface)[index] ?? '');
        expect(found, `${word} on ${surface}`).toBeGreaterThanOrEqual(7);
      }
    }
    for (const filled of ['teal-filled', 'teal-filled-hover', 'red-filled', 'red-filled-hover'])
      expect(contrast('#ffffff', colours(`mantine-color-${filled}`)[index] ?? ''), filled).toBeGreaterThanOrEqual(7);
  });

  test(`in high contrast every line stands at 7:1 or more on what it divides, in ${scheme}`, () => {
    for (const surface of SURFACES) {
      for (const line of ['lx-line', 'lx-bubble-in-line', 'lx-bubble-out-line', 'mantine-color-default-border']) {
        const found = contrast(colours(line)[index] ?? '', colours(surface)[index] ?? '');
        expect(found, `${line} on ${surface}`).toBeGreaterThanOrEqual(7);
      }
    }
  });
}
